import type {
  NoticeDelivery,
  ReceiptDelivery,
  ReceiptDifference,
  SignedWithdrawalAnswer,
  WithdrawalDelivery,
} from '#consent';
import type { AnchoredCommitmentProof } from '#ledger';
import type { PublicJwk } from '#primitives';
import type { WrappedKey } from './credential-key.js';

/** One single-use SD-JWT VC. */
export interface HeldCredential {
  id: string;
  /** Compact serialization. */
  compact: string;
  key: WrappedKey;
  vct: string;
  /** Credentials received together; they hold the same claims. */
  batch: string;
  issuer: { member: string; name: string; credentialIssuer: string };
  /** Seconds since the epoch. */
  receivedAt: number;
  expiresAt: number;
}

/** What the wallet wrote down when it presented: names of claims, no values. */
export interface PresentationRecord {
  id: string;
  credentialId: string;
  /** Seconds since the epoch. */
  presentedAt: number;
  delivery: NoticeDelivery;
  shared: { vct: string; path: string[] }[];
  /** Signs a withdrawal. */
  holderKey: WrappedKey;
  /** Of the leaf that signed the request: receipts must be signed by it. */
  accessKey: PublicJwk;
}

/** Everything that ever happened in a wallet; its state is their fold (house style 43). */
export type HolderEvent = { version: 1; at: number } & (
  | { kind: 'credentials_received'; credentials: HeldCredential[] }
  /** Written before anything is sent: a credential is never shown twice, even if we die in between. */
  | { kind: 'credential_used'; record: PresentationRecord }
  | { kind: 'presentation_answered'; presentation: string; accepted: boolean }
  | { kind: 'receipt_received'; presentation: string; receipt: ReceiptDelivery; differences: ReceiptDifference[] }
  | { kind: 'request_refused'; id: string; member: string | undefined; contract: string | undefined; code: string }
  | { kind: 'ledger_proof_received'; presentation: string; proof: AnchoredCommitmentProof }
  | { kind: 'withdrawal_answered'; presentation: string; answer: SignedWithdrawalAnswer; delivery: WithdrawalDelivery }
);
