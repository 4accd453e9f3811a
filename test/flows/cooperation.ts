import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet, type HolderTools } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import {
  createHttpLedger,
  parseTrustFile,
  readLedgerTransaction,
  type LedgerSigner,
  type LedgerTransaction,
  type TrustFile,
} from '#ledger';
import {
  isCodedError,
  platformRandom,
  systemClock,
  type Clock,
  type JsonObject,
  type JsonValue,
  type Signer,
} from '#primitives';
import { openKeyStore as openIssuerKeys } from '../../apps/issuer/src/adapters/typeorm/open-key-store.js';
import { loadIssuerConfig } from '../../apps/issuer/src/issuer.config.js';
import { startFounding as foundIssuer } from '../../apps/issuer/src/start-founding.js';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { openKeyStore as openVerifierKeys } from '../../apps/verifier/src/adapters/typeorm/open-stores.js';
import { startFounding as foundVerifier } from '../../apps/verifier/src/start-founding.js';
import { startVerifier, type RunningVerifier } from '../../apps/verifier/src/start-verifier.js';
import { loadVerifierConfig } from '../../apps/verifier/src/verifier.config.js';
import { openKeyStore as openCooperativeKeys } from '../../apps/cooperative/src/adapters/typeorm/open-key-store.js';
import { loadCooperativeConfig } from '../../apps/cooperative/src/cooperative.config.js';
import { startCooperative, type CooperativeService } from '../../apps/cooperative/src/start-cooperative.js';
import { startFounding as foundCooperative } from '../../apps/cooperative/src/start-founding.js';
import {
  dataFolderAt,
  readJson,
  writeJson,
  type DataFolder,
} from '../../apps/demonstration/src/founding/data-folder.js';
import { MEMBERS } from '../../apps/demonstration/src/founding/fictive-members.js';
import { createFoundingPlan } from '../../apps/demonstration/src/founding/founding-plan.js';
import { groupsOfOneKind } from '../../apps/demonstration/src/founding/submit-founding.js';
import { writeConfigurations } from '../../apps/demonstration/src/founding/write-configurations.js';
import { choosePorts, urlOf, type Ports } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { redeemSetupCode } from '../../apps/demonstration/src/supervisor/setup-links.js';
import { ServiceClient } from '../../apps/demonstration/src/walk/call-service.js';
import type { DatabaseUnderTest } from '../environment/databases.js';
import { explainFailure } from '../environment/explain-failure.js';
import { SqliteHolderStore } from '../../libs/holder/test/sqlite-holder-store.js';
import { LEDGER_ENGINE, passOnLedger, prepareLedger, type LedgerUnderTest } from './ledger-under-test.js';
import { withOpenidProvider } from './openid-provider.js';

export const WATER = 'eaux-de-valserine';
export const POWER = 'lumiere-fictive';
export const BANK = 'banque-fictive-du-val';
export const CITY = 'valserine-les-essais';
export const BANK_CONTRACT = 'bank-account-opening';
export const CITY_CONTRACT = 'city-resident-tariff';
/**
 * Long enough that a test which moves the clock by a quarter of an hour does not make hundreds of anchors; and short where
 * periods are waited for.
 */
export const ANCHOR_PERIOD_SECONDS = LEDGER_ENGINE === 'cometbft' ? 5 : 60;

/** Keys that no party of the flow would hand out: for tests of what a dishonest holder of one could do. */
export interface StolenKeys {
  issuing(slug: string): Promise<Signer>;
  access(slug: string): Promise<Signer>;
  /** Founders of the three colleges. */
  founders: LedgerSigner[];
}

/** The three services in this process, on free ports and databases of their own, under one clock that a test may move. */
export interface TestCooperation {
  clock: Clock;
  /** Moves every party's clock, and the embedded ledger's; a network's blocks keep the real time. */
  advance(seconds: number): void;
  /** Lets time pass for everybody, the ledger included. */
  pass(seconds: number): Promise<void>;
  didOf(slug: string): string;
  ports: Ports;
  /** Where its configurations lie. */
  folder: DataFolder;
  trustFile: TrustFile;
  /** Management API of a tenant, by its slug. */
  client(slug: string): ServiceClient;
  /** The key that {@link client} sends. */
  apiKeyOf(slug: string): string;
  /** Leaf certificates by DID, DER in Base 64. */
  certificates: Record<string, { issuing?: string; access?: string }>;
  stolen: StolenKeys;
  issuer: IssuerService;
  verifier: RunningVerifier;
  cooperative: CooperativeService;
  /** Works off what is due everywhere: lists published, trust refreshed, anchors made. */
  settle(): Promise<void>;
  /** A new citizen's wallet. */
  newHolder(): Promise<HolderTools>;
  submit(ledgerTransaction: LedgerTransaction): Promise<string>;
  /** Statuses of 500 and up that any party was answered, with their address. */
  failures: string[];
  close(): Promise<void>;
}

