import type { JsonValue } from '#primitives';
import type { College } from '#ledger';
import type { CompletedNode, LogStorage, StoredFrontier } from '#anchoring/log';
import type { StateWrite } from '#anchoring/contract';

/** The engine and its three cosigners: each keeps a state of its own and shares nothing with the others. */
export type ReplicaName = 'engine' | College;

/** How far a replica has come. For a cosigner it is the last tree head that it will ever contradict by signing. */
export interface ReplicaPosition {
  height: number;
  /** Seconds since the epoch, of the last block. */
  time: number;
  /** base64url */
  stateRoot: string;
  frontier: StoredFrontier;
}

export interface StoredReplica {
  name: ReplicaName;
  position: ReplicaPosition;
  entries: (readonly [string, JsonValue])[];
}

export interface StoredLedger {
  replicas: StoredReplica[];
}

/** Where an accepted ledger transaction stands. */
export interface StoredPlace {
  height: number;
  /** Of its leaf. */
  index: number;
}

export interface StoredBlock {
  height: number;
  /** Index of the first leaf. */
  start: number;
  leaves: Uint8Array[];
  nodes: CompletedNode[];
  /** Ids of the block's ledger transactions. */
  places: (StoredPlace & { id: string })[];
  /** What each replica writes into its own tables. A `null` value deletes the key. */
  replicas: { name: ReplicaName; position: ReplicaPosition; writes: StateWrite[] }[];
}

/**
 * The engine's storage. Tables (prefix of the owner):
 * - `ledger_leaves`: `index` integer PK, `height` integer, `leaf` text (base64url of the leaf's bytes)
 * - `ledger_nodes`: PK (`level` integer, `index` integer), `hash` text (base64url)
 * - `ledger_places`: `id` varchar(43) PK, `height` integer, `index` integer
 * - `ledger_replicas`: `name` varchar(32) PK, `position` simple-json
 * - `ledger_state`: PK (`replica` varchar(32), `key` varchar(4096)), `value` simple-json
 *
 * Leaves, nodes and places are only ever inserted: a second insert of the same key must fail. One process writes.
 */
export interface LedgerStorage extends LogStorage {
  /** @returns `undefined` where no block was ever stored, not even the genesis block */
  load(): Promise<StoredLedger | undefined>;
  /** One transaction: when it returns, all of the block is durable; when it throws, the engine loads anew. */
  appendBlock(block: StoredBlock): Promise<void>;
  findPlace(ledgerTransactionId: string): Promise<StoredPlace | undefined>;
}
