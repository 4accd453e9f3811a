import type { JsonValue } from '#primitives';
import type { CometbftAttestation } from './cometbft/cometbft-attestation.js';
import type { TrustedBlock } from './cometbft/trusted-block.js';
import type { College } from './ledger-state.js';
import type { LedgerTransaction } from './ledger-transaction.js';

/** Attestation of a log root by a C2SP signed note (embedded engine). */
export interface CheckpointAttestation {
  kind: 'checkpoint';
  checkpoint: string;
}

/** Attestation of a log root; the genesis decides which kind its ledger has. */
export type Attestation = CheckpointAttestation | CometbftAttestation;

/** RFC 6962 §2.1.1: a leaf's place in a tree of `size` leaves; path from the leaf upwards, 32-byte hashes in base64url. */
export interface InclusionProof {
  index: number;
  size: number;
  path: string[];
}

/** This ledger transaction was accepted. The leaf is rebuilt from the transaction itself. */
export interface HistoryProof {
  format: 'incola-ledger-proof';
  version: 1;
  kind: 'history';
  /** `genesisDigest`, base64url. */
  genesis: string;
  ledgerTransaction: LedgerTransaction;
  /** Height of its block, which its leaf names. */
  height: number;
  inclusion: InclusionProof;
  attestation: Attestation;
}

/** A key's bucket in the state tree: all its entries, and the sibling hashes up to the state root, 12 or more. */
export interface StateEntryProof {
  key: string;
  /** The value at that root, or `null`: the bucket shows that the key is absent. */
  value: JsonValue;
  /** `[sha-256 of the key, digest of the value]` pairs of the bucket, base64url, sorted by the first. */
  bucket: [string, string][];
  path: string[];
}

/** At this root, these keys have these values. The root stands in the log's last leaf at the attested size. */
export interface StateProof {
  format: 'incola-ledger-proof';
  version: 1;
  kind: 'state';
  genesis: string;
  entries: StateEntryProof[];
  blockEnd: BlockEndLeaf;
  inclusion: InclusionProof;
  attestation: Attestation;
}

/**
 * The proof of one receipt (or withdrawal, erasure) in a periodic anchor, whole: commitment → anchor root → accepted
 * anchor transaction → attested log root. What `npm run ledger:verify` reads.
 */
export interface AnchoredCommitmentProof {
  format: 'incola-ledger-proof';
  version: 1;
  kind: 'anchored_commitment';
  /** 32 bytes, base64url. */
  commitment: string;
  inclusion: InclusionProof;
  anchor: HistoryProof;
}

export type LedgerProof = HistoryProof | StateProof | AnchoredCommitmentProof;

/** The leaf that ends every non-empty block. */
export interface BlockEndLeaf {
  height: number;
  /** Seconds since the epoch, of the block context. */
  time: number;
  /** Root of the state tree after this block, base64url. */
  stateRoot: string;
}

/** A validator that signed the attested block. */
export interface SigningValidator {
  /** DID. */
  member: string;
  /** Ed25519, base64url. */
  publicKey: string;
  /** Seconds since the epoch, by the validator's own clock. */
  signedAt: number;
}

/** A college that attested a root. */
export interface AttestedCollege {
  college: College;
  /** Seconds since the epoch: time of the cosignature, or of the header that the validators signed. */
  cosignedAt: number;
  /** Those of its validators that signed; absent for a checkpoint. */
  validators?: SigningValidator[];
}

/** What a verified proof rests on. */
export interface AttestedRoot {
  origin: string;
  size: number;
  root: Uint8Array;
  /** All three colleges, or the proof fails. */
  colleges: AttestedCollege[];
  operators: 'single' | 'independent';
  /** The attested block of the network, which the caller may trust from now on; absent for a checkpoint. */
  block?: TrustedBlock;
}
