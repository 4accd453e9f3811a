import type {
  DataUseContract,
  IssuerRecord,
  MemberRecord,
  PeriodicAnchorRecord,
  StatusAnchorRecord,
  VerifierRecord,
} from './ledger-state.js';

/** What each kind of ledger transaction carries. Its semantic key (below) allows one effect, ever. */
export interface LedgerPayloads {
  /** Founding (all three colleges): `member/{did}`. */
  admit_member: { member: Omit<MemberRecord, 'status' | 'admittedAt'> };
  /** Founding: `issuer/{did}`. */
  accredit_issuer: { issuer: Omit<IssuerRecord, 'status'> };
  /** Founding: `verifier/{did}`. */
  register_verifier: { verifier: Omit<VerifierRecord, 'status'> };
  /** Founding: `contract/{id}`; version 1, or the next one. */
  adopt_contract: { contract: Omit<DataUseContract, 'status'> };
  /** Founding: a contract, an issuer, a verifier or a member is suspended, or taken up again. */
  set_status: {
    subject: { kind: 'contract' | 'issuer' | 'verifier' | 'member'; id: string };
    status: 'active' | 'in_force' | 'suspended' | 'ended';
    /** Counts the changes of this subject from 1, so that a repeat is a duplicate. */
    sequence: number;
  };
  /** The verifier itself; semantic key: member, stream, period. */
  anchor: { anchor: PeriodicAnchorRecord };
  /** The issuer itself; semantic key: member, uri, version. */
  anchor_status: { anchor: StatusAnchorRecord };
}

export type LedgerTransactionKind = keyof LedgerPayloads;

/** The signed body. Its raw form is canonical JSON (RFC 8785), and the id is a digest of exactly these bytes. */
export type LedgerTransactionBody<K extends LedgerTransactionKind = LedgerTransactionKind> = {
  [Kind in K]: {
    /** `genesisDigest`, base64url: a transaction counts on one ledger only. */
    genesis: string;
    contractVersion: number;
    /** 16 random bytes, base64url. */
    nonce: string;
    /** Refused after this height, and at most `maxExpiryBlocks` ahead. */
    expiryHeight: number;
    kind: Kind;
    payload: LedgerPayloads[Kind];
  };
}[K];

export interface LedgerSignature {
  /** DID of the signing member. */
  member: string;
  /** Thumbprint of the key, as in the member's record. */
  key: string;
  /** 64 bytes over `incola:ledger-transaction:1` ‖ 0x00 ‖ body, base64url. */
  signature: string;
}

export interface LedgerTransaction<K extends LedgerTransactionKind = LedgerTransactionKind> {
  body: LedgerTransactionBody<K>;
  /** Sorted by member, one a member. */
  signatures: LedgerSignature[];
}

/** Where a submitted transaction stands. A repeat of an accepted one answers `duplicate` with the first one's place. */
export type SubmissionOutcome =
  | { outcome: 'accepted' | 'duplicate'; id: string; height: number; index: number }
  | { outcome: 'refused'; id: string; code: string; reason: string };
