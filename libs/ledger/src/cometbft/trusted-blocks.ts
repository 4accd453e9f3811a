import { compareTimes } from './light-block.js';
import type { NetworkTrust } from './network-trust.js';
import type { TrustedBlock } from './trusted-block.js';

/** Blocks that are kept: a proof that is a little older than the newest one still has a beginning. */
const MAX_KEPT = 3;
/** The newest block moves on this often in a trusting period: often enough never to expire, seldom enough to be cheap to keep. */
const STEPS_PER_PERIOD = 14;

/**
 * What a live decision may begin at, newest first: the genesis as well, as long as it is young enough.
 * @param known blocks that were verified or vouched for
 * @param now seconds since the epoch
 */
export function startingBlocks(
  known: readonly TrustedBlock[],
  { genesisBlock, trustingPeriodSeconds }: Pick<NetworkTrust, 'genesisBlock' | 'trustingPeriodSeconds'>,
  now: number,
): TrustedBlock[] {
  const byHeight = new Map([genesisBlock, ...known].map((block) => [block.height, block]));
  return [...byHeight.values()]
    .filter(({ time }) => compareTimes({ ...time, seconds: time.seconds + trustingPeriodSeconds }, at(now)) > 0)
    .sort((first, second) => second.height - first.height);
}

/**
 * What is kept after a block was verified. The newest one is never replaced by a slightly later one: proofs of the same hour,
 * whichever service they come from, go on from the same block.
 * @param kept oldest first
 * @returns `kept` itself where nothing changes
 */
export function keepNewest(
  kept: readonly TrustedBlock[],
  block: TrustedBlock,
  { trustingPeriodSeconds }: Pick<NetworkTrust, 'trustingPeriodSeconds'>,
): readonly TrustedBlock[] {
  const newest = kept.at(-1);
  if (newest === undefined) return [block];
  const step = Math.floor(trustingPeriodSeconds / STEPS_PER_PERIOD);
  const isLater = block.height > newest.height && block.time.seconds - newest.time.seconds >= step;
  return isLater ? [...kept, block].slice(-MAX_KEPT) : kept;
}

function at(seconds: number): { seconds: number; nanos: number } {
  return { seconds, nanos: 0 };
}
