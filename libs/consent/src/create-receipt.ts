import { encodeBase64url, sha256 } from '#primitives';
import type { NoticeDelivery } from './notice.js';
import { noticeDigests } from './presentation-nonce.js';
import type { Receipt } from './receipt.js';

const SECONDS_A_DAY = 86_400;

export interface ReceiptInput {
  /** Random UUID. */
  id: string;
  /** Seconds since the epoch. */
  issuedAt: number;
  /** What the request's presentation nonce committed to. */
  delivery: NoticeDelivery;
  /** Thumbprint (RFC 7638) of the presented credential's bound key. */
  holderKey: string;
  /** 32 random bytes. */
  withdrawalSecret: Uint8Array;
}

/** The receipt of a presentation that answered exactly what its notice named. */
export function createReceipt({ id, issuedAt, delivery, holderKey, withdrawalSecret }: ReceiptInput): Receipt {
  const { notice } = delivery;
  return {
    version: 1,
    id,
    issuedAt,
    controller: notice.verifier,
    contract: { id: notice.contract.id, version: notice.contract.version },
    purpose: notice.purpose,
    legalBasis: { dpv: notice.legalBasis.dpv },
    onWithdrawal: notice.onWithdrawal,
    claims: notice.claims,
    retentionDays: notice.retentionDays,
    retentionEndsAt: issuedAt + notice.retentionDays * SECONDS_A_DAY,
    ...noticeDigests(delivery),
    holderKey,
    withdrawalSecretDigest: encodeBase64url(sha256(withdrawalSecret)),
  };
}
