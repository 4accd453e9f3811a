import { assertOurs } from '#primitives';
import {
  consistencyProof,
  inclusionRanges,
  rangeHash,
  subtreesOf,
  type InclusionPath,
  type SubtreeHash,
  type SubtreePlace,
} from '#ledger';
import type { LogStorage } from './log-storage.js';

/**
 * RFC 6962 §2.1.1 from stored subtrees, in one read. The log may have grown beyond `size` meanwhile.
 * @throws `leaf_out_of_range`
 */
export async function proveInclusion(
  storage: Pick<LogStorage, 'readNodes'>,
  index: number,
  size: number,
): Promise<InclusionPath> {
  const ranges = inclusionRanges(index, size);
  const subtree = await readSubtrees(
    storage,
    ranges.flatMap(([start, end]) => subtreesOf(start, end)),
  );
  return { index, size, path: ranges.map(([start, end]) => rangeHash(subtree, start, end)) };
}

/** RFC 6962 §2.1.2 from stored subtrees, in one read. @throws `sizes_out_of_order` */
export async function proveConsistency(
  storage: Pick<LogStorage, 'readNodes'>,
  first: number,
  second: number,
): Promise<Uint8Array[]> {
  const places: SubtreePlace[] = [];
  const nothing = new Uint8Array(32);
  consistencyProof((level, index) => (places.push({ level, index }), nothing), first, second);
  return consistencyProof(await readSubtrees(storage, places), first, second);
}

async function readSubtrees(
  storage: Pick<LogStorage, 'readNodes'>,
  places: readonly SubtreePlace[],
): Promise<SubtreeHash> {
  const hashes = places.length === 0 ? [] : await storage.readNodes(places);
  const byPlace = new Map(places.map(({ level, index }, place) => [`${level}/${index}`, hashes[place]]));
  return (level, index) => {
    const hash = byPlace.get(`${level}/${index}`);
    assertOurs(hash?.length === 32, 'every complete subtree is stored');
    return hash;
  };
}
