import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedLedger } from '#anchoring/log';
import { verifyWithNodeCrypto } from '#identity';
import { CONTRACT_CODE_KEY, genesisDigest, parseTrustFile, type ContractCodeRecord, type TrustFile } from '#ledger';
import { assertOurs, outage, type Clock, type RandomBytes } from '#primitives';
import type { StatementHooks } from '#service-kit/database';
import { contractCodeDigest } from '#anchoring/contract';
import { createHttpService } from '#service-kit/http';
import { createLog, describeError, type Log } from '#service-kit/log';
import { createMetrics } from '#service-kit/health';
import { platformNetwork, type Network } from '#service-kit/network';
import { ownOrganisations } from '#service-kit/organisations';
import { readCredentialTypes } from '#service-kit/schemas';
import { openDataStore, type DataStore } from './adapters/typeorm/open-data-store.js';
import { openKeyStore, type KeyStore } from './adapters/typeorm/open-key-store.js';
import { cooperativeApi } from './cooperative-api.js';
import { COOPERATIVE_ERRORS } from './cooperative-errors.js';
import type { CooperativeConfig } from './cooperative.config.js';
import { CooperativeModule } from './cooperative.module.js';
import { openLedgerSigners } from './founding/note-keys.js';
import type { LedgerRecords } from './ledger/ledger-records.js';
import { openLedger } from './ledger/open-ledger.js';
import { createLogFollower, isExplorerPath, PAGES_MESSAGES, readLegalTexts } from './explorer/index.js';
import type { DistributingParts } from './settlement/distribute-due.js';
import { keepDistributing } from './settlement/keep-distributing.js';
import { FOUNDING_FILES } from './start-founding.js';
import { renewTrustFile } from './trusted-list/renew-trust-file.js';
import { RevocationListPublisher } from './trusted-list/publish-revocation-list.js';
import { TrustedListPublisher } from './trusted-list/publish-trusted-list.js';
import { openWatch } from './watch/open-watch.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const TRANSACTION_LIMIT_BYTES = 128 * 1024;
const STATUS_LIST_LIMIT_BYTES = 4 * 1024 * 1024;
const TRANSACTIONS_ROUTE = '/api/v1/ledger/transactions';
const STATUS_LISTS_ROUTE = '/status-lists/:issuer/:list';

/** Everything that is served is public (design §4); a management path would begin otherwise and get no CORS. */
const PUBLIC_PATHS =
  /^\/(?:api\/v1\/(?:ledger|trust|credential-types|members|contracts)(?:\/|$)|status-lists\/|[^/]+\/did\.json$)/;

export interface CooperativeService {
  /** Where it listens; links use `publicUrl`. */
  url: string;
  ledger: PublishedLedger;
  /** Does now what a timer would do by and by: distributes what is due, and compares the other services. */
  runDueWork(): Promise<void>;
  close(): Promise<void>;
}

export interface CooperativeStart {
  clock: Clock;
  random: RandomBytes;
  log?: Log;
  /** Called around each SQL statement of the data, for fault tests. */
  statementHooks?: StatementHooks;
  network?: Network;
}

/**
 * Starts the cooperative on what founding wrote. Started again, it goes on from what is stored.
 * @throws `not_founded` (outage), `key_missing`, `genesis_differs`
 */
export async function startCooperative(
  config: CooperativeConfig,
  parts: CooperativeStart,
): Promise<CooperativeService> {
  const log = parts.log ?? createLog({ service: 'cooperative', level: config.logLevel });
  const trustFile = await readTrustFile(config.foundingFolder);
  const opened: (() => Promise<void>)[] = [];
  try {
    const keyStore = await openKeyStore(config, parts);
    opened.push(() => keyStore.close());
    const dataStore = await openDataStore(config.databaseUrl, parts.statementHooks);
    opened.push(() => dataStore.database.close());
    const ledger = await openLedger(config.ledger, {
      genesis: trustFile.genesis,
      storage: dataStore.ledgerStorage,
      trustedBlocks: dataStore.trustedBlocks,
      openSigners: () => openLedgerSigners(trustFile.genesis, keyStore.noteKeys),
      clock: parts.clock,
      report: (problem) => log.error({ error: describeError(problem) }, 'the ledger has halted'),
    });
    opened.push(() => ledger.close());
    if (ledger.status().state === 'running') await reportOtherCode(dataStore.ledgerRecords, log);
    const metrics = createMetrics();
    const storage = dataStore.watchStorageOf(genesisDigest(trustFile.genesis));
    const { clock, network = platformNetwork } = parts;
    const watching = await openWatch({ config, trustFile, ledger, storage, metrics, log, clock, network });
    opened.push(() => watching.stop());
    const follower = createLogFollower(dataStore.ledgerStorage, dataStore.explorerIndex);
    opened.push(() => follower.close());
    const module = CooperativeModule.with({
      publicUrl: config.publicUrl,
      trustFile,
      currentTrustFile: () => renewTrustFile(trustFile, dataStore.trustedBlocks),
      ledger,
      records: dataStore.ledgerRecords,
      statusLists: dataStore.statusLists,
      issuerShares: dataStore.issuerShares,
      trustedList: trustedListOf({ config, parts, trustFile }, { keyStore, dataStore }),
      revocationLists: revocationListsOf({ config, parts, trustFile }, keyStore),
      organisationKeys: keyStore.organisationKeys,
      organisations: ownOrganisations(config),
      credentialTypes: await readCredentialTypes(config.schemasFolder),
      clock,
      verifySignature: verifyWithNodeCrypto,
      explorer: {
        brand: brandOf(config),
        index: dataStore.explorerIndex,
        follower,
        legalTexts: await readLegalTexts(config.schemasFolder),
        watched: () => watching.latest(),
      },
    });
    const service = await createHttpService({ module, ...httpOptions(config, dataStore, log), metrics, network });
    opened.push(() => service.close());
    const distributing = keepDistributing(
      distributingParts({ config, parts, log }, { ledger, keyStore, dataStore }),
      (error) => log.error({ error: describeError(error) }, 'distributing failed'),
    );
    opened.push(() => distributing.stop());
    const runDueWork = () => distributing.run().then(() => watching.run());
    return { url: service.url, ledger, runDueWork, close: () => closeInReverse(opened) };
  } catch (error) {
    await closeInReverse(opened);
    throw error;
  }
}

