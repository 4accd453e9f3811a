import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerRequest, withdrawConsent, type HistoryEntry, type HolderTools } from '#holder';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { databasesUnderTest } from '../environment/databases.js';
import { BANK, CITY, WATER } from '../flows/cooperation.js';
import { askAndReceive, offer, readVerification, receiveCredentials } from '../flows/flow-steps.js';
import { formOf } from '../flows/present-otherwise.js';
import { makeKey } from '../guards/keys.js';
import { readObject } from './expect-refusal.js';
import { makeScene, readRows, type Scene } from './scene.js';
import { codesOf, WireWallet } from './wire-wallet.js';

const AT_ONCE = 12;
/** As the issuer's configuration has it where nothing is said. */
const TRANSACTION_CODE_ATTEMPTS = 5;
const BATCHES_PER_WEEK = 5;
/** Of a residency credential. */
const BATCH = 10;

describe.each(databasesUnderTest())('what happens at once on $name', (database) => {
  let scene: Scene;
  let wallet: WireWallet;
  beforeAll(async () => {
    scene = await makeScene(database);
    wallet = new WireWallet(scene.urls.issuer, scene.cooperation.clock, await makeKey());
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  const makeCodes = async () => codesOf(await offer(scene.cooperation, scene.objects.subjectRecordId));
  const atOnce = <Result>(make: (index: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: AT_ONCE }, (_none, index) => make(index)));
  /** How often each status was answered. */
  function countOf(answers: readonly { status: number }[]): Record<number, number> {
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  test('wrong transaction codes are counted one by one: no guess is free', async () => {
    const codes = await makeCodes();
    const guesses = await atOnce(async (index) => {
      const answer = await wallet.token(WATER, { ...codes, transactionCode: `9${index}9999x` });
      return ((await answer.json()) as { error_description: string }).error_description;
    });
    const wrong = guesses.filter((said) => said.includes('is wrong'));
    expect(wrong).toHaveLength(TRANSACTION_CODE_ATTEMPTS - 1);
    expect((await wallet.token(WATER, codes)).status).toBe(400);
  });

  test('one credential nonce serves one request', async () => {
    const tokens = await atOnce(async () => wallet.accessToken(WATER, await makeCodes()));
    const { credentialNonce } = await wallet.nonces(WATER);
    const answers = await atOnce((index) => wallet.credential(WATER, tokens[index] as string, credentialNonce));
    expect(countOf(answers)).toEqual({ 200: 1, 400: AT_ONCE - 1 });
  });

  test('one DPoP proof serves one request', async () => {
    const accessToken = await wallet.accessToken(WATER, await makeCodes());
    const { dpopNonce } = await wallet.nonces(WATER);
    const dpop = await wallet.dpop(`${scene.urls.issuer}/${WATER}/credential`, dpopNonce, accessToken);
    const answers = await atOnce(async () => {
      const { credentialNonce } = await wallet.nonces(WATER);
      return wallet.credential(WATER, accessToken, credentialNonce, { dpop });
    });
    expect(countOf(answers)).toEqual({ 200: 1, 401: AT_ONCE - 1 });
  });

  test('an access token gives five batches in a week and no more, each credential at a place of its own', async () => {
    const accessToken = await wallet.accessToken(WATER, await makeCodes());
    const answers = await atOnce(async () => {
      const { credentialNonce } = await wallet.nonces(WATER);
      return wallet.credential(WATER, accessToken, credentialNonce, { keys: BATCH });
    });
    expect(countOf(answers)).toEqual({ 200: BATCHES_PER_WEEK, 400: AT_ONCE - BATCHES_PER_WEEK });
    const places = new Set<number>();
    for (const answer of answers.filter(({ status }) => status === 200)) {
      const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
      for (const { credential } of credentials) {
        const { status } = parseSdJwtVc(credential).payload as { status: { status_list: { idx: number } } };
        places.add(status.status_list.idx);
      }
    }
    expect(places.size).toBe(BATCHES_PER_WEEK * BATCH);
  });

  test('an import that comes twice at once makes each customer once', async () => {
    const csv = scene.csv.replaceAll('C0000', 'R0000');
    const utility = scene.cooperation.client(WATER);
    const outcomes = await Promise.all([1, 2, 3].map(() => utility.upload('/api/v1/imports', csv)));
    const accepted = outcomes.reduce((sum, outcome) => sum + (outcome.accepted as number), 0);
    const [first] = outcomes as { accepted: number; unchanged: number }[];
    expect(accepted).toBe((first?.accepted ?? 0) + (first?.unchanged ?? 0));
  });

  test('one request takes one response, and a cancellation that comes with it does not undo it', async () => {
    await receiveCredentials(scene.cooperation, scene.holder, scene.objects.subjectRecordId);
    const { id, checked } = await askAndReceive(scene.cooperation, scene.holder, CITY);
    const uri = checked.request.payload.response_uri;
    const body = await formOf(scene.holder, checked);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const city = scene.cooperation.client(CITY);
    const [answers, cancelled] = await Promise.all([
      atOnce(() => fetch(uri, { method: 'POST', headers, body })),
      city.try('POST', `/api/v1/verifications/${id}/cancellation`),
    ]);
    const { status } = await readVerification(scene.cooperation, CITY, id);
    const isCancelled = cancelled.status === 204;
    expect(status).toBe(isCancelled ? 'cancelled' : 'verified');
    expect(countOf(answers)).toEqual(isCancelled ? { 400: AT_ONCE } : { 200: 1, 400: AT_ONCE - 1 });
    const sql = `SELECT COUNT(*) AS "count" FROM "verifier_receipt" WHERE "presentationId" = '${id}'`;
    const [row] = await readRows<{ count: number | string }>(scene.databaseUrls.verifier, sql);
    expect(Number(row?.count)).toBe(isCancelled ? 0 : 1);
  });

  test.each([BANK, CITY] as const)('a withdrawal at %s that comes often is answered once', async (slug) => {
    const { holder, cooperation } = scene;
    const { id, checked } = await askAndReceive(cooperation, holder, slug);
    await answerRequest(holder, checked, () => true);
    const entry = [...holder.wallet.state.history.values()].at(-1) as HistoryEntry;
    const { withdrawalUri } = entry.delivery.notice;
    const body = await withdrawalOf(entry);
    const headers = { 'content-type': 'application/json' };
    const [answers, views] = await Promise.all([
      atOnce(() => fetch(withdrawalUri, { method: 'POST', headers, body })),
      atOnce(() => cooperation.client(slug).try('GET', `/api/v1/verifications/${id}`)),
    ]);
    expect(countOf(answers)).toEqual({ 200: AT_ONCE });
    // Whoever reads while it is erased or restricted gets the answer, or why there is none.
    expect(countOf(views)).toEqual({ 200: AT_ONCE });
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts.map((text) => readObject(text)?.answer)).size).toBe(1);
  });

  /** The statement that the wallet would send, taken from it on its way. */
  async function withdrawalOf(entry: HistoryEntry): Promise<string> {
    let statement = '';
    const fetchNothing: HolderTools['fetch'] = async (_url, init) => {
      statement = init.body as string;
      return Response.json({}, { status: 400 });
    };
    await expect(withdrawConsent({ ...scene.holder, fetch: fetchNothing }, entry)).rejects.toThrow();
    return statement;
  }
});
