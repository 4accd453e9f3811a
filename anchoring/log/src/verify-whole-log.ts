import { readFile, writeFile } from 'node:fs/promises';
import { archivedProofs, parseTrustFile } from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { checkAttestation, fetchLog, parseExportedLog, writeExportedLog } from './exported-log.js';
import { describeWholeLog, replayWholeLog } from './replay-whole-log.js';
import { describeAttestation } from './verify-proof.js';

const TIMEOUT_MILLISECONDS = 60_000;

/**
 * Executes a whole log again and counts its votes again, without believing anything but the trust file.
 * @param order.log a file, or the public address of a cooperative
 * @param order.save where to keep what was fetched
 * @throws the codes of `fetchLog`, `parseExportedLog`, `verifyAttestation`, `replayWholeLog` and `checkAttestation`
 */
export async function verifyWholeLog(
  { log, trust, save }: { log: string; trust: string; save: string | undefined },
  print: (line: string) => void,
) {
  const archive = archivedProofs(parseTrustFile(await readFile(trust, 'utf8')), verifyWithNodeCrypto);
  const exported = /^https?:/.test(log)
    ? await fetchLog(log, (url) => fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) }))
    : parseExportedLog(await readFile(log, 'utf8'));
  if (save !== undefined) await writeFile(save, writeExportedLog(exported));
  // What stands behind them nobody signed: whoever holds members' genuine ledger transactions could leave out some, such as
  // ballots, and give the rest another order and other times.
  const { size: attestedSize } = await archive.verifyAttestation(exported.attestation);
  const leaves = exported.leaves.slice(0, attestedSize);
  const unattested = exported.leaves.length - leaves.length;
  if (unattested > 0) print(`The file's last ${unattested} leaves are left out, since nobody attests them.`);
  print(`${leaves.length} leaves; each block is executed again …`);
  const whole = replayWholeLog(leaves, archive.genesis, { print });
  const attested = await checkAttestation(exported.attestation, leaves, archive);
  const { operators, colleges, size } = attested;
  const votes = whole.votes.map(({ proposal, status }) => ({ proposal, status }));
  const isDevelopmentLedger = operators === 'single';
  return {
    sentences: [...describeWholeLog(whole), ...describeAttestation(attested)],
    proven: { kind: 'log', operators, colleges, size, votes, ...whole.totals },
    isDevelopmentLedger,
  };
}
