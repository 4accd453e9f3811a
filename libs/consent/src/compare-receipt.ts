import { canonicalJson, encodeBase64url, sha256 } from '#primitives';
import type { JsonValue } from '#primitives';
import type { NoticeDelivery } from './notice.js';
import { noticeDigest, presentationNonce } from './presentation-nonce.js';
import type { Receipt } from './receipt.js';

/** What the wallet wrote down itself when it presented. */
export interface OwnRecord {
  delivery: NoticeDelivery;
  /** Thumbprint (RFC 7638) of the key that signed the key binding. */
  holderKey: string;
  /** What was disclosed, in any order. */
  disclosed: { vct: string; path: string[] }[];
  /** Seconds since the epoch. */
  presentedAt: number;
  /** As it was delivered beside the receipt. */
  withdrawalSecret: Uint8Array;
}

export type ReceiptDifference =
  | 'receipt_member'
  | 'receipt_contract'
  | 'receipt_purpose'
  | 'receipt_legal_basis'
  | 'receipt_on_withdrawal'
  | 'receipt_claims'
  | 'receipt_retention'
  | 'receipt_notice'
  | 'receipt_presentation_nonce'
  | 'receipt_holder_key'
  | 'receipt_time'
  | 'receipt_withdrawal_secret';

const MAX_CLOCK_DIFFERENCE_SECONDS = 300;
const SECONDS_A_DAY = 86_400;

/** Compares a verified receipt with the wallet's own record (design §6). An empty list: they agree. */
export function compareReceipt(receipt: Receipt, own: OwnRecord): ReceiptDifference[] {
  const { notice } = own.delivery;
  const { id, version } = notice.contract;
  const agreements: Record<ReceiptDifference, boolean> = {
    receipt_member: same(receipt.controller, notice.verifier),
    receipt_contract: same(receipt.contract, { id, version }),
    receipt_purpose: same(receipt.purpose, notice.purpose),
    receipt_legal_basis: receipt.legalBasis.dpv === notice.legalBasis.dpv,
    receipt_on_withdrawal: receipt.onWithdrawal === notice.onWithdrawal,
    receipt_claims: same(namesOf(receipt.claims), namesOf(own.disclosed)),
    receipt_retention:
      receipt.retentionDays === notice.retentionDays &&
      receipt.retentionEndsAt === receipt.issuedAt + notice.retentionDays * SECONDS_A_DAY,
    receipt_notice: receipt.notice === noticeDigest(notice),
    receipt_presentation_nonce: receipt.presentationNonce === presentationNonce(own.delivery),
    receipt_holder_key: receipt.holderKey === own.holderKey,
    receipt_time: Math.abs(receipt.issuedAt - own.presentedAt) <= MAX_CLOCK_DIFFERENCE_SECONDS,
    receipt_withdrawal_secret: receipt.withdrawalSecretDigest === encodeBase64url(sha256(own.withdrawalSecret)),
  };
  return (Object.keys(agreements) as ReceiptDifference[]).filter((difference) => !agreements[difference]);
}

function namesOf(claims: readonly { vct: string; path: string[] }[]): string[] {
  return [...new Set(claims.map(({ vct, path }) => canonicalJson([vct, ...path])))].sort();
}

function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left as JsonValue) === canonicalJson(right as JsonValue);
}
