import type { Ballot, LeafKeyRotation, MemberKeyRotation, Proposal } from './governance.js';
import type { PeriodicAnchorRecord, StatusAnchorRecord } from './ledger-state.js';
import type {
  AccreditedIssuer,
  AdmittedMember,
  ContractDraft,
  RegisteredVerifier,
  StatusChange,
} from './proposal-subject.js';
import type { Distribution, Settlement } from './settlement.js';

/** What each kind of ledger transaction carries. Its semantic key (below) allows one effect, ever. */
export interface LedgerPayloads {
  /** Founding (all three colleges sign, until it is ended): `member/{did}`. */
  admit_member: { member: AdmittedMember };
  /** Founding: `issuer/{did}`. */
  accredit_issuer: { issuer: AccreditedIssuer };
  /** Founding: `verifier/{did}`. */
  register_verifier: { verifier: RegisteredVerifier };
  /** Founding: `contract/{id}`; version 1, or the next one. */
  adopt_contract: { contract: ContractDraft };
  /** Founding: a contract, an issuer, a verifier or a member is suspended, or taken up again. */
  set_status: StatusChange & {
    /** Counts the changes of this subject from 1, so that a repeat is a duplicate. */
    sequence: number;
  };
  /** Founding, its last one: from now on the members decide by vote. */
  end_founding: Record<string, never>;
  /** One active member, the proposer; semantic key: the proposal's id. */
  propose: { proposal: Proposal };
  /** The member itself; semantic key: proposal, member, counter. */
  vote: { ballot: Ballot };
  /** Any one active member, once the voting is over; semantic key: the proposal. */
  close_proposal: { proposal: string };
  /** The member itself, with a key in force; semantic key: member, sequence. */
  rotate_key: { rotation: MemberKeyRotation };
  /** The issuer or verifier itself; semantic key: role, member, sequence. */
  rotate_leaf_key: { rotation: LeafKeyRotation };
  /** The verifier itself; semantic key: member, stream, period. */
  anchor: { anchor: PeriodicAnchorRecord };
  /** The issuer itself; semantic key: member, uri, version. */
  anchor_status: { anchor: StatusAnchorRecord };
  /** The asking member itself; semantic key: member, period. */
  settle: { settlement: Settlement };
  /** The treasurer; semantic key: the period. */
  distribute: { distribution: Distribution };
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
