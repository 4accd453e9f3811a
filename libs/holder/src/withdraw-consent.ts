import {
  createWithdrawal,
  parseWithdrawalDelivery,
  verifyWithdrawalAnswer,
  type SignedWithdrawalAnswer,
} from '#consent';
import { encodeBase64url, parseJsonObject, refusal, secondsOf } from '#primitives';
import { callPeer } from './call-peer.js';
import { receiptCommitment } from './fetch-ledger-proof.js';
import type { HistoryEntry } from './holder-state.js';
import type { HolderTools } from './holder-tools.js';

/**
 * Withdraws what was agreed to, signed by the key that was bound in the presented credential (design §6).
 * @returns the verifier's signed answer: erased, or restricted with reason and end date
 * @throws `receipt_missing`, `withdrawal_rejected`, those of `verifyWithdrawalAnswer` and `callPeer`; safe to repeat
 */
export async function withdrawConsent(tools: HolderTools, entry: HistoryEntry): Promise<SignedWithdrawalAnswer> {
  const commitment = receiptCommitment(entry);
  const { withdrawalUri } = entry.delivery.notice;
  const signer = await tools.wallet.signer(entry.holderKey);
  const statement = await createWithdrawal({ commitment, withdrawalUri, issuedAt: secondsOf(tools.clock) }, signer);
  const headers = { 'content-type': 'application/json' };
  const answer = await callPeer(tools.fetch, withdrawalUri, {
    method: 'POST',
    headers,
    body: JSON.stringify(statement),
  });
  if (answer.status !== 200) throw refusal('withdrawal_rejected', 'The verifier did not accept the withdrawal.');
  const delivery = parseWithdrawalDelivery(parseJsonObject(answer.body));
  const signed = await verifyWithdrawalAnswer(
    delivery.answer,
    entry.accessKey,
    encodeBase64url(commitment),
    tools.verifySignature,
  );
  await tools.wallet.record({ kind: 'withdrawal_answered', presentation: entry.id, answer: signed, delivery });
  return signed;
}