/**
 * @param verifierSettings further fields of the verifier's configuration
 * @throws an error that names what failed, with its private detail and causes
 */
export function foundTestCooperation(
  database: DatabaseUnderTest,
  anchorPeriodSeconds = ANCHOR_PERIOD_SECONDS,
  verifierSettings: JsonObject = {},
): Promise<TestCooperation> {
  return explainFailure(`founding a cooperative on ${database.name}`, () =>
    foundAndStart(database, anchorPeriodSeconds, verifierSettings),
  );
}

async function foundAndStart(
  database: DatabaseUnderTest,
  anchorPeriodSeconds: number,
  verifierSettings: JsonObject,
): Promise<TestCooperation> {
  let shift = 0;
  const clock: Clock = () => systemClock() + shift;
  const parts = { clock, random: platformRandom };
  const folder = dataFolderAt(await mkdtemp(join(tmpdir(), 'incola-flow-')));
  const ports = await choosePorts(0);
  await configure(folder, ports, database, verifierSettings);
  const configs = {
    issuer: loadIssuerConfig(folder.configOf('issuer'), {}),
    verifier: await withOpenidProvider(loadVerifierConfig(folder.configOf('verifier'), {}), {
      ...{ slug: BANK, contract: BANK_CONTRACT, folder: folder.root },
    }),
    cooperative: loadCooperativeConfig(folder.configOf('cooperative'), {}),
  };
  const underTest = prepareLedger(folder, ports);
  const founding = await found(folder, ports, configs, { ...parts, ...underTest.founding, anchorPeriodSeconds });
  const trustFile = parseTrustFile(await readFile(folder.trustFile, 'utf8'));
  const didOf = (slug: string) => founding.didOf(slug);
  const stolen = await stealKeys(configs, parts, didOf);

  const settings = { ...configs.cooperative, ledger: await underTest.start() } as typeof configs.cooperative;
  const cooperative = await startCooperative(settings, parts);
  const ledger = createHttpLedger({ baseUrl: urlOf(ports.cooperative), fetch });
  const submit = async (ledgerTransaction: LedgerTransaction) => {
    const outcome = await ledger.submit(ledgerTransaction);
    return outcome.outcome === 'refused' ? outcome.code : outcome.outcome;
  };
  await submitAll(founding.ledgerTransactions, submit);
  const issuer = await startIssuer(configs.issuer, parts);
  const verifier = await startVerifier(configs.verifier, parts);
  const apiKeys = await setUp(issuer, verifier, ports);
  const failures: string[] = [];
  const settle = async () => {
    await issuer.drain();
    await verifier.runDueWork();
  };
  await settle();
  const advance = (seconds: number) => void (shift += seconds * 1000);
  const apiKeyOf = (slug: string) => apiKeys.get(slug) ?? '';
  return {
    clock,
    apiKeyOf,
    advance,
    pass: (seconds) => passOnLedger(seconds, advance),
    didOf,
    ports,
    folder,
    trustFile,
    client: (slug) => {
      const { service } = MEMBERS.find((member) => member.slug === slug) ?? { service: 'verifier' as const };
      return new ServiceClient(urlOf(ports[service]), apiKeyOf(slug));
    },
    certificates: founding.certificates,
    stolen,
    issuer,
    verifier,
    cooperative,
    settle,
    newHolder: async () => ({
      wallet: await Wallet.create(new SqliteHolderStore(), platformRandom(32), clock, platformRandom),
      fetch: watchedFetch(failures),
      trustFile,
      ledger,
      verifySignature: verifyWithNodeCrypto,
      ...parts,
    }),
    submit,
    failures,
    close: async () => {
      await Promise.all([issuer.close(), verifier.close()]);
      await cooperative.close();
      await underTest.stop();
      await stolen.close();
      await rm(folder.root, { recursive: true, force: true });
    },
  };
}

/** Founding stays open here, so that a test can suspend and change what else takes a vote (`stolen.founders`). */
async function submitAll(founding: readonly JsonValue[], submit: TestCooperation['submit']): Promise<void> {
  for (const group of groupsOfOneKind(founding)) {
    const own = group.map(readLedgerTransaction).filter(({ body }) => body.kind !== 'end_founding');
    for (const outcome of await Promise.all(own.map((one) => submitPatiently(one, submit)))) {
      if (outcome !== 'accepted') throw new Error(`founding was ${outcome}`);
    }
  }
}

/** On a busy machine a network may decide nothing in time: the same is then submitted again, and may have been accepted before. */
async function submitPatiently(one: LedgerTransaction, submit: TestCooperation['submit']): Promise<string> {
  try {
    return await submit(one);
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'ledger_unavailable') throw error;
    const again = await submit(one);
    return again === 'duplicate' ? 'accepted' : again;
  }
}

