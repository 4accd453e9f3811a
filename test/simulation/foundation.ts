import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptOffer, answerRequest, fetchLedgerProof, readOffer, receiveRequest, type HolderTools } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { createHttpLedger } from '#ledger';
import { createLog } from '#service-kit/log';
import { startIssuer } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier } from '../../apps/verifier/src/start-verifier.js';
import { BANK, CITY, foundSmallCooperative, type SmallCooperative } from '../faults/found-small-cooperative.js';
import { MovableClock } from '../faults/movable-clock.js';
import { comeToRest } from './come-to-rest.js';
import { QUESTIONS } from './questions.js';
import { customerFile, inventCustomer, type Customer } from './customers.js';
import { ManagementClient } from './management-client.js';
import { SealedWallet, type KeptWallet } from './sealed-wallet.js';
import { SeededRandom } from './seeded-random.js';
import { SimulatedNetwork } from './simulated-network.js';
import { Trace } from './trace.js';
import { VirtualTime } from './virtual-time.js';

/** A Tuesday morning. */
const BEGINNING = Date.UTC(2026, 2, 3, 8, 0, 0);
export const PORTS = [4003, 4001, 4002] as const;
export const ANCHOR_PERIOD_SECONDS = 900;
/** Anchors older than this are refused: an outage must be able to reach it. */
export const MAX_ANCHOR_AGE_PERIODS = 2;
const STATUS_PUBLISH_INTERVAL_SECONDS = 60;
const STATUS_LIST_TTL_SECONDS = 120;
export const CLOCK_SKEW_SECONDS = 60;
/** Design §5: no verifier accepts a revoked credential after it. */
const REVOCATION_COHORT_SECONDS = 30;
export const REVOCATION_BOUND_SECONDS =
  REVOCATION_COHORT_SECONDS + STATUS_PUBLISH_INTERVAL_SECONDS + STATUS_LIST_TTL_SECONDS + CLOCK_SKEW_SECONDS;
/** As many credentials at once as show everything and cost little. */
const BATCH_SIZE = 3;
const CITIZENS = 2;
const root = join(import.meta.dirname, '..', '..');

/** A founded cooperative at rest, with customers and wallets: every seed begins with a copy of it. */
export interface Foundation {
  small: SmallCooperative;
  /** Of the virtual clock. */
  foundedAt: number;
  apiKeys: { operator: string; bank: string; city: string };
  citizens: { customer: Customer; subjectRecordId: string; wallet: KeptWallet }[];
  remove(): void;
}

/** Founds by what people run: the services' own commands, then their interfaces. The same each time, but for the citizens' keys. */
export async function layFoundation(): Promise<Foundation> {
  const time = new VirtualTime(BEGINNING);
  const restoreTimers = time.install();
  try {
    return await found(time);
  } finally {
    restoreTimers();
  }
}

async function found(time: VirtualTime): Promise<Foundation> {
  const trace = new Trace(() => time.now() - BEGINNING);
  const network = new SimulatedNetwork(time, trace);
  const { bytes: random } = new SeededRandom('foundation');
  const schemasFolder = smallBatches();
  const small = await foundSmallCooperative({
    clock: new MovableClock(time.now),
    platform: { random, network: network.connect('cooperative'), fetch: network.fetchOf('founders'), ports: PORTS },
    anchorPeriodSeconds: ANCHOR_PERIOD_SECONDS,
    parameters: { maxAnchorAgePeriods: MAX_ANCHOR_AGE_PERIODS },
    issuer: {
      statusPublishIntervalSeconds: STATUS_PUBLISH_INTERVAL_SECONDS,
      statusListTtlSeconds: STATUS_LIST_TTL_SECONDS,
      revocationCohortSeconds: REVOCATION_COHORT_SECONDS,
      clockSkewSeconds: CLOCK_SKEW_SECONDS,
      schemasFolder,
    },
  });
  const parts = { clock: time.now, random, log: createLog({ service: 'foundation', level: 'silent' }) };
  const issuer = await startIssuer(small.issuerConfig(), { ...parts, network: network.connect('issuer') });
  const verifier = await startVerifier(small.verifierConfig(), { ...parts, network: network.connect('verifier') });
  const settle = () => comeToRest(network, trace);
  await time.advance(2_000, settle);
  const { publicUrl } = small.verifierConfig();
  const asker = async (name: string, slug: string) =>
    ManagementClient.setUp(network, name, publicUrl, (await verifier.createSetupLink(slug)).code);
  const issuerUrl = small.issuerConfig().publicUrl;
  const apiKeys = {
    operator: await ManagementClient.setUp(network, 'operator', issuerUrl, issuer.setupLinks[0]?.code ?? ''),
    bank: await asker('bank', BANK.slug),
    city: await asker('city', CITY.slug),
  };
  const clients = {
    operator: new ManagementClient(network, 'operator', issuerUrl, apiKeys.operator),
    bank: new ManagementClient(network, 'bank', publicUrl, apiKeys.bank),
    city: new ManagementClient(network, 'city', publicUrl, apiKeys.city),
  };
  const beginning = { small, clients, network, time, random };
  const admitted = await admitCitizens(beginning);
  // What was issued is published, what was shown is anchored, and nothing waits in an outbox.
  for (const seconds of [ANCHOR_PERIOD_SECONDS, 61, 2]) await time.advance(seconds * 1000, settle);
  const citizens = await Promise.all(admitted.map((one) => keepProven(one, beginning)));
  for (const service of [issuer, verifier, small.cooperative]) await service.close();
  await settle();
  const remove = () =>
    [small.folder, schemasFolder].forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  return { small, foundedAt: time.now(), apiKeys, citizens, remove };
}

