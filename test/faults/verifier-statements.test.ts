import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fetchLedgerProof, receiveRequest, type AnswerOutcome, type HistoryEntry } from '#holder';
import type { AskingClerk, Asked } from './asking-clerk.js';
import { ADDRESS, BANK_CONTRACT, CITY_CONTRACT, openAskingScene, type AskingScene } from './asking-scene.js';
import { EVERY_CHANGE } from './crashing-service.js';
import { ANCHOR_PERIOD_SECONDS } from './found-small-cooperative.js';
import { call, type HttpAnswer } from './holder-requests.js';
import { checkAnchors } from './ledger-entries.js';
import { checkVerifier } from './verifier-invariants.js';

const TEST_MILLISECONDS = 300_000;
/** As long as a request with a key stays with the instance that works on it. */
const REQUEST_LEASE_MILLISECONDS = 60_000;
let scene: AskingScene;

beforeAll(async () => {
  scene = await openAskingScene();
}, TEST_MILLISECONDS);

afterAll(() => scene.close());

test(
  'a question that dies at any statement is there whole or not at all, and its address is never in clear',
  async () => {
    const { verifier, bank, citizen, rowsOf, dataFiles } = scene;
    const count = () => rowsOf('SELECT "id" FROM "verifier_presentation"').length;
    const crashes = await verifier.crashEverywhere<number, HttpAnswer>({
      prepare: async () => count(),
      take: () => bank.ask(BANK_CONTRACT, { addresses: [ADDRESS] }),
      async afterwards({ prepared, answered }) {
        expect(count() - prepared).toBeLessThanOrEqual(1);
        const first = 'answer' in answered && answered.answer.status === 201 ? answered.answer.body : undefined;
        if (first !== undefined) expect(count() - prepared).toBe(1);
        const asked = first ?? (await bank.newQuestion(BANK_CONTRACT, { addresses: [ADDRESS] }));
        const checked = await receiveRequest(citizen.tools, (asked as unknown as Asked).walletLink);
        expect(checked).toMatchObject({ trusted: true });
        checkVerifier(verifier.folder);
      },
    });
    expect(crashes).toBeGreaterThan(10);
    expect(dataFiles()).not.toMatch(/CHIMERES/i);
  },
  TEST_MILLISECONDS,
);

test(
  'a question with an idempotency key that dies at any statement is asked once, however often it is sent again',
  async () => {
    const { small, verifier, city, rowsOf } = scene;
    const count = () => rowsOf('SELECT "id" FROM "verifier_presentation"').length;
    let waited = 0;
    const crashes = await verifier.crashEverywhere<{ key: string; before: number }, HttpAnswer>(
      {
        prepare: async () => ({ key: `question-${randomUUID()}`, before: count() }),
        take: ({ key }) => city.askOnce(CITY_CONTRACT, key),
        async afterwards({ prepared: { key, before }, answered }) {
          let again = await city.askOnce(CITY_CONTRACT, key);
          if (again.status === 409) {
            expect(again.body).toMatchObject({ code: 'idempotent_request_running' });
            small.clock.forward(REQUEST_LEASE_MILLISECONDS);
            waited += 1;
            again = await city.askOnce(CITY_CONTRACT, key);
          }
          expect(again.status).toBe(201);
          if ('answer' in answered && answered.answer.status === 201) expect(again.body).toEqual(answered.answer.body);
          expect((await city.askOnce(CITY_CONTRACT, key)).body).toEqual(again.body);
          expect(count() - before).toBe(1);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(5);
    // It died at work, and nobody else may take it up while it may be alive.
    expect(waited).toBeGreaterThan(0);
  },
  TEST_MILLISECONDS,
);

test(
  'a response that dies at any statement counts once: it is taken again, or is stored with receipt and evidence',
  async () => {
    const { verifier, city, citizen } = scene;
    let toldUsed = 0;
    const crashes = await verifier.crashEverywhere<Asked, AnswerOutcome>({
      async prepare() {
        await citizen.ensureCredential();
        return city.newQuestion(CITY_CONTRACT);
      },
      take: ({ walletLink }) => citizen.present(walletLink),
      async afterwards({ prepared, answered }) {
        checkVerifier(verifier.folder);
        const delivered = 'answer' in answered && answered.answer.outcome === 'presented';
        if (delivered) {
          expect(citizen.newestEntry().receipt).toBeDefined();
          expect(await statusOf(city, prepared)).toBe('verified');
        }
        // It died while the wallet fetched the request: nothing was sent yet.
        if (!citizen.lastResponseUri.endsWith(`/${prepared.id}`)) return;
        const again = await sendAgain();
        if (again.status !== 200) {
          expect(again).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
          if (!delivered) toldUsed += 1;
        }
        expect(await statusOf(city, prepared)).toBe('verified');
        checkVerifier(verifier.folder);
      },
    });
    expect(crashes).toBeGreaterThan(25);
    // Committed and not delivered: the receipt is kept and anchored here, and the wallet says that it misses one.
    expect(toldUsed).toBeGreaterThan(0);
  },
  TEST_MILLISECONDS,
);

test(
  'anchoring that dies at any statement leaves one anchor a period, in order, and proves every receipt',
  async () => {
    const { small, verifier, citizen, presentToCity, finishDueWork } = scene;
    let before: string[] = [];
    const crashes = await verifier.crashEverywhere<HistoryEntry, void>(
      {
        async prepare() {
          const { entry } = await presentToCity();
          small.clock.forward(ANCHOR_PERIOD_SECONDS * 1000);
          return entry;
        },
        take: () => verifier.running.runDueWork(),
        async afterwards({ prepared }) {
          await finishDueWork();
          expect(await fetchLedgerProof(citizen.tools, prepared)).toBeDefined();
          before = await checkAnchors(small.cooperative.ledger, before);
          checkVerifier(verifier.folder);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(20);
  },
  TEST_MILLISECONDS,
);

async function statusOf(clerk: AskingClerk, { id }: Asked): Promise<unknown> {
  return (await clerk.read(id)).body['status'];
}

/** The very same answer once more, as a wallet without our wallet's caution would. */
function sendAgain(): Promise<HttpAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { lastResponse, lastResponseUri } = scene.citizen;
  return call(lastResponseUri, { method: 'POST', headers, body: lastResponse });
}
