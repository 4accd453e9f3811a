export interface Retention {
  /** Of the block that was committed. */
  height: number;
  /** Of the oldest snapshot that is there. */
  oldestSnapshot: number | undefined;
  /** So many blocks stay at least. */
  keptBlocks: number;
}

/**
 * The first block that the engine keeps (ABCI, `Commit.retain_height`); 0 keeps all. What this node replays after a crash is its
 * last block; what others fetch from it is what follows a snapshot that it offers, so that nothing goes while there is none.
 * Headers, commits and validators within the evidence's age stay in the engine whatever is said here (CometBFT,
 * `BlockStore.PruneBlocks`).
 */
export function retainHeight({ height, oldestSnapshot, keptBlocks }: Retention): number {
  if (oldestSnapshot === undefined) return 0;
  return Math.max(0, Math.min(height - keptBlocks, oldestSnapshot));
}
