import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchLedgerProof, receiptCommitment, type HistoryEntry } from '#holder';
import { assertOurs, encodeBase64url, isJsonObject } from '#primitives';
import { checkBankEvidence } from './check-bank-evidence.js';
import { expectThat, waitFor } from './expect-evidence.js';
import { found, type Evidence, type Walk } from './walk-step.js';

const WAIT_SECONDS = 90;
const DEVELOPMENT_LEDGER = 3;

/** Step 8: both sides hold the receipt; its commitment is anchored, and the proof is checked offline by a program apart; so is the bank's evidence. */
export async function anchorReceipts(walk: Walk): Promise<Evidence> {
  const entry = historyEntry(walk, found(walk, 'bankPresentation'));
  expectThat(entry.receipt !== undefined, 'The wallet holds the receipt.');
  expectThat(
    entry.differences.length === 0,
    `The receipt agrees with the wallet's record: ${entry.differences.join()}`,
  );
  const commitment = encodeBase64url(receiptCommitment(entry));
  const bankHolds = found(walk, 'sameAddresses')[0]?.verificationId ?? '';
  const { receipt } = await walk.bank.call('GET', `/api/v1/verifications/${bankHolds}`);
  const same = receipt !== undefined && isJsonObject(receipt) && receipt.commitment === commitment;
  expectThat(same, 'The bank holds the same receipt.');
  const verified = await waitFor('ledger proof', WAIT_SECONDS, walk.clock, () => fetchLedgerProof(walk.holder, entry));
  const proofFile = join(walk.folder, 'proof.json');
  await writeFile(proofFile, JSON.stringify(historyEntry(walk, entry.id).ledgerProof));
  await writeFile(join(walk.folder, 'trust.json'), JSON.stringify(walk.cooperation.trustFile));
  const plain = await runChecker(walk.ledgerVerifyProgram, [proofFile]);
  expectThat(plain.exitCode === DEVELOPMENT_LEDGER, 'A development ledger is no evidence by itself.');
  const accepted = await runChecker(walk.ledgerVerifyProgram, [proofFile, '--accept-development']);
  expectThat(accepted.exitCode === 0, 'The proof is right, once a development ledger is accepted.');
  const colleges = verified.attested.colleges.map(({ college }) => college);
  expectThat(
    colleges.every((college) => plain.output.includes(college.replace('_', ' '))),
    'Every college is named.',
  );
  const evidence = await checkBankEvidence(walk);
  return {
    sentences: [
      `The wallet and the bank hold one receipt; its commitment ${commitment} is anchored in period ${verified.anchor.period}.`,
      'npm run ledger:verify -- proof.json says:',
      ...plain.output
        .trim()
        .split('\n')
        .slice(0, -1)
        .map((line) => `  ${line}`),
      ...evidence.sentences,
    ],
    figures: {
      ...evidence.figures,
      commitment,
      colleges,
      operators: verified.attested.operators,
      exitCode: plain.exitCode,
    },
  };
}

export function historyEntry(walk: Walk, id: string): HistoryEntry {
  const entry = walk.holder.wallet.state.history.get(id);
  assertOurs(entry !== undefined, 'a presentation stands in the history');
  return entry;
}

/** The checker as a process of its own, with two files and no network. */
function runChecker(program: string, parameters: string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...parameters], (error, stdout) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, output: stdout });
    });
  });
}
