import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyProof,
  emptyRoot,
  inclusionPath,
  inclusionRanges,
  leafHash,
  MerkleTree,
  merkleRoot,
  rangeHash,
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
} from '#ledger';
import { decodeHex, encodeHex, encodeUtf8 } from '#primitives';

interface Vectors {
  leaves: string[];
  roots: string[];
  inclusion: { index: number; size: number; path: string[] }[];
  consistency: { first: number; second: number; proof: string[] }[];
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/vectors/rfc6962/merkle-tree.json', import.meta.url), 'utf8'),
) as Vectors;
const leaves = vectors.leaves.map(decodeHex);
const rootOf = (size: number) => decodeHex(vectors.roots[size] ?? '');

/** Complete subtrees of a list of leaves, by definition. */
const subtreesOver =
  (data: readonly Uint8Array[]) =>
  (level: number, index: number): Uint8Array =>
    merkleRoot(data.slice(index * 2 ** level, (index + 1) * 2 ** level));

describe('the Merkle tree of RFC 6962', () => {
  it('has the published roots for every size', () => {
    for (const [size, root] of vectors.roots.entries()) {
      expect(encodeHex(merkleRoot(leaves.slice(0, size)))).toBe(root);
      expect(encodeHex(rangeHash(subtreesOver(leaves), 0, size))).toBe(root);
    }
    expect(emptyRoot()).toEqual(rootOf(0));
  });

  it('makes and verifies the published inclusion paths', () => {
    for (const { index, size, path } of vectors.inclusion) {
      const made = inclusionPath(leaves.slice(0, size), index);
      expect(made.map(encodeHex)).toEqual(path);
      const hash = leafHash(leaves[index] ?? new Uint8Array());
      expect(verifyInclusion(hash, { index, size, path: made }, rootOf(size))).toBe(true);
      const ranges = inclusionRanges(index, size).map(([start, end]) => rangeHash(subtreesOver(leaves), start, end));
      expect(ranges).toEqual(made);
    }
  });

  it('makes and verifies the published consistency proofs', () => {
    for (const { first, second, proof } of vectors.consistency) {
      const made = consistencyProof(subtreesOver(leaves), first, second);
      expect(made.map(encodeHex)).toEqual(proof);
      const heads = [first, second].map((size) => ({ size, root: rootOf(size) })) as [Head, Head];
      expect(verifyConsistency(...heads, made)).toBe(true);
    }
  });

  it('refuses an inclusion path that was changed in any published way', () => {
    for (const { index, size, path } of vectors.inclusion) {
      const hashes = path.map(decodeHex);
      const hash = leafHash(leaves[index] ?? new Uint8Array());
      const flipped = hashes.map((one, place) =>
        place === 0 ? one.map((byte, at) => (at === 0 ? byte ^ 8 : byte)) : one,
      );
      const wrong: [Uint8Array, number, number, Uint8Array[]][] = [
        [hash, index - 1, size, hashes],
        [hash, index + 1, size, hashes],
        [hash, index, size * 2, hashes],
        [hash, index, Math.floor(size / 2), hashes],
        [encodeUtf8('WrongLeaf'), index, size, hashes],
        [hash, index, size, [...hashes, new Uint8Array()]],
        [hash, index, size, [...hashes, rootOf(size)]],
        [hash, index, size, [rootOf(size), ...hashes]],
        ...(hashes.length > 0
          ? ([
              [hash, index, size, flipped],
              [hash, index, size, hashes.slice(1)],
            ] as never[])
          : []),
      ];
      for (const [leaf, at, of, changed] of wrong) {
        expect(verifyInclusion(leaf, { index: at, size: of, path: changed }, rootOf(size))).toBe(false);
      }
      expect(verifyInclusion(hash, { index, size, path: hashes }, emptyRoot())).toBe(false);
    }
    expect(rootFromInclusion(leafHash(encodeUtf8('x')), { index: 0, size: 0, path: [] })).toBeUndefined();
    for (const index of [-1, 8, 0.5]) {
      expect(() => inclusionPath(leaves, index)).toThrow(expect.objectContaining({ code: 'leaf_out_of_range' }));
    }
  });

  it('refuses a consistency proof that was changed in any published way', () => {
    for (const { first, second, proof } of vectors.consistency.filter((one) => one.proof.length > 0)) {
      const hashes = proof.map(decodeHex);
      const older = { size: first, root: rootOf(first) };
      const newer = { size: second, root: rootOf(second) };
      expect(verifyConsistency({ ...older, size: first + 1 }, newer, hashes)).toBe(false);
      expect(verifyConsistency({ ...older, size: first - 1 }, newer, hashes)).toBe(false);
      expect(verifyConsistency(older, { ...newer, size: second * 2 }, hashes)).toBe(false);
      expect(verifyConsistency(older, { ...newer, size: Math.floor(second / 2) }, hashes)).toBe(false);
      expect(verifyConsistency({ ...older, root: newer.root }, { ...newer, root: older.root }, hashes)).toBe(false);
      for (const changed of [[], [...hashes, newer.root], [older.root, ...hashes], hashes.slice(0, -1)]) {
        expect(verifyConsistency(older, newer, changed)).toBe(false);
      }
    }
    expect(verifyConsistency({ size: 2, root: rootOf(2) }, { size: 1, root: rootOf(1) }, [])).toBe(false);
    expect(verifyConsistency({ size: 0, root: rootOf(1) }, { size: 1, root: rootOf(1) }, [])).toBe(false);
  });

  it('refuses a consistency proof for another beginning, of another length, or between sizes that are none', () => {
    const head = (size: number) => ({ size, root: rootOf(size) });
    const other = { root: new Uint8Array(32) };
    for (const { first, second, proof } of vectors.consistency) {
      const hashes = proof.map(decodeHex);
      expect(verifyConsistency(head(first), head(second), hashes)).toBe(true);
      expect(verifyConsistency({ ...head(first), ...other }, head(second), hashes)).toBe(false);
      expect(verifyConsistency(head(first), { ...head(second), ...other }, hashes)).toBe(false);
      expect(verifyConsistency(head(first), head(second), [...hashes, new Uint8Array(32)])).toBe(false);
      for (const place of hashes.keys()) {
        const short = hashes.with(place, (hashes[place] ?? new Uint8Array()).slice(1));
        expect(verifyConsistency(head(first), head(second), short)).toBe(false);
      }
    }
    expect(verifyConsistency(head(0), head(3), [])).toBe(true);
    for (const size of [-1, 1.5, Number.NaN, 2 ** 53]) {
      expect(verifyConsistency({ ...head(1), size }, head(3), [])).toBe(false);
      expect(verifyConsistency(head(1), { ...head(3), size }, [])).toBe(false);
    }
    const subtrees = subtreesOver(leaves);
    expect(consistencyProof(subtrees, 0, 3)).toEqual([]);
    for (const [first, second] of [
      [-1, 3],
      [4, 3],
    ] as const) {
      expect(() => consistencyProof(subtrees, first, second)).toThrow(
        expect.objectContaining({ code: 'sizes_out_of_order' }),
      );
    }
  });

  it('proves every leaf and every earlier size of trees of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, leafSeed, firstSeed) => {
        const data = Array.from({ length: size }, (_, index) => Uint8Array.of(index));
        const tree = new MerkleTree(data);
        const index = leafSeed % size;
        const first = firstSeed % (size + 1);
        const path = tree.inclusionPath(index);
        const older = { size: first, root: merkleRoot(data.slice(0, first)) };
        return (
          verifyInclusion(leafHash(Uint8Array.of(index)), { index, size, path }, tree.root) &&
          verifyConsistency(older, { size, root: tree.root }, consistencyProof(subtreesOver(data), first, size))
        );
      }),
    );
  });

  it('holds the largest periodic anchor, 2^18 leaves', () => {
    const data = Array.from({ length: 2 ** 18 }, (_, index) => Uint8Array.of(index, index >> 8, index >> 16));
    const tree = new MerkleTree(data);
    const path = tree.inclusionPath(200_000);
    expect(path).toHaveLength(18);
    const hash = leafHash(data[200_000] ?? new Uint8Array());
    expect(verifyInclusion(hash, { index: 200_000, size: 2 ** 18, path }, tree.root)).toBe(true);
  });
});

type Head = { size: number; root: Uint8Array };