/** Signed by the authority that certifies issuers, whose root everybody has already. */
function trustedListOf(
  { config, parts, trustFile }: { config: CooperativeConfig; parts: CooperativeStart; trustFile: TrustFile },
  { keyStore, dataStore }: { keyStore: KeyStore; dataStore: DataStore },
): TrustedListPublisher {
  const [cooperative] = ownOrganisations(config);
  const [issuingRoot] = trustFile.issuingRoots;
  assertOurs(cooperative !== undefined && issuingRoot !== undefined, 'founding made the cooperative and its roots');
  return new TrustedListPublisher({
    ...{ records: dataStore.ledgerRecords, issuingRoot, publicUrl: config.publicUrl, clock: parts.clock },
    operator: { name: brandOf(config) },
    signer: () => keyStore.organisationKeys.signer(cooperative.did, 'issuing_root'),
  });
}

/** A list for each of the two authorities, at the address that its root names. */
function revocationListsOf(
  { config, parts, trustFile }: { config: CooperativeConfig; parts: CooperativeStart; trustFile: TrustFile },
  { organisationKeys }: KeyStore,
): Record<'issuing' | 'access', RevocationListPublisher> {
  const [cooperative] = ownOrganisations(config);
  const listOf = (purpose: 'issuing' | 'access', root: string | undefined) => {
    assertOurs(cooperative !== undefined && root !== undefined, 'founding made the cooperative and its roots');
    const signer = () => organisationKeys.signer(cooperative.did, `${purpose}_root`);
    return new RevocationListPublisher({ signer, root, clock: parts.clock });
  };
  const [[issuingRoot], [accessRoot]] = [trustFile.issuingRoots, trustFile.accessRoots];
  return { issuing: listOf('issuing', issuingRoot), access: listOf('access', accessRoot) };
}

function distributingParts(
  { config, parts, log }: { config: CooperativeConfig; parts: CooperativeStart; log: Log },
  { ledger, keyStore, dataStore }: { ledger: PublishedLedger; keyStore: KeyStore; dataStore: DataStore },
): DistributingParts {
  return {
    ...{ ledger, records: dataStore.ledgerRecords, issuerShares: dataStore.issuerShares },
    ...{ organisations: ownOrganisations(config), organisationKeys: keyStore.organisationKeys },
    ...{ clock: parts.clock, random: parts.random },
    report: (code) => log.warn({ distributionCode: code }, 'the ledger refused a distribution'),
  };
}

/** Members see on the ledger which code they agreed to, in the genesis or by vote; we say it where we run another. */
async function reportOtherCode(records: LedgerRecords, log: Log): Promise<void> {
  const { digest: agreed } = (await records.readValue(CONTRACT_CODE_KEY)) as unknown as ContractCodeRecord;
  const running = contractCodeDigest();
  if (running !== agreed) log.warn({ agreed, running }, 'the contract code is not the one that is in force');
}

function httpOptions(config: CooperativeConfig, { database }: DataStore, log: Log) {
  const { host, port, metricsPort } = config;
  return {
    publicUrl: config.publicUrl,
    listen: { host, port },
    tls: config.tls,
    metricsListen: metricsPort === undefined ? undefined : { host, port: metricsPort },
    bodyLimitBytes: BODY_LIMIT_BYTES,
    bodyLimitOf: (method: string, route: string) => {
      if (method === 'PUT' && route === STATUS_LISTS_ROUTE) return STATUS_LIST_LIMIT_BYTES;
      return route === TRANSACTIONS_ROUTE ? TRANSACTION_LIMIT_BYTES : undefined;
    },
    rawJson: (route: string) => route === TRANSACTIONS_ROUTE,
    publicCors: (path: string) => PUBLIC_PATHS.test(path),
    errors: COOPERATIVE_ERRORS,
    openApi: cooperativeApi(),
    pages: {
      paths: isExplorerPath,
      brand: brandOf(config),
      homeOf: () => '/explorer',
      sentenceOf: (code: string, locale: 'en' | 'fr') => PAGES_MESSAGES[locale].refusal[code],
    },
    log,
    readiness: { database: () => database.tx(async (manager) => void (await manager.query('SELECT 1'))) },
  };
}

/** The cooperative itself is the first of the organisations whose keys live here. */
function brandOf({ publicUrl, tenants }: CooperativeConfig): string {
  return tenants[0]?.name ?? publicUrl;
}

async function readTrustFile(folder: string): Promise<TrustFile> {
  let text: string;
  try {
    text = await readFile(join(folder, FOUNDING_FILES.trust), 'utf8');
  } catch (cause) {
    throw outage('not_founded', 'There is no trust file; run the command `found` first.', { cause });
  }
  return parseTrustFile(text);
}

/** Requests first, then blocks, then databases, so that nobody misses what it stands on. */
async function closeInReverse(opened: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of [...opened].reverse()) await close();
}
