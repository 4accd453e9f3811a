import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { statusListDigest } from '#status-list';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { CrashingService, EVERY_CHANGE, type Crash } from './crashing-service.js';
import { foundSmallCooperative, UTILITY, type SmallCooperative } from './found-small-cooperative.js';
import { deliveredCredentials, HolderRequests, type HttpAnswer } from './holder-requests.js';
import { checkIssuer, SeenOfIssuer } from './issuer-invariants.js';
import { acceptedTransactions } from './ledger-entries.js';
import { isSet, readPublishedStatus } from './published-status.js';
import { readRows } from './read-tables.js';
import { offeredBy, UtilityOperator, type Offered } from './utility-operator.js';

const TEST_MILLISECONDS = 300_000;
/** Longer than an outbox row stays leased to a worker that died. */
const LEASE_MILLISECONDS = 31_000;

interface ToErase {
  customerNumber: string;
  subjectRecordId: string;
  places: string[];
  /** What stands in the customer's row. */
  traces: string[];
}

let small: SmallCooperative;
let issuer: CrashingService<IssuerService>;
let operator: UtilityOperator;
let identifier: string;
const seen = new SeenOfIssuer();

beforeAll(async () => {
  small = await foundSmallCooperative();
  const log = createLog({ service: 'issuer', level: 'silent' });
  issuer = new CrashingService(small.folder, small.issuerConfig().dataFolder, (folder, statementHooks) =>
    startIssuer(small.issuerConfig(folder), { clock: small.clock.now, random: platformRandom, log, statementHooks }),
  );
  await issuer.start();
  const { publicUrl } = small.issuerConfig();
  identifier = `${publicUrl}/${UTILITY.slug}`;
  operator = await UtilityOperator.setUp(publicUrl, issuer.running.setupLinks[0]?.code ?? '');
}, TEST_MILLISECONDS);

afterAll(async () => {
  await issuer.close();
  await small.close();
  await rm(small.folder, { recursive: true, force: true });
});

/** Whether the client got its answer; a service without its database must not say yes. */
function wasAnswered({ answered }: Crash<unknown, HttpAnswer>): HttpAnswer | undefined {
  if ('failure' in answered) return undefined;
  const { answer } = answered;
  if (answer.status < 300) return answer;
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(JSON.stringify(answer.body)).not.toMatch(/SELECT|INSERT|UPDATE|process is gone/);
  return undefined;
}

function rowsOf<Row>(sql: string, ...values: unknown[]): Row[] {
  return readRows<Row>(`${issuer.folder}/issuer.sqlite`, sql, ...values);
}

const CHANGED_BY_AN_ISSUANCE = [
  'issuer_one_time_value',
  'issuer_grant',
  'issuer_status_place',
  'issuer_status_batch',
  'issuer_issuance',
];

test(
  'an import that dies at any statement leaves whole customers, and the same file again adds the rest once',
  async () => {
    const crashes = await issuer.crashEverywhere<string[], HttpAnswer>({
      prepare: async () => [operator.newNumber(), operator.newNumber()],
      take: (numbers) => operator.importFile(operator.fileOf(...numbers, 'K-broken;')),
      async afterwards(crash) {
        const answered = wasAnswered(crash);
        const found = await Promise.all(crash.prepared.map((number) => operator.find(number)));
        if (answered) expect(found).not.toContain(undefined);
        const again = await operator.importFile(operator.fileOf(...crash.prepared));
        expect(again.body).toMatchObject({ refused: 0, suppressed: 0 });
        expect(Number(again.body['accepted']) + Number(again.body['unchanged'])).toBe(2);
        expect(again.body['unchanged']).toBe(found.filter((id) => id !== undefined).length);
        for (const number of crash.prepared) expect(await operator.find(number)).toBeDefined();
      },
    });
    expect(crashes).toBeGreaterThan(20);
  },
  TEST_MILLISECONDS,
);

