import { inclusionPath, merkleRoot } from '#ledger';
import type { InclusionProof } from '#ledger';
import { assertOurs, compareBytes, domainDigest, encodeBase64url, equalBytes } from '#primitives';

/** Sizes of a periodic anchor's tree (design §5): the size tells no more than these three. */
export const ANCHOR_TREE_SIZES = [2 ** 10, 2 ** 14, 2 ** 18] as const;

export interface AnchorTree {
  /** RFC 6962 root, 32 bytes. */
  root: Uint8Array;
  size: number;
  /** 32 bytes each, in the tree's order. */
  leaves: Uint8Array[];
}

/**
 * The mixed tree of one period. Random leaves fill it to the next size; all leaves are then sorted by value, which for
 * salted digests is an order that tells neither time nor kind. The fill is derived from the seed, so that a restart
 * builds the same root from the stored commitments and 32 bytes, and nothing else has to be kept.
 * @param commitments 32 bytes each, distinct, at most 2^18
 * @param seed 32 random bytes, secret: who knows them can tell the fill from the rest
 */
export function buildAnchorTree(commitments: readonly Uint8Array[], seed: Uint8Array): AnchorTree {
  assertOurs(seed.length === 32, 'a seed is 32 bytes');
  const size = ANCHOR_TREE_SIZES.find((candidate) => candidate >= commitments.length);
  assertOurs(size !== undefined, 'one period holds at most 2^18 commitments');
  const leaves = [...commitments];
  for (let index = 0; leaves.length < size; index++) leaves.push(fillLeaf(seed, index));
  leaves.sort(compareBytes);
  return { root: merkleRoot(leaves), size, leaves };
}

/** @returns the commitment's place in the tree, or `undefined` where it is not in it. */
export function commitmentProof(tree: AnchorTree, commitment: Uint8Array): InclusionProof | undefined {
  const index = tree.leaves.findIndex((leaf) => equalBytes(leaf, commitment));
  if (index === -1) return undefined;
  return { index, size: tree.size, path: inclusionPath(tree.leaves, index).map(encodeBase64url) };
}

function fillLeaf(seed: Uint8Array, index: number): Uint8Array {
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, index);
  return domainDigest('incola:anchor-fill:1', seed, number);
}
