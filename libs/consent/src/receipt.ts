import { z } from 'zod';
import type { Localised } from '#primitives';
import { bytes32, claims, localised, onWithdrawal, parseShape, party, seconds, text } from './shapes.js';

/** What the mixed tree of a periodic anchor holds; the kind is inside the commitment (design §5). */
export type AnchoredKind = 'receipt' | 'withdrawal' | 'erasure' | 'restriction';

/**
 * The receipt of one presentation: ISO/IEC TS 27560 fields with W3C DPV terms, no claim value. Signed by the verifier as
 * a JWS of type `incola-receipt+jwt`.
 */
export interface Receipt {
  version: 1;
  /** Random UUID. */
  id: string;
  /** Seconds since the epoch. */
  issuedAt: number;
  controller: { member: string; name: string; legalId: string };
  contract: { id: string; version: number };
  purpose: { dpv: string; words: Localised };
  legalBasis: { dpv: string };
  onWithdrawal: 'erase' | 'restrict';
  /** Names of what was shared: type and path, never a value. */
  claims: { vct: string; path: string[] }[];
  retentionDays: number;
  retentionEndsAt: number;
  /** `noticeDigest`, base64url: what the presentation nonce committed to. */
  notice: string;
  presentationNonce: string;
  /** Thumbprint (RFC 7638) of the key bound in the presented credential: who may withdraw. */
  holderKey: string;
  /** SHA-256 of the withdrawal secret, base64url: the other way to withdraw. */
  withdrawalSecretDigest: string;
}

/** The extra member `incola_receipt` of the JSON answer to `direct_post` (design §6). */
export interface ReceiptDelivery {
  /** The receipt as a JWS. */
  receipt: string;
  /** 32 bytes, base64url: opens the commitment. */
  salt: string;
  /** 32 bytes, base64url. */
  withdrawal_secret: string;
  /** Capability URL, where the ledger proof can be fetched once its period is anchored. */
  ledger_proof_uri: string;
}

const receiptShape = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  issuedAt: seconds,
  controller: party,
  contract: z.strictObject({ id: text, version: z.int().min(1) }),
  purpose: z.strictObject({ dpv: text, words: localised }),
  legalBasis: z.strictObject({ dpv: text }),
  onWithdrawal,
  claims,
  retentionDays: z.int().min(0).max(36_525),
  retentionEndsAt: seconds,
  notice: bytes32,
  presentationNonce: bytes32,
  holderKey: bytes32,
  withdrawalSecretDigest: bytes32,
});
const deliveryShape = z.object({
  receipt: z.string().min(1).max(64_000),
  salt: bytes32,
  withdrawal_secret: bytes32,
  ledger_proof_uri: z.string().min(1).max(2_048),
});

/** @throws `malformed_receipt` */
export function parseReceipt(value: unknown): Receipt {
  return parseShape(receiptShape, value, 'malformed_receipt', 'The receipt does not have the form of one.');
}

/** @throws `malformed_receipt` */
export function parseReceiptDelivery(value: unknown): ReceiptDelivery {
  return parseShape(deliveryShape, value, 'malformed_receipt', 'The receipt was not delivered as it should be.');
}
