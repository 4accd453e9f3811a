import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runEvidenceVerify } from '#evidence/server';
import { expectThat } from './expect-evidence.js';
import { found, type Evidence, type Walk } from './walk-step.js';

/** The bank keeps what an auditor will ask for, and the auditor's program comes to the same verdicts from two files alone. */
export async function checkBankEvidence(walk: Walk): Promise<Evidence> {
  const verification = found(walk, 'sameAddresses')[0]?.verificationId ?? '';
  const evidence = await walk.bank.call('GET', `/api/v1/verifications/${verification}/evidence`);
  const file = join(walk.folder, 'evidence.json');
  await writeFile(file, JSON.stringify(evidence));
  const lines: string[] = [];
  const exitCode = await runEvidenceVerify([file, '--accept-development'], (line) => lines.push(line));
  expectThat(exitCode === 0, `The bank's evidence holds: ${lines.at(-1) ?? ''}`);
  return {
    sentences: ['npm run evidence:verify -- evidence.json says:', ...lines.slice(0, -1).map((line) => `  ${line}`)],
    figures: { evidenceItems: lines.filter((line) => line.startsWith('✓')).length },
  };
}
