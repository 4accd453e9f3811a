import type { SubtreePlace } from '#ledger';

/** What reading the log needs: leaves in order, and the hashes of its complete subtrees. Both are append-only. */
export interface LogStorage {
  /** Leaves [start, start + count), fewer where the log ends. */
  readLeaves(start: number, count: number): Promise<Uint8Array[]>;
  /** Hashes in the order asked; every complete subtree of the log is there, leaf hashes as level 0. */
  readNodes(places: readonly SubtreePlace[]): Promise<Uint8Array[]>;
}
