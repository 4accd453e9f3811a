import type { FollowedBlocks } from '#anchoring/consensus';
import { trustBlock, type TrustFile } from '#ledger';

/**
 * The trust file as whoever begins today needs it: on a network, with the newest block that we verified, since the genesis is
 * believed for one trusting period only.
 */
export async function renewTrustFile(trustFile: TrustFile, blocks: Pick<FollowedBlocks, 'load'>): Promise<TrustFile> {
  if (trustFile.genesis.consensus === undefined) return trustFile;
  const verified = await blocks.load();
  return verified === undefined ? trustFile : { ...trustFile, trustedBlock: trustBlock(verified.newest) };
}
