import { describe, expect, test } from '@jest/globals';
import { decodeInclusion, leafHash, verifyInclusion } from '#ledger';
import { sha256 } from '#primitives';
import { ANCHOR_TREE_SIZES, buildAnchorTree, commitmentProof } from '#consent';

describe('An anchor’s tree', () => {
  const seed = new Uint8Array(32).fill(7);
  const commitmentsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => sha256(Uint8Array.of(index >> 8, index & 255)));

  test('is filled to 2^10, else 2^14, and built the same again from the same seed in any order', () => {
    const some = commitmentsOf(5);
    const tree = buildAnchorTree(some, seed);
    expect(tree.size).toBe(ANCHOR_TREE_SIZES[0]);
    expect(buildAnchorTree(some.toReversed(), seed).root).toEqual(tree.root);
    expect(buildAnchorTree([], seed).size).toBe(1_024);
    expect(buildAnchorTree(commitmentsOf(1_025), seed).size).toBe(16_384);
  });
  test('has another root with another seed, and no place for what it does not hold', () => {
    const tree = buildAnchorTree(commitmentsOf(5), seed);
    expect(buildAnchorTree(commitmentsOf(5), new Uint8Array(32)).root).not.toEqual(tree.root);
    expect(commitmentProof(tree, new Uint8Array(32))).toBeUndefined();
  });
  test('proves every commitment', () => {
    const all = commitmentsOf(20);
    const tree = buildAnchorTree(all, seed);
    for (const each of all) {
      const proof = commitmentProof(tree, each);
      expect(proof && verifyInclusion(leafHash(each), decodeInclusion(proof), tree.root)).toBe(true);
    }
  });
});
