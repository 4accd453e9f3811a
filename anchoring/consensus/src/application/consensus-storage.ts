import type { JsonValue } from '#primitives';
import type { BlockEndLeaf, Validator } from '#ledger';
import type { StateWrite } from '#anchoring/contract';
import type { CompletedNode, LogStorage, StoredFrontier } from '#anchoring/log';

/** Validators that vote on blocks from a height on, until the next set. */
export interface ActingValidators {
  /** The first height that they vote on. */
  from: number;
  validators: readonly Validator[];
}

/** How far the application has come, with everything that a restart needs besides the state's entries. */
export interface ApplicationPosition {
  /** `genesisDigest` of the ledger, base64url. */
  genesis: string;
  /** Height of the last committed block, which may have been empty; 0 after the genesis. */
  height: number;
  /** Seconds since the epoch, of that block. */
  time: number;
  /** The log's last leaf: how the last block ended in which something was accepted. */
  blockEnd: BlockEndLeaf;
  frontier: StoredFrontier;
  /** Oldest first: those who voted on the last block, and whoever follows them. */
  validatorSets: readonly ActingValidators[];
  /**
   * What the engine is told of it (`ledgerAppHash`), base64url, so that it can be told before anything else is loaded. Absent after
   * the genesis, and where a snapshot or an earlier program left it out.
   */
  appHash?: string;
  /** It came from a snapshot, and no block was committed since: the engine may have lost what it knew, and offer another one. */
  isRestored?: true;
}

export interface StoredApplication {
  position: ApplicationPosition;
  entries: (readonly [string, JsonValue])[];
}

/** Where an accepted ledger transaction stands. */
export interface StoredPlace {
  height: number;
  /** Of its leaf. */
  index: number;
}

/** All that a block changes; an empty one moves the position only. */
export interface CommittedBlock {
  position: ApplicationPosition;
  /** Index of the first leaf. */
  start: number;
  leaves: readonly Uint8Array[];
  nodes: readonly CompletedNode[];
  /** Ids of the accepted ledger transactions. */
  places: readonly (StoredPlace & { id: string })[];
  /** A `null` value deletes the key. */
  writes: readonly StateWrite[];
}

/**
 * The storage of one replica: state, log and height. Leaves, nodes and places are only ever inserted: a second insert of the
 * same key must fail. One process writes.
 */
export interface ConsensusStorage extends LogStorage {
  /** @returns `undefined` where not even the genesis was stored */
  load(): Promise<StoredApplication | undefined>;
  /** One transaction: when it returns, all of the block is durable; when it throws, nobody knows, and the application loads anew. */
  commitBlock(block: CommittedBlock): Promise<void>;
  findPlace(ledgerTransactionId: string): Promise<StoredPlace | undefined>;
}
