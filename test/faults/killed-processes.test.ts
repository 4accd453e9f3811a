import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchLedgerProof, type HistoryEntry } from '#holder';
import { platformRandom, systemClock } from '#primitives';
import { createLog } from '#service-kit/log';
import { startCooperative, type CooperativeService } from '../../apps/cooperative/src/start-cooperative.js';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier, type RunningVerifier } from '../../apps/verifier/src/start-verifier.js';
import { AskingClerk, type Asked } from './asking-clerk.js';
import { Citizen } from './citizen.js';
import { CITY, foundSmallCooperative, UTILITY, type SmallCooperative } from './found-small-cooperative.js';
import { call, deliveredCredentials, HolderRequests } from './holder-requests.js';
import { KilledService, type FreezingPlace } from './killed-service.js';
import { checkAnchors } from './ledger-entries.js';
import { readRows } from './read-tables.js';
import { UtilityOperator } from './utility-operator.js';
import { checkVerifier } from './verifier-invariants.js';

const TEST_MILLISECONDS = 60_000;
/** Longer than an outbox row stays leased to a worker that died. */
const LEASE_MILLISECONDS = 31_000;
/** Real time passes here: the processes have timers of their own. */
const PERIOD_SECONDS = 2;
const PATIENCE_MILLISECONDS = 20_000;
const CITY_CONTRACT = 'city-resident-tariff';

let small: SmallCooperative;
let cooperative: CooperativeService;
let issuer: IssuerService;
let verifier: RunningVerifier | undefined;
let operator: UtilityOperator;
let city: AskingClerk;
let citizen: Citizen;
const processes: KilledService[] = [];
const parts = () => ({
  clock: small.clock.now,
  random: platformRandom,
  log: createLog({ service: 'test', level: 'silent' }),
});

beforeAll(async () => {
  small = await foundSmallCooperative({ anchorPeriodSeconds: PERIOD_SECONDS });
  cooperative = small.cooperative;
  issuer = await startIssuer(small.issuerConfig(), parts());
  operator = await UtilityOperator.setUp(small.issuerConfig().publicUrl, issuer.setupLinks[0]?.code ?? '');
  verifier = await startVerifier(small.verifierConfig(), parts());
  const { code } = await verifier.createSetupLink(CITY.slug);
  city = await AskingClerk.setUp(small.verifierConfig().publicUrl, code);
  citizen = await Citizen.create(small, operator, (await operator.newCustomer()).subjectRecordId);
  await citizen.ensureCredential();
  await issuer.drain();
  await verifier.close();
  verifier = undefined;
}, TEST_MILLISECONDS);

afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
});

afterAll(async () => {
  await verifier?.close();
  await issuer.close();
  await cooperative.close();
  await rm(small.folder, { recursive: true, force: true });
});