test(
  'an offer that dies at any statement is there whole or not at all, and another can be made',
  async () => {
    const { subjectRecordId } = await operator.newCustomer();
    const count = () => rowsOf<{ id: string }>('SELECT "id" FROM "issuer_offer"').length;
    const crashes = await issuer.crashEverywhere<number, HttpAnswer>({
      prepare: async () => count(),
      take: () => operator.offer(subjectRecordId),
      async afterwards(crash) {
        const answered = wasAnswered(crash);
        expect(count() - crash.prepared).toBeLessThanOrEqual(1);
        if (answered) expect(count() - crash.prepared).toBe(1);
        const offered = answered ? offeredBy(answered) : await operator.newOffer(subjectRecordId);
        const holder = new HolderRequests(identifier, small.clock.now);
        const token = await holder.token(offered.preAuthorizedCode, offered.transactionCode);
        expect(token.status).toBe(200);
        seen.noteToken(offered.preAuthorizedCode);
      },
    });
    expect(crashes).toBeGreaterThan(5);
  },
  TEST_MILLISECONDS,
);

test(
  'a code is redeemed once: after a crash it still works, or is told to be used and another offer is made',
  async () => {
    const { subjectRecordId } = await operator.newCustomer();
    let toldUsed = 0;
    const crashes = await issuer.crashEverywhere<{ offered: Offered; holder: HolderRequests }, HttpAnswer>({
      prepare: async () => ({
        offered: await operator.newOffer(subjectRecordId),
        holder: new HolderRequests(identifier, small.clock.now),
      }),
      take: ({ offered, holder }) => holder.token(offered.preAuthorizedCode, offered.transactionCode),
      async afterwards(crash) {
        const { offered, holder } = crash.prepared;
        const answered = wasAnswered(crash);
        if (answered) seen.noteToken(offered.preAuthorizedCode);
        checkIssuer(issuer.folder, seen);
        const again = await holder.token(offered.preAuthorizedCode, offered.transactionCode);
        if (again.status === 200) {
          seen.noteToken(offered.preAuthorizedCode);
          return;
        }
        expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
        if (answered) return;
        // Committed and not delivered: the one place where the path needs another offer.
        toldUsed += 1;
        const other = await operator.newOffer(subjectRecordId);
        expect((await holder.token(other.preAuthorizedCode, other.transactionCode)).status).toBe(200);
      },
    });
    expect(crashes).toBeGreaterThan(8);
    expect(toldUsed).toBe(1);
  },
  TEST_MILLISECONDS,
);

test(
  'credentials are signed after their intent at any crash; a nonce is used once, and another request gets other places',
  async () => {
    const { subjectRecordId } = await operator.newCustomer();
    const crashes = await issuer.crashEverywhere<
      { accessToken: string; holder: HolderRequests; request: string },
      HttpAnswer
    >({
      prepare: async () => newRequest(subjectRecordId, 3),
      take: ({ accessToken, holder, request }) => holder.credentials(accessToken, request),
      async afterwards(crash) {
        const { accessToken, holder, request } = crash.prepared;
        const answered = wasAnswered(crash);
        if (answered) seen.noteCredentials(deliveredCredentials(answered));
        checkIssuer(issuer.folder, seen);
        const again = await holder.credentials(accessToken, request);
        if (again.status === 200) {
          // Nothing was committed, so it was not even asked for.
          expect(answered).toBeUndefined();
          seen.noteCredentials(deliveredCredentials(again));
        } else expect(again).toMatchObject({ status: 400, body: { error: 'invalid_nonce' } });
        const other = await holder.credentials(accessToken, await holder.credentialRequest(3));
        expect(deliveredCredentials(other)).toHaveLength(3);
        seen.noteCredentials(deliveredCredentials(other));
        checkIssuer(issuer.folder, seen);
      },
    });
    expect(crashes).toBeGreaterThan(CHANGED_BY_AN_ISSUANCE.length);
    expect([...issuer.diedAt]).toEqual(expect.arrayContaining(CHANGED_BY_AN_ISSUANCE));
  },
  TEST_MILLISECONDS,
);