/** A `fetch` that remembers every answer of 500 and up. */
export function watchedFetch(failures: string[]): HolderTools['fetch'] {
  return async (url, init) => {
    const answer = await fetch(url, init);
    if (answer.status >= 500) failures.push(`${answer.status} ${url}`);
    return answer;
  };
}

async function configure(
  folder: DataFolder,
  ports: Ports,
  database: DatabaseUnderTest,
  verifierSettings: JsonObject,
): Promise<void> {
  const quiet = async () => ({ databaseUrl: await database.freshUrl(), logLevel: 'silent' });
  const schemasFolder = join(process.cwd(), 'schemas');
  await writeConfigurations(folder, ports, schemasFolder, {
    // The clock that a test moves is not the timers': lists outlive its leaps, and trust is refreshed when it says so.
    issuer: { ...(await quiet()), statusListTtlSeconds: 7200 },
    verifier: { ...(await quiet()), trustRefreshSeconds: 300, ...verifierSettings },
    cooperative: await quiet(),
  });
}

interface Configurations {
  issuer: ReturnType<typeof loadIssuerConfig>;
  verifier: ReturnType<typeof loadVerifierConfig>;
  cooperative: ReturnType<typeof loadCooperativeConfig>;
}
type Parts = { clock: Clock; random: typeof platformRandom };

/** What the commands `enrol`, `found` and `endorse` do, in this process. */
async function found(
  folder: DataFolder,
  ports: Ports,
  configs: Configurations,
  order: Parts & LedgerUnderTest['founding'] & { anchorPeriodSeconds: number },
) {
  const { anchorPeriodSeconds, network, ...parts } = order;
  const plan = await createFoundingPlan(ports, join(process.cwd(), 'schemas'), anchorPeriodSeconds);
  await writeJson(folder.plan, network === undefined ? plan : { ...plan, network });
  const issuer = await foundIssuer(configs.issuer, parts);
  const verifier = await foundVerifier(configs.verifier, parts);
  const cooperative = await foundCooperative(configs.cooperative, parts);
  try {
    for (const commands of [issuer, verifier, cooperative]) await commands.enrol(folder.enrolments);
    // The cooperative's own organisation is no member.
    await rm(join(folder.enrolments, 'cooperative.enrolment.json'));
    await cooperative.found(folder.plan, folder.enrolments);
    for (const commands of [issuer, verifier, cooperative]) await commands.endorse(folder.foundingFile);
  } finally {
    for (const commands of [issuer, verifier, cooperative]) await commands.close();
  }
  const { ledgerTransactions } = (await readJson(folder.foundingFile)) as { ledgerTransactions: JsonValue[] };
  const { certificates } = (await readJson(folder.certificatesFile)) as JsonObject;
  const dids = plan.members.map(({ did }) => did);
  return {
    ledgerTransactions,
    certificates: certificates as TestCooperation['certificates'],
    didOf: (slug: string) => {
      const did = dids.find((one) => one.endsWith(`:${slug}`));
      if (did === undefined) throw new Error(`there is no member ${slug}`);
      return did;
    },
  };
}

async function stealKeys(configs: Configurations, parts: Parts, didOf: (slug: string) => string) {
  const issuerKeys = await openIssuerKeys(configs.issuer, parts);
  const verifierKeys = await openVerifierKeys(configs.verifier, parts);
  const cooperativeKeys = await openCooperativeKeys(configs.cooperative, parts);
  const keysOf = { issuer: issuerKeys, verifier: verifierKeys, cooperative: cooperativeKeys };
  const founders: LedgerSigner[] = [];
  for (const { slug, service } of MEMBERS.filter(({ founder }) => founder)) {
    const member = didOf(slug);
    founders.push({ member, signer: await keysOf[service].organisationKeys.signer(member, 'ledger') });
  }
  return {
    issuing: (slug: string) => issuerKeys.organisationKeys.signer(didOf(slug), 'issuing'),
    access: (slug: string) => verifierKeys.organisationKeys.signer(didOf(slug), 'access'),
    founders,
    close: async () => {
      for (const keys of Object.values(keysOf)) await keys.close();
    },
  };
}

async function setUp(issuer: IssuerService, verifier: RunningVerifier, ports: Ports): Promise<Map<string, string>> {
  const apiKeys = new Map<string, string>();
  const redeem = async (port: number, code: string) => {
    const { tenant, apiKey } = await redeemSetupCode(urlOf(port), code);
    apiKeys.set(tenant, apiKey);
  };
  for (const { code } of issuer.setupLinks) await redeem(ports.issuer, code);
  for (const slug of await verifier.tenantsWithoutKey()) {
    await redeem(ports.verifier, (await verifier.createSetupLink(slug)).code);
  }
  return apiKeys;
}
