import type { LightBlock } from '#ledger';

/** What a restart goes on from: the blocks that lead from the genesis to the newest one that was verified. */
export interface StoredTrust {
  /** In ascending order; the newest go into every proof: as long as that is all of them, anyone can follow from the genesis. */
  bridge: readonly LightBlock[];
  newest: LightBlock;
}

/**
 * Where a follower keeps the network's blocks that it verified. The nodes don't keep them for good: they prune, and a node that
 * was restored by state sync never had them.
 */
export interface FollowedBlocks {
  /** @returns `undefined` where no block was ever verified */
  load(): Promise<StoredTrust | undefined>;
  /** One transaction, in place of what was kept; durable when it returns. */
  save(trust: StoredTrust): Promise<void>;
}
