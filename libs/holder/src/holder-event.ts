import type {
  NoticeDelivery,
  ReceiptDelivery,
  ReceiptDifference,
  SignedWithdrawalAnswer,
  WithdrawalDelivery,
} from '#consent';
import type { AnchoredCommitmentProof, TrustFile, TrustedBlock } from '#ledger';
import type { PublicJwk } from '#primitives';
import type { WrappedKey } from './credential-key.js';
import type { TypeDisplay } from './type-display.js';

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
  /** Where the answer went; absent in entries of the first wallets. */
  host?: string;
}

/** What the wallet wrote down when nothing was shared: by the person's will, or because it does not answer such a request. */
export interface RefusalRecord {
  id: string;
  /** DID, where the request was trusted. */
  member: string | undefined;
  contract: string | undefined;
  code: string;
  /** As the registry names the member. */
  memberName?: string;
  /** Where the request came from. */
  host?: string;
}

/**
 * Everything that ever happened in a wallet; its state is their fold (house style 43). What an older wallet wrote stays readable:
 * a member that came later is optional, a kind that is gone keeps its place in the fold.
 */
export type HolderEvent = { version: 1; at: number } &
  /** Whom this wallet believes, taken on first use; a later one of the same genesis (new roots, a new address) replaces it. */
  (
    | { kind: 'trust_pinned'; trustFile: TrustFile; cooperativeUrl: string }
    /** Blocks of the ledger's network that were verified, from which the next decision goes on; they replace the earlier ones. */
    | { kind: 'ledger_followed'; blocks: readonly TrustedBlock[] }
    | { kind: 'credentials_received'; credentials: HeldCredential[]; display?: TypeDisplay }
    /** Card by card; what was shared with them stays in the history, and can be withdrawn. */
    | { kind: 'credentials_deleted'; credentials: string[] }
    /** Written before anything is sent: a credential is never shown twice, even if we die in between. */
    | { kind: 'credential_used'; record: PresentationRecord }
    | { kind: 'presentation_answered'; presentation: string; accepted: boolean }
    | { kind: 'receipt_received'; presentation: string; receipt: ReceiptDelivery; differences: ReceiptDifference[] }
    | ({ kind: 'request_refused' } & RefusalRecord)
    | { kind: 'ledger_proof_received'; presentation: string; proof: AnchoredCommitmentProof }
    | {
        kind: 'withdrawal_answered';
        presentation: string;
        answer: SignedWithdrawalAnswer;
        delivery: WithdrawalDelivery;
      }
  );
