import { refusal } from '#primitives';
import { emptyRoot, nodeHash } from './merkle-tree.js';

/** The hash of the complete subtree over leaves [index · 2^level, (index + 1) · 2^level). Level 0: a leaf hash. */
export type SubtreeHash = (level: number, index: number) => Uint8Array;

/** A complete subtree's place. */
export interface SubtreePlace {
  level: number;
  index: number;
}

/** The complete subtrees, largest first, that cover leaves [start, end); `start` is where a subtree may begin. */
export function subtreesOf(start: number, end: number): SubtreePlace[] {
  const places: SubtreePlace[] = [];
  let position = start;
  while (position < end) {
    let level = 0;
    while (position % 2 ** (level + 1) === 0 && position + 2 ** (level + 1) <= end) level++;
    places.push({ level, index: position / 2 ** level });
    position += 2 ** level;
  }
  return places;
}

/** RFC 6962 §2.1: the hash of leaves [start, end) from complete subtrees, folded from the right. */
export function rangeHash(subtree: SubtreeHash, start: number, end: number): Uint8Array {
  const hashes = subtreesOf(start, end).map(({ level, index }) => subtree(level, index));
  return foldSubtrees(hashes);
}

/** Joins neighbouring subtrees, largest first, into one root. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot();
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * RFC 6962 §2.1.1 over stored subtrees: the ranges of leaves whose hashes make a leaf's path, from the leaf upwards.
 * @throws `leaf_out_of_range`
 */
export function inclusionRanges(index: number, size: number): [number, number][] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw refusal('leaf_out_of_range', 'The tree has no leaf of this index.');
  }
  const ranges: [number, number][] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    let split = 1;
    while (split * 2 < end - start) split *= 2;
    const middle = start + split;
    if (index < middle) {
      ranges.push([middle, end]);
      end = middle;
    } else {
      ranges.push([start, middle]);
      start = middle;
    }
  }
  return ranges.reverse();
}