test(
  'a revocation that dies at any statement, its publication and its anchor included, is finished after the restart',
  async () => {
    const crashes = await issuer.crashEverywhere<{ subjectRecordId: string; places: string[] }, HttpAnswer>(
      {
        prepare: async () => {
          const { subjectRecordId } = await operator.newCustomer();
          return { subjectRecordId, places: await issueOne(subjectRecordId) };
        },
        async take({ subjectRecordId }) {
          const answer = await operator.revoke(subjectRecordId);
          await issuer.running.drain();
          return answer;
        },
        async afterwards(crash) {
          const { subjectRecordId, places } = crash.prepared;
          checkIssuer(issuer.folder, seen);
          expect((await operator.revoke(subjectRecordId)).status).toBe(200);
          await finishOutbox();
          for (const place of places) expect(await isPublishedRevoked(place)).toBe(true);
          await checkStatusAnchors();
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(15);
  },
  TEST_MILLISECONDS,
);

test(
  'an erasure that dies at any statement is finished after the restart, and the customer stays erased',
  async () => {
    const crashes = await issuer.crashEverywhere<ToErase, HttpAnswer>(
      {
        prepare: async () => {
          const customer = await operator.newCustomer();
          const places = await issueOne(customer.subjectRecordId);
          const [row] = rowsOf<{ customerLookup: string; rowDigest: string; sealed: string }>(
            'SELECT "customerLookup", "rowDigest", "sealed" FROM "issuer_subject_record" WHERE "id" = ?',
            customer.subjectRecordId,
          );
          return { ...customer, places, traces: Object.values(row ?? {}) };
        },
        async take({ subjectRecordId }) {
          const answer = await operator.erase(subjectRecordId);
          await issuer.running.drain();
          return answer;
        },
        async afterwards(crash) {
          const { customerNumber, subjectRecordId, places, traces } = crash.prepared;
          expect([204, 404]).toContain((await operator.erase(subjectRecordId)).status);
          await finishOutbox();
          expect(await operator.find(customerNumber)).toBeUndefined();
          const again = await operator.importFile(operator.fileOf(customerNumber));
          expect(again.body).toMatchObject({ accepted: 0, suppressed: 1 });
          const keys = readRows<{ wrappedKey: string | null }>(
            `${issuer.folder}/keys.sqlite`,
            'SELECT "wrappedKey" FROM "kit_subject_key" WHERE "subjectId" = ?',
            subjectRecordId,
          );
          expect(keys).toEqual([{ wrappedKey: null }]);
          for (const place of places) expect(await isPublishedRevoked(place)).toBe(true);
          checkIssuer(issuer.folder, seen);
          const files = dataFiles();
          expect(traces.filter((trace) => files.includes(trace))).toEqual([]);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(15);
  },
  TEST_MILLISECONDS,
);

async function newRequest(subjectRecordId: string, count: number) {
  const { preAuthorizedCode, transactionCode } = await operator.newOffer(subjectRecordId);
  const holder = new HolderRequests(identifier, small.clock.now);
  const token = await holder.token(preAuthorizedCode, transactionCode);
  const accessToken = token.body['access_token'] as string;
  return { holder, accessToken, request: await holder.credentialRequest(count) };
}

/** @returns places in the status list */
async function issueOne(subjectRecordId: string): Promise<string[]> {
  const { holder, accessToken, request } = await newRequest(subjectRecordId, 1);
  const credentials = deliveredCredentials(await holder.credentials(accessToken, request));
  seen.noteCredentials(credentials);
  return credentials.map(({ place }) => place);
}

/** Everything that the outbox holds, what a dead worker had leased included. */
async function finishOutbox(): Promise<void> {
  // Once more for what was decided only now and waits for others.
  for (let round = 0; round < 2; round++) {
    small.clock.forward(LEASE_MILLISECONDS);
    await issuer.running.drain();
  }
  expect(rowsOf('SELECT "kind", "lastErrorCode" FROM "kit_outbox"')).toEqual([]);
}

async function isPublishedRevoked(place: string): Promise<boolean> {
  const [uri, idx] = place.split('#') as [string, string];
  return isSet(await readPublishedStatus(uri), Number(idx));
}

/** One anchor a version, none skipped backwards, and the newest is of what is published. */
async function checkStatusAnchors(): Promise<void> {
  const anchors = (await acceptedTransactions(small.cooperative.ledger)).flatMap(({ body }) =>
    body.kind === 'anchor_status' ? [body.payload.anchor] : [],
  );
  const versions = anchors.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right));
  const newest = anchors.at(-1);
  if (newest === undefined) throw new Error('a revocation is anchored');
  const { version, statuses } = await readPublishedStatus(newest.uri);
  expect(version).toBe(newest.version);
  const { uri, member: issuerDid } = newest;
  expect(statusListDigest({ issuer: issuerDid, uri, version, bits: 1, statuses })).toBe(newest.digest);
}

/** The bytes of the data on disk, the write-ahead log included. */
function dataFiles(): string {
  const names = readdirSync(issuer.folder).filter((name) => name.startsWith('issuer.sqlite'));
  return names.map((name) => readFileSync(join(issuer.folder, name), 'latin1')).join('');
}
