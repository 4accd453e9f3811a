import { archivedProofs, type VerifiedAnchoredCommitment } from '#ledger';
import { fetchLedgerProof, proofOfReceipt } from './fetch-ledger-proof.js';
import type { HistoryEntry } from './holder-state.js';
import type { HolderTools } from './holder-tools.js';

/**
 * Checks that a receipt stands on the ledger: by the proof that the wallet keeps, without any network, or by one that it
 * fetches now and keeps.
 * @returns `undefined` while its period is not anchored yet
 * @throws the codes of `fetchLedgerProof`
 */
export async function checkLedgerProof(
  tools: HolderTools,
  entry: HistoryEntry,
): Promise<VerifiedAnchoredCommitment | undefined> {
  const { ledgerProof } = entry;
  if (ledgerProof === undefined) return fetchLedgerProof(tools, entry);
  const proof = proofOfReceipt(ledgerProof, entry);
  return archivedProofs(tools.trustFile, tools.verifySignature).verify(proof);
}
