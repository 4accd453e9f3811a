/** How often snapshots are made, and how much of the past a node keeps. */
export interface SnapshotPolicy {
  /** One in each stretch of so many heights. */
  interval: number;
  /** So many snapshots stay: whoever restores one while newer ones are made still finds it. */
  kept: number;
  /** The engine keeps so many blocks at least. */
  keptBlocks: number;
}

/** A quiet network makes a block in 25 seconds: 50,000 are the two weeks of the trusting period. */
export const DEFAULT_SNAPSHOT_POLICY: SnapshotPolicy = { interval: 1000, kept: 3, keptBlocks: 50_000 };
