import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withdrawConsent, type HistoryEntry } from '#holder';
import type { Asked } from './asking-clerk.js';
import { openAskingScene, type AskingScene } from './asking-scene.js';
import { EVERY_CHANGE, type Answered } from './crashing-service.js';
import type { HttpAnswer } from './holder-requests.js';
import { checkVerifier } from './verifier-invariants.js';

const TEST_MILLISECONDS = 300_000;
const CHANGED_BY_A_WITHDRAWAL = [
  'verifier_withdrawal',
  'verifier_commitment',
  'verifier_presentation',
  'verifier_evidence',
  'verifier_receipt',
  'kit_outbox',
];
let scene: AskingScene;

beforeAll(async () => {
  scene = await openAskingScene();
}, TEST_MILLISECONDS);

afterAll(() => scene.close());

test(
  'a withdrawal that dies at any statement is answered once: erased at the city, and nothing of it left',
  async () => {
    const { verifier, presentToCity, finishDueWork } = scene;
    const crashes = await verifier.crashEverywhere<{ entry: HistoryEntry; traces: string[] }, string>(
      {
        async prepare() {
          const { asked, entry } = await presentToCity();
          return { entry, traces: [...sealedOf(asked.id), ...receiptOf(asked.id)] };
        },
        take: ({ entry }) => withdraw(entry),
        async afterwards({ prepared: { entry, traces }, answered }) {
          await withdrawAgain(entry, answered, 'erased');
          await finishDueWork();
          expectGone(traces);
          checkVerifier(verifier.folder);
        },
      },
      EVERY_CHANGE,
    );
    // How many statements there are depends on what the background does meanwhile; that each of these was among them does not.
    expect([...verifier.diedAt]).toEqual(expect.arrayContaining(CHANGED_BY_A_WITHDRAWAL));
    expect(crashes).toBeGreaterThan(CHANGED_BY_A_WITHDRAWAL.length);
  },
  TEST_MILLISECONDS,
);

test(
  'a withdrawal at the bank that dies at any statement is answered once: restricted, and everything kept',
  async () => {
    const { verifier, bank, presentToBank, rowsOf } = scene;
    const crashes = await verifier.crashEverywhere<{ entry: HistoryEntry; asked: Asked }, string>({
      prepare: presentToBank,
      take: ({ entry }) => withdraw(entry),
      async afterwards({ prepared: { entry, asked }, answered }) {
        await withdrawAgain(entry, answered, 'restricted');
        const { body } = await bank.read(asked.id);
        expect(body).toMatchObject({ withheld: { code: 'restricted' } });
        const kept = rowsOf('SELECT "sealedAnswer" FROM "verifier_evidence" WHERE "presentationId" = ?', asked.id);
        expect(kept).toEqual([{ sealedAnswer: expect.any(String) }]);
        checkVerifier(verifier.folder);
      },
    });
    expect(crashes).toBeGreaterThan(15);
  },
  TEST_MILLISECONDS,
);

test(
  'a redaction that dies at any statement is finished after the restart, and the signed verdicts stay',
  async () => {
    const { verifier, city, presentToCity, finishDueWork, keyRowsOf } = scene;
    const crashes = await verifier.crashEverywhere<{ asked: Asked; traces: string[] }, HttpAnswer>(
      {
        async prepare() {
          const { asked } = await presentToCity();
          return { asked, traces: sealedOf(asked.id) };
        },
        async take({ asked }) {
          const answer = await city.redact(asked.id);
          await verifier.running.runDueWork();
          return answer;
        },
        async afterwards({ prepared: { asked, traces } }) {
          expect((await city.redact(asked.id)).status).toBe(204);
          await finishDueWork();
          const { body } = await city.read(asked.id);
          expect(body).toMatchObject({ status: 'redacted', decision: 'verified', withheld: { code: 'redacted' } });
          const keys = keyRowsOf('SELECT "wrappedKey" FROM "kit_subject_key" WHERE "subjectId" = ?', asked.id);
          expect(keys).toEqual([{ wrappedKey: null }]);
          expectGone(traces);
          checkVerifier(verifier.folder);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(12);
  },
  TEST_MILLISECONDS,
);

/** @returns the signed answer, in full */
async function withdraw(entry: HistoryEntry): Promise<string> {
  const { citizen } = scene;
  await withdrawConsent(citizen.tools, entry);
  return citizen.entry(entry.id).withdrawal?.delivery.answer ?? '';
}

async function withdrawAgain(entry: HistoryEntry, answered: Answered<string>, outcome: string): Promise<void> {
  const again = await withdraw(entry);
  if ('answer' in answered) expect(again).toBe(answered.answer);
  expect(scene.citizen.entry(entry.id).withdrawal?.answer.outcome).toBe(outcome);
  expect(await withdraw(entry)).toBe(again);
}

/** The last part of each sealed text: long ones are spread over pages. */
function sealedOf(id: string): string[] {
  const [evidence] = scene.rowsOf<{ sealedAnswer: string; sealedPresentation: string }>(
    'SELECT "sealedAnswer", "sealedPresentation" FROM "verifier_evidence" WHERE "presentationId" = ?',
    id,
  );
  return Object.values(evidence ?? {}).map((sealed) => sealed.slice(-60));
}

function receiptOf(id: string): string[] {
  const [row] = scene.rowsOf<{ receipt: string; holderKey: string }>(
    'SELECT "receipt", "holderKey" FROM "verifier_receipt" WHERE "presentationId" = ?',
    id,
  );
  return row === undefined ? [] : [row.receipt.slice(-60), row.holderKey];
}

function expectGone(traces: readonly string[]): void {
  expect(traces.length).toBeGreaterThan(0);
  const files = scene.dataFiles();
  expect(traces.filter((trace) => files.includes(trace))).toEqual([]);
}