describe('kill -9', () => {
  it(
    "after the intent: its places are nobody else's, its nonce is used, and the wallet gets others with another one",
    async () => {
      const { subjectRecordId } = await operator.newCustomer();
      const { preAuthorizedCode, transactionCode } = await operator.newOffer(subjectRecordId);
      await issuer.close();
      const config = small.issuerConfig();
      const frozen = start('issuer', config, { side: 'after its commit', statement: 'INSERT INTO "issuer_issuance"' });
      await frozen.whenReady;
      const holder = new HolderRequests(`${config.publicUrl}/${UTILITY.slug}`, small.clock.now);
      const token = await holder.token(preAuthorizedCode, transactionCode);
      const accessToken = token.body['access_token'] as string;
      const request = await holder.credentialRequest(10);
      const unanswered = holder.credentials(accessToken, request).catch(() => 'unanswered');
      await frozen.whenFrozen;
      await frozen.kill();
      expect(await unanswered).toBe('unanswered');

      await start('issuer', config).whenReady;
      const again = await holder.credentials(accessToken, request);
      expect(again).toMatchObject({ status: 400, body: { error: 'invalid_nonce' } });
      const other = await holder.credentials(accessToken, await holder.credentialRequest(10));
      expect(deliveredCredentials(other)).toHaveLength(10);
      const sql = 'SELECT "credentialCount" FROM "issuer_issuance" WHERE "subjectRecordId" = ?';
      const intents = readRows<{ credentialCount: number }>(
        join(config.dataFolder, 'issuer.sqlite'),
        sql,
        subjectRecordId,
      );
      expect(intents).toEqual([{ credentialCount: 10 }, { credentialCount: 10 }]);
      await processes.at(-1)?.kill();
      issuer = await startIssuer(config, parts());
    },
    TEST_MILLISECONDS,
  );

  it(
    'after the response is stored: it counts once, the clerk reads it, and its receipt is anchored',
    async () => {
      const { asked, entry, answered } = await presentAndKill({
        side: 'after its commit',
        statement: 'INSERT INTO "verifier_receipt"',
      });
      expect(answered).toBe('unanswered');
      expect(citizen.entry(entry.id).outcome).toBe('unanswered');
      await restartVerifier();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const again = await call(citizen.lastResponseUri, { method: 'POST', headers, body: citizen.lastResponse });
      expect(again).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
      await eventually(async () => {
        const { body } = await city.read(asked.id);
        expect(body).toMatchObject({ status: 'verified', decision: 'verified' });
        return (body['receipt'] as { anchored: boolean }).anchored;
      });
      checkVerifier(small.verifierConfig().dataFolder);
    },
    TEST_MILLISECONDS,
  );

  it.each<[string, FreezingPlace]>([
    [
      'before the anchor is sent',
      { side: 'after its commit', statement: '^UPDATE "verifier_anchor" SET "ledgerTransaction"', whenTold: true },
    ],
    [
      'after the ledger took the anchor',
      { side: 'before', statement: '^UPDATE "verifier_anchor" SET "state"', whenTold: true },
    ],
  ])(
    '%s: every period has exactly one, and the receipt is proven',
    async (_name, place) => {
      const { entry } = await presentAndKill(place);
      await restartVerifier();
      await eventually(async () => (await fetchLedgerProof(citizen.tools, citizen.entry(entry.id))) !== undefined);
      await eventually(async () => {
        await checkAnchors(cooperative.ledger, []);
        return true;
      });
      checkVerifier(small.verifierConfig().dataFolder);
    },
    TEST_MILLISECONDS,
  );

  it(
    'of the ledger between a durable block and its cosignatures: the restart cosigns it, and nothing is anchored twice',
    async () => {
      await restartVerifier();
      await eventually(async () => (await newestPeriodOf()) > 0);
      const { size } = await cooperative.ledger.entries(0, 0);
      await cooperative.close();
      const frozen = start('cooperative', small.cooperativeConfig, {
        side: 'after its commit',
        statement: 'INSERT INTO "cooperative_ledger_leaves"',
      });
      // A verifier sends its next anchor by itself.
      await frozen.whenFrozen;
      const file = join(small.cooperativeConfig.dataFolder, 'cooperative.sqlite');
      const stored = readRows<{ index: number }>(file, 'SELECT "index" FROM "cooperative_ledger_leaves"').length;
      expect(stored).toBeGreaterThan(size);
      await frozen.kill();

      cooperative = await startCooperative(small.cooperativeConfig, parts());
      const [, attestedSize] = (await cooperative.ledger.checkpoint()).split('\n');
      expect(Number(attestedSize)).toBeGreaterThanOrEqual(stored);
      const { leaves } = await cooperative.ledger.entries(0, 1000);
      expect(leaves.length).toBeGreaterThanOrEqual(stored);
      small.clock.forward(LEASE_MILLISECONDS);
      await restartVerifier();
      const periods = await newestPeriodOf();
      await eventually(async () => (await newestPeriodOf()) > periods);
      await eventually(async () => {
        await checkAnchors(cooperative.ledger, []);
        return true;
      });
    },
    TEST_MILLISECONDS,
  );
});

function start(
  name: 'issuer' | 'verifier' | 'cooperative',
  configuration: object,
  place?: FreezingPlace,
): KilledService {
  const started = new KilledService(name, configuration, small.clock.now() - systemClock(), place);
  processes.push(started);
  return started;
}

/** A citizen answers the city; the verifier's process is killed where it froze. */
async function presentAndKill(place: FreezingPlace): Promise<{ asked: Asked; entry: HistoryEntry; answered: string }> {
  const frozen = start('verifier', small.verifierConfig(), place);
  await frozen.whenReady;
  const asked = await city.newQuestion(CITY_CONTRACT);
  const answering = citizen.present(asked.walletLink).then(
    ({ outcome }) => outcome,
    () => 'unanswered',
  );
  if (place.whenTold) await answering;
  frozen.freezeFromNowOn();
  await frozen.whenFrozen;
  await frozen.kill();
  const answered = await answering;
  return { asked, entry: citizen.newestEntry(), answered };
}

async function restartVerifier(): Promise<void> {
  for (const one of processes.splice(0)) await one.kill();
  small.clock.forward(LEASE_MILLISECONDS);
  await start('verifier', small.verifierConfig()).whenReady;
}

/** The newest period that the ledger has of any verifier. */
async function newestPeriodOf(): Promise<number> {
  const file = join(small.cooperativeConfig.dataFolder, 'cooperative.sqlite');
  const rows = readRows<{ value: string }>(
    file,
    `SELECT "value" FROM "cooperative_ledger_state" WHERE "replica" = 'engine' AND "key" LIKE 'anchor/%'`,
  );
  return Math.max(0, ...rows.map(({ value }) => (JSON.parse(value) as { period: number }).period));
}

/** Processes advance by timers of their own: asks until it holds. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = systemClock() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      if (await holds()) return;
      if (systemClock() > until) throw new Error('it does not hold, for all our patience');
    } catch (error) {
      if (systemClock() > until) throw error;
    }
    await sleep(200);
  }
}
