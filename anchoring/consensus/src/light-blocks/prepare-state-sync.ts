import { encodeHex, refusal, secondsOf, type Clock } from '#primitives';
import { headerHash } from '#ledger';
import type { StateSyncStart } from '../network/engine-configuration.js';
import type { LightBlockServer } from './listen.js';
import { serveVerifiedBlocks } from './serve-verified-blocks.js';
import type { VerifiedLightBlocks } from './verified-light-blocks.js';

/** A state sync takes less; the light client's trust must not end in the midst of it. */
const MARGIN_SECONDS = 6 * 3600;

export interface StateSyncPreparation {
  start: StateSyncStart;
  /** Ends the service of light blocks, once the node has the ledger. */
  close(): Promise<void>;
}

/**
 * Verifies from the genesis which block the engine's light client may begin with, and serves it light blocks on loopback, each
 * verified here first: the engine needs two addresses to ask, and both are ours.
 * @throws `light_blocks_too_old` where the sources have no block of the trusting period; what `VerifiedLightBlocks` throws
 */
export async function prepareStateSync(blocks: VerifiedLightBlocks, clock: Clock): Promise<StateSyncPreparation> {
  const { latest } = await blocks.range();
  const newest = await blocks.at(latest);
  const oldestTime = secondsOf(clock) - blocks.trustingPeriodSeconds + MARGIN_SECONDS;
  if (newest.block.header.time.seconds <= oldestTime) {
    throw refusal('light_blocks_too_old', 'The newest block of the sources is older than the trusting period.');
  }
  const trusted = await findOldest(blocks, oldestTime);
  const { header } = (await blocks.at(trusted)).block;
  const servers = await serveTwice(blocks);
  const [first, second] = servers;
  return {
    start: {
      trustedHeight: header.height,
      trustedHash: encodeHex(headerHash(header)).toUpperCase(),
      newestHeight: latest,
      trustingPeriodSeconds: blocks.trustingPeriodSeconds,
      lightBlockPorts: [first.port, second.port],
    },
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}

/**
 * The oldest block there is within the trusting period, or one near it: the engine follows the validators forwards in a few
 * steps, but goes back to an older snapshot block by block.
 */
async function findOldest(blocks: VerifiedLightBlocks, oldestTime: number): Promise<number> {
  const { earliest, latest } = await blocks.range();
  // What is older than the beginning follows from what it names as the block before, which the engine looks at for itself.
  let [low, high] = [Math.max(earliest, blocks.beginning.height + 1), latest];
  if (low > high) throw refusal('light_blocks_too_old', "The sources have no block after the trust file's own.");
  const isTrusted = async (height: number) => (await blocks.at(height)).block.header.time.seconds > oldestTime;
  if (await isTrusted(low)) return low;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isTrusted(middle)) high = middle;
    else low = middle;
  }
  return high;
}

async function serveTwice(blocks: VerifiedLightBlocks): Promise<[LightBlockServer, LightBlockServer]> {
  return [await serveVerifiedBlocks(blocks), await serveVerifiedBlocks(blocks)];
}
