import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet, type HolderTools } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { createHttpLedger, parseTrustFile, type LedgerTransaction, type TrustFile } from '#ledger';
import { platformRandom, secondsOf, systemClock, type Clock, type JsonObject } from '#primitives';
import { startCooperative, type CooperativeService } from '../../apps/cooperative/src/start-cooperative.js';
import { dataFolderAt, type DataFolder } from '../../apps/demonstration/src/founding/data-folder.js';
import { MEMBERS } from '../../apps/demonstration/src/founding/fictive-members.js';
import { choosePorts, urlOf, type Ports } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { redeemSetupCode } from '../../apps/demonstration/src/supervisor/setup-links.js';
import { ServiceClient } from '../../apps/demonstration/src/walk/call-service.js';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier, type RunningVerifier } from '../../apps/verifier/src/start-verifier.js';
import type { DatabaseUnderTest } from '../environment/databases.js';
import { explainFailure } from '../environment/explain-failure.js';
import { SqliteHolderStore } from '../../libs/holder/test/sqlite-holder-store.js';
import { configureServices, foundMembers, submitFounding, type FoundedMembers, type Submit } from './found-members.js';
import { prepareLedger } from './ledger-under-test.js';
import { withOpenidProvider } from './openid-provider.js';
import { stealKeys, type StolenKeys } from './stolen-keys.js';

export const WATER = 'eaux-de-valserine';
export const POWER = 'lumiere-fictive';
export const BANK = 'banque-fictive-du-val';
export const CITY = 'valserine-les-essais';
export const BANK_CONTRACT = 'bank-account-opening';
export const CITY_CONTRACT = 'city-resident-tariff';
/** Long enough that a test which moves the clock by a quarter of an hour does not make hundreds of anchors. */
export const ANCHOR_PERIOD_SECONDS = 60;

/** The three services in this process, on free ports and databases of their own, under one clock that a test may move. */
export interface TestCooperation {
  clock: Clock;
  /** Moves every party's clock and the ledger's, and waits until whoever asks the cooperative learns of a block of that time. */
  advance(seconds: number): Promise<void>;
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
  certificates: FoundedMembers['certificates'];
  stolen: StolenKeys;
  issuer: IssuerService;
  verifier: RunningVerifier;
  cooperative: CooperativeService;
  /** Works off what is due everywhere: lists published, trust refreshed, anchors made. */
  settle(): Promise<void>;
  /** A new citizen's wallet. */
  newHolder(): Promise<HolderTools>;
  submit: Submit;
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
  const configured = await configureServices(folder, ports, database, verifierSettings);
  const tenant = { slug: BANK, contract: BANK_CONTRACT, folder: folder.root };
  const configs = { ...configured, verifier: await withOpenidProvider(configured.verifier, tenant) };
  const underTest = prepareLedger(folder, ports);
  const order = { ...parts, ...underTest.founding, anchorPeriodSeconds };
  const founding = await foundMembers(folder, ports, configs, order);
  const trustFile = parseTrustFile(await readFile(folder.trustFile, 'utf8'));
  const didOf = (slug: string) => founding.didOf(slug);
  const stolen = await stealKeys(configs, parts, didOf);

  const settings = { ...configs.cooperative, ledger: await underTest.start() } as typeof configs.cooperative;
  const started = await startCooperative(settings, parts);
  let isCooperativeUp = true;
  const cooperative: CooperativeService = {
    ...started,
    close: () => {
      isCooperativeUp = false;
      return started.close();
    },
  };
  const ledger = createHttpLedger({ baseUrl: urlOf(ports.cooperative), fetch });
  const submit = async (ledgerTransaction: LedgerTransaction) => {
    const outcome = await ledger.submit(ledgerTransaction);
    return outcome.outcome === 'refused' ? outcome.code : outcome.outcome;
  };
  await submitFounding(founding.ledgerTransactions, submit);
  const issuer = await startIssuer(configs.issuer, parts);
  const verifier = await startVerifier(configs.verifier, parts);
  const apiKeys = await setUp(issuer, verifier, ports);
  const failures: string[] = [];
  const settle = async () => {
    await issuer.drain();
    await verifier.runDueWork();
  };
  await settle();
  const advance = async (seconds: number) => {
    shift += seconds * 1000;
    underTest.setClocks(shift);
    // While the cooperative is away, nobody learns of any block.
    if (isCooperativeUp) await underTest.whenAt(secondsOf(clock), cooperative.ledger);
  };
  const apiKeyOf = (slug: string) => apiKeys.get(slug) ?? '';
  return {
    clock,
    apiKeyOf,
    advance,
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

/** A `fetch` that remembers every answer of 500 and up. */
export function watchedFetch(failures: string[]): HolderTools['fetch'] {
  return async (url, init) => {
    const answer = await fetch(url, init);
    if (answer.status >= 500) failures.push(`${answer.status} ${url}`);
    return answer;
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
