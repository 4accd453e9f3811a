import { equalBytes, refusal } from '#primitives';
import { emptyRoot, nodeHash } from './merkle-tree.js';
import { rangeHash, type SubtreeHash } from './subtree-hash.js';

/**
 * RFC 6962 §2.1.2: that the tree of `first` leaves is the beginning of the tree of `second` leaves.
 * @param subtree hashes of complete subtrees of the larger tree
 * @throws `sizes_out_of_order` unless 0 ≤ first ≤ second
 */
export function consistencyProof(subtree: SubtreeHash, first: number, second: number): Uint8Array[] {
  if (first < 0 || first > second) throw refusal('sizes_out_of_order', 'The first size is not below the second.');
  if (first === 0 || first === second) return [];
  const proof: Uint8Array[] = [];
  let [start, end, whole] = [0, second, true];
  let target = first;
  const siblings: Uint8Array[] = [];
  while (target !== end - start) {
    const split = largestPowerBelow(end - start);
    if (target <= split) {
      siblings.push(rangeHash(subtree, start + split, end));
      end = start + split;
    } else {
      siblings.push(rangeHash(subtree, start, start + split));
      start += split;
      target -= split;
      whole = false;
    }
  }
  if (!whole) proof.push(rangeHash(subtree, start, end));
  return [...proof, ...siblings.reverse()];
}

/** RFC 9162 §2.1.4.2, for the trees of RFC 6962. An empty tree is the beginning of every tree. */
export function verifyConsistency(
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(first.size) || !Number.isSafeInteger(second.size)) return false;
  if (first.size < 0 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && equalBytes(first.root, second.root);
  if (first.size === 0) return proof.length === 0 && equalBytes(first.root, emptyRoot());
  let position = first.size - 1;
  let last = second.size - 1;
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  const hashes = position === 0 ? [first.root, ...proof] : [...proof];
  const seed = hashes.shift();
  if (seed === undefined || hashes.some((hash) => hash.length !== 32)) return false;
  let [older, newer] = [seed, seed];
  for (const hash of hashes) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else newer = nodeHash(newer, hash);
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equalBytes(older, first.root) && equalBytes(newer, second.root);
}

/** The largest power of two smaller than `count`, which is at least 2 (RFC 6962 §2.1). */
export function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function half(position: number): number {
  return Math.floor(position / 2);
}
