import { randomUUID } from 'node:crypto';
import { createReceipt, signReceipt, type NoticeDelivery, type Receipt, type ReceiptDelivery } from '#consent';
import { encodeBase64url, encodeUtf8, type RandomBytes } from '#primitives';
import { drawCommitment, type StoredCommitment } from '../anchoring/commitments.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { StoredReceipt } from './receipts.js';

export interface IssuedReceipt {
  payload: Receipt;
  stored: StoredReceipt;
  commitment: StoredCommitment;
  /** `incola_receipt` of the answer. */
  delivery: ReceiptDelivery;
}

const WITHDRAWAL_SECRET_BYTES = 32;

/** Makes and signs the receipt of a presentation, its commitment and what the citizen gets (design §6); stores nothing. */
export async function issueReceipt(
  member: AskingMember,
  presented: { presentationId: string; notice: NoticeDelivery; holderKey: string; issuedAt: number },
  tools: { publicUrl: string; random: RandomBytes },
): Promise<IssuedReceipt> {
  const { presentationId, notice, holderKey, issuedAt } = presented;
  const tenantId = member.slug;
  const withdrawalSecret = tools.random(WITHDRAWAL_SECRET_BYTES);
  const payload = createReceipt({ id: randomUUID(), issuedAt, delivery: notice, holderKey, withdrawalSecret });
  const receipt = await signReceipt(payload, { signer: member.access, x5c: member.x5c });
  const drawn = drawCommitment(tenantId, 'receipt', encodeUtf8(receipt), tools);
  const salt = encodeBase64url(drawn.salt);
  return {
    payload,
    stored: {
      ...{ tenantId, presentationId, receiptId: payload.id, receipt, salt, holderKey },
      commitment: drawn.stored.commitment,
      withdrawalSecretDigest: payload.withdrawalSecretDigest,
    },
    commitment: drawn.stored,
    delivery: {
      receipt,
      salt,
      withdrawal_secret: encodeBase64url(withdrawalSecret),
      ledger_proof_uri: drawn.ledgerProofUri,
    },
  };
}