interface Beginning {
  small: SmallCooperative;
  clients: Record<'operator' | 'bank' | 'city', ManagementClient>;
  network: SimulatedNetwork;
  time: VirtualTime;
  random: SeededRandom['bytes'];
}

interface Admitted {
  customer: Customer;
  subjectRecordId: string;
  sealed: SealedWallet;
}

/** Everybody is imported and holds a batch; the first has shown something to bank and city, and has their receipts. */
async function admitCitizens(beginning: Beginning): Promise<Admitted[]> {
  const { clients, time, random } = beginning;
  const customers = Array.from({ length: CITIZENS }, (_unused, index) => inventCustomer(index + 1));
  await clients.operator.send('POST', 'imports', customerFile(customers), 'text/csv');
  const citizens: Admitted[] = [];
  for (const [index, customer] of customers.entries()) {
    const search = JSON.stringify({ customerNumber: customer.number });
    const { body } = await clients.operator.send('POST', 'subject-records/search', search);
    const subjectRecordId = (body['items'] as { id: string }[])[0]?.id ?? '';
    const sealed = await SealedWallet.create({ clock: time.now, random, died: () => undefined });
    const tools = toolsOf(sealed, beginning);
    for (let batch = index; batch < CITIZENS; batch += 1) await hold(tools, subjectRecordId, clients.operator);
    if (index === 0) await showToBoth(tools, clients);
    citizens.push({ customer, subjectRecordId, sealed });
  }
  return citizens;
}

/** What was shown is proven to the wallet before it is put to rest. */
async function keepProven(
  { sealed, ...citizen }: Admitted,
  beginning: Beginning,
): Promise<Foundation['citizens'][number]> {
  for (const entry of sealed.wallet.state.history.values()) {
    if ((await fetchLedgerProof(toolsOf(sealed, beginning), entry)) === undefined)
      throw new Error('nothing was anchored');
  }
  return { ...citizen, wallet: await sealed.kept() };
}

function toolsOf({ wallet }: SealedWallet, { small, network, time, random }: Beginning): HolderTools {
  const fetch = network.fetchOf('wallet');
  const ledger = createHttpLedger({ baseUrl: small.cooperativeConfig.publicUrl, fetch });
  const { trustFile } = small;
  return { wallet, fetch, trustFile, ledger, clock: time.now, random, verifySignature: verifyWithNodeCrypto };
}

async function hold(tools: HolderTools, subjectRecordId: string, operator: ManagementClient): Promise<void> {
  const { body } = await operator.send('POST', 'offers', JSON.stringify({ subjectRecordId }));
  await acceptOffer(
    tools,
    await readOffer(tools.fetch, body['credentialOffer'] as string),
    body['transactionCode'] as string,
  );
}

async function showToBoth(tools: HolderTools, clients: Beginning['clients']): Promise<void> {
  for (const asker of ['bank', 'city'] as const) {
    const { body } = await clients[asker].send('POST', 'verifications', JSON.stringify(QUESTIONS[asker]));
    const request = await receiveRequest(tools, body['walletLink'] as string);
    const { outcome } = await answerRequest(tools, request, () => true);
    if (outcome !== 'presented') throw new Error(`the ${asker} was to be shown a credential: ${outcome}`);
  }
}

/** The schemas as they are, but for the size of a batch. */
function smallBatches(): string {
  const folder = mkdtempSync(join(tmpdir(), 'incola-simulation-schemas-'));
  cpSync(join(root, 'schemas'), folder, { recursive: true });
  const file = join(folder, 'credential-types', 'residency.json');
  const type = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...type, batchSize: BATCH_SIZE }));
  return folder;
}
