import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { CrashingService, type Crash } from './crashing-service.js';
import { foundSmallCooperative, UTILITY, type SmallCooperative } from './found-small-cooperative.js';
import { deliveredCredentials, HolderRequests, type HttpAnswer } from './holder-requests.js';
import { SeenOfIssuer } from './issuer-invariants.js';
import { readRows } from './read-tables.js';
import { UtilityOperator } from './utility-operator.js';

const TEST_MILLISECONDS = 300_000;

let small: SmallCooperative;
let issuer: CrashingService<IssuerService>;
let operator: UtilityOperator;
let identifier: string;
const seen = new SeenOfIssuer();

beforeAll(async () => {
  const tenant = { ...UTILITY, approval: 'operator' };
  small = await foundSmallCooperative({ issuer: { tenants: [tenant] } });
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

interface Asking {
  holder: HolderRequests;
  accessToken: string;
}

async function granted(): Promise<Asking> {
  const { subjectRecordId } = await operator.newCustomer();
  const { preAuthorizedCode, transactionCode } = await operator.newOffer(subjectRecordId);
  const holder = new HolderRequests(identifier, small.clock.now);
  const token = await holder.token(preAuthorizedCode, transactionCode);
  return { holder, accessToken: token.body['access_token'] as string };
}

async function waiting(): Promise<Asking & { id: string }> {
  const asking = await granted();
  const deferred = await asking.holder.credentials(asking.accessToken, await asking.holder.credentialRequest(2));
  expect(deferred.status).toBe(202);
  return { ...asking, id: deferred.body['transaction_id'] as string };
}

function answerOf({ answered }: Crash<unknown, HttpAnswer>): HttpAnswer | undefined {
  return 'answer' in answered && answered.answer.status < 300 ? answered.answer : undefined;
}

function isWaiting(id: string): boolean {
  const sql = 'SELECT "id" FROM "issuer_deferred_issuance" WHERE "id" = ?';
  return readRows(`${issuer.folder}/issuer.sqlite`, sql, id).length === 1;
}

test(
  'a request that dies while it is put off waits whole or not at all, and another can be made',
  async () => {
    const crashes = await issuer.crashEverywhere<Asking & { request: string }, HttpAnswer>({
      prepare: async () => {
        const asking = await granted();
        return { ...asking, request: await asking.holder.credentialRequest(2) };
      },
      take: ({ holder, accessToken, request }) => holder.credentials(accessToken, request),
      async afterwards(crash) {
        const { holder, accessToken, request } = crash.prepared;
        const answer = answerOf(crash);
        if (answer) expect(isWaiting(answer.body['transaction_id'] as string)).toBe(true);
        const again = await holder.credentials(accessToken, request);
        if (again.status !== 202) expect(again).toMatchObject({ status: 400, body: { error: 'invalid_nonce' } });
        const other = await holder.credentials(accessToken, await holder.credentialRequest(2));
        expect(other.status).toBe(202);
      },
    });
    expect(crashes).toBeGreaterThan(8);
  },
  TEST_MILLISECONDS,
);

test(
  'an operator’s word that dies at any statement was said or not, and can be said again',
  async () => {
    await issuer.crashEverywhere<Asking & { id: string }, HttpAnswer>({
      prepare: waiting,
      take: ({ id }) => operator.approve(id),
      async afterwards({ prepared: { holder, accessToken, id } }) {
        expect((await operator.approve(id)).status).toBe(200);
        const fetched = await holder.deferred(accessToken, id);
        expect(fetched.status).toBe(200);
        seen.noteCredentials(deliveredCredentials(fetched));
      },
    });
  },
  TEST_MILLISECONDS,
);

test(
  'credentials that are fetched later are signed after their intent at any crash, and given out once',
  async () => {
    const crashes = await issuer.crashEverywhere<Asking & { id: string }, HttpAnswer>({
      prepare: async () => {
        const asking = await waiting();
        await operator.approve(asking.id);
        return asking;
      },
      take: ({ holder, accessToken, id }) => holder.deferred(accessToken, id),
      async afterwards(crash) {
        const { holder, accessToken, id } = crash.prepared;
        const answer = answerOf(crash);
        if (answer) {
          seen.noteCredentials(deliveredCredentials(answer));
          expect(isWaiting(id)).toBe(false);
        }
        const stillThere = isWaiting(id);
        const again = await holder.deferred(accessToken, id);
        if (stillThere) seen.noteCredentials(deliveredCredentials(again));
        else expect(again).toMatchObject({ status: 400, body: { error: 'invalid_transaction_id' } });
        for (const place of seen.places) expect(recordedPlaces()).toContain(place.slice(place.lastIndexOf('/')));
      },
    });
    expect(crashes).toBeGreaterThan(8);
  },
  TEST_MILLISECONDS,
);

test(
  'a notification that dies at any statement is told or not, and can be told again',
  async () => {
    const fetched = async () => {
      const asking = await waiting();
      await operator.approve(asking.id);
      const answer = await asking.holder.deferred(asking.accessToken, asking.id);
      return { ...asking, notificationId: answer.body['notification_id'] as string };
    };
    await issuer.crashEverywhere<Awaited<ReturnType<typeof fetched>>, HttpAnswer>({
      prepare: fetched,
      take: ({ holder, accessToken, notificationId }) => holder.notify(accessToken, notificationId),
      async afterwards({ prepared: { holder, accessToken, notificationId } }) {
        expect((await holder.notify(accessToken, notificationId)).status).toBe(204);
        const sql = 'SELECT "notificationEvent" FROM "issuer_issuance" WHERE "id" = ?';
        expect(readRows(`${issuer.folder}/issuer.sqlite`, sql, notificationId)).toEqual([
          { notificationEvent: 'credential_accepted' },
        ]);
      },
    });
  },
  TEST_MILLISECONDS,
);

function recordedPlaces(): string[] {
  const sql = 'SELECT "listId", "idx" FROM "issuer_status_place"';
  const rows = readRows<{ listId: string; idx: number }>(`${issuer.folder}/issuer.sqlite`, sql);
  return rows.map(({ listId, idx }) => `/${listId}#${idx}`);
}
