/**
 * What of a block of CometBFT travels in our proofs: enough to recompute its hash and to verify who signed it.
 * Hashes and signatures are base64url without padding, numbers are JSON numbers; the names are CometBFT's.
 */
export interface LightBlock {
  header: CometbftHeader;
  commit: CometbftCommit;
  /** The validator set of this height, in CometBFT's order (power descending, then address), which its hash depends on. */
  validators: CometbftValidator[];
}

/** google.protobuf.Timestamp. */
export interface CometbftTime {
  /** Since the epoch. */
  seconds: number;
  /** 0 to 999,999,999. */
  nanos: number;
}

/** `tendermint.types.PartSetHeader` */
export interface PartSetHeader {
  total: number;
  /** 32 bytes; none in the last block id of the first block. */
  hash: string;
}

/** `tendermint.types.BlockID` */
export interface BlockId {
  hash: string;
  partSetHeader: PartSetHeader;
}

/** `tendermint.types.Header`. The app hash is that of the state after the block before. */
export interface CometbftHeader {
  version: { block: number; app: number };
  chainId: string;
  height: number;
  time: CometbftTime;
  lastBlockId: BlockId;
  /** Of these hashes some may be empty in CometBFT's first block. */
  lastCommitHash: string;
  dataHash: string;
  validatorsHash: string;
  nextValidatorsHash: string;
  consensusHash: string;
  appHash: string;
  lastResultsHash: string;
  evidenceHash: string;
  /** 20 bytes. */
  proposerAddress: string;
}

/**
 * `tendermint.types.Commit` without what the header says already: its height and the block's hash are the header's own, and a
 * signature's validator is known by its place.
 */
export interface CometbftCommit {
  round: number;
  partSetHeader: PartSetHeader;
  /** One for each validator, in their order: its precommit for this block; `null` where it was absent or voted for none. */
  signatures: (CommitSignature | null)[];
}

export interface CommitSignature {
  /** When the validator signed, by its own clock. */
  timestamp: CometbftTime;
  /** Ed25519, 64 bytes. */
  signature: string;
}

export interface CometbftValidator {
  /** Ed25519, 32 bytes. */
  publicKey: string;
  power: number;
}

/** @returns below zero where the first is earlier */
export function compareTimes(first: CometbftTime, second: CometbftTime): number {
  return first.seconds - second.seconds || first.nanos - second.nanos;
}
