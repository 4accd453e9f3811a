import { commitmentOf } from '#consent';
import {
  archivedProofs,
  parseLedgerProof,
  type AnchoredCommitmentProof,
  type LedgerProof,
  type VerifiedAnchoredCommitment,
} from '#ledger';
import { decodeBase64url, encodeBase64url, encodeUtf8, refusal, type CodedError } from '#primitives';
import { callPeer } from './call-peer.js';
import type { HistoryEntry } from './holder-state.js';
import type { HolderTools } from './holder-tools.js';

/** The receipt's commitment, which ledger proof and withdrawal name. @throws `receipt_missing` */
export function receiptCommitment(entry: HistoryEntry): Uint8Array {
  if (entry.receipt === undefined) throw receiptMissing();
  return commitmentOf('receipt', decodeBase64url(entry.receipt.salt), encodeUtf8(entry.receipt.receipt));
}

/** The proof, if it speaks of this entry's receipt. @throws `receipt_missing`, `ledger_proof_of_another` */
export function proofOfReceipt(proof: LedgerProof, entry: HistoryEntry): AnchoredCommitmentProof {
  if (proof.kind !== 'anchored_commitment' || proof.commitment !== encodeBase64url(receiptCommitment(entry))) {
    throw refusal('ledger_proof_of_another', 'The ledger proof is not of this receipt.');
  }
  return proof;
}

/**
 * Fetches the proof that a receipt stands on the ledger and verifies it with nothing but the trust file.
 * @returns `undefined` while its period is not anchored yet
 * @throws `receipt_missing`, `ledger_proof_unavailable`, `ledger_proof_of_another`, those of `verifyLedgerProof` and `callPeer`
 */
export async function fetchLedgerProof(
  tools: HolderTools,
  entry: HistoryEntry,
): Promise<VerifiedAnchoredCommitment | undefined> {
  if (entry.receipt === undefined) throw receiptMissing();
  const uri = entry.receipt.ledger_proof_uri;
  const answer = await callPeer(tools.fetch, uri, { method: 'GET', headers: { accept: 'application/json' } });
  if (answer.status === 404 && answer.header('retry-after') !== null) return undefined;
  if (answer.status !== 200) throw refusal('ledger_proof_unavailable', 'The verifier does not give the ledger proof.');
  const proof = proofOfReceipt(parseLedgerProof(answer.body), entry);
  const verified = await archivedProofs(tools.trustFile, tools.verifySignature).verify(proof);
  if (verified.anchor.member !== entry.delivery.notice.verifier.member) {
    throw refusal('ledger_proof_of_another', 'The ledger proof is of another member.');
  }
  await tools.wallet.record({ kind: 'ledger_proof_received', presentation: entry.id, proof });
  return verified;
}

function receiptMissing(): CodedError {
  return refusal('receipt_missing', 'There is no receipt of this presentation.');
}
