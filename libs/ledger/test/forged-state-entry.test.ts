import { expect, it } from '@jest/globals';
import { nodeHash, StateTree, stateKeyHash, verifyInclusion, verifyStateEntry, type StateEntryProof } from '#ledger';
import { compareBytes, decodeBase64url, encodeBase64url, sha256 } from '#primitives';
import { bucketDigest, bucketOfEntries, MAX_BUCKET_ENTRIES } from '../src/state-bucket.js';
import { MAX_STATE_PATH } from '../src/state-entry-shape.js';
import { branchOf, stateNodeDigest } from '../src/state-node.js';

/** The root to which somebody's proof leads, whatever stands in it: as if the tree had been made so. */
function rootOf({ key, bucket, path }: StateEntryProof): Uint8Array {
  const entries = bucket.map(([hash, digest]) => ({
    keyHash: decodeBase64url(hash),
    valueDigest: decodeBase64url(digest),
  }));
  const keyHash = stateKeyHash(key);
  return path.map(decodeBase64url).reduce(
    (node, sibling, place) => {
      const isRight = branchOf(keyHash, path.length - 1 - place) === 1;
      return isRight ? stateNodeDigest(sibling, node) : stateNodeDigest(node, sibling);
    },
    bucketDigest(bucketOfEntries(entries)),
  );
}

type Pair = [string, string];
const proof = new StateTree([['member/one', 1]]).prove('member/one');
const [own] = proof.bucket as [Pair];
const digest = encodeBase64url(sha256());
/** Another hash of the same place. */
const beside = (last: number): Pair => [encodeBase64url(decodeBase64url(own[0]).with(31, last)), digest];
const sorted = (...pairs: Pair[]) =>
  pairs.sort((one, other) => compareBytes(decodeBase64url(one[0]), decodeBase64url(other[0])));
const others = (count: number) =>
  Array.from({ length: 256 }, (_, last) => beside(last))
    .filter(([hash]) => hash !== own[0])
    .slice(0, count);
const foreign = encodeBase64url(decodeBase64url(own[0]).map((byte, place) => (place === 0 ? byte ^ 0x80 : byte)));
const short = encodeBase64url(new Uint8Array(31));
const hashes = (count: number) => new Array<string>(count).fill(digest);

it('an entry is proven by whatever leads to the root and is as trees are made', () => {
  expect(verifyStateEntry(proof, rootOf(proof))).toBe(true);
  const full = { ...proof, bucket: sorted(own, ...others(MAX_BUCKET_ENTRIES - 1)) };
  expect(verifyStateEntry(full, rootOf(full))).toBe(true);
  const deep = { ...proof, path: hashes(MAX_STATE_PATH) };
  expect(verifyStateEntry(deep, rootOf(deep))).toBe(true);
});

it.each<[what: string, changes: Partial<StateEntryProof>]>([
  ['a bucket whose keys are not in order', { bucket: sorted(own, ...others(1)).reverse() }],
  ['a key twice, with one value', { bucket: [own, own] }],
  ['a key twice, with two values', { bucket: [own, [own[0], digest]] }],
  ['a key of another place', { bucket: sorted(own, [foreign, digest]) }],
  ['more keys than a bucket holds', { bucket: sorted(own, ...others(MAX_BUCKET_ENTRIES)) }],
  ['the digest of a value cut short', { bucket: sorted(own, [beside(own[0] === beside(1)[0] ? 2 : 1)[0], short]) }],
  ['a path that is too short', { path: proof.path.slice(1) }],
  ['a path that is too long', { path: hashes(MAX_STATE_PATH + 1) }],
  ['a hash cut short in its path', { path: proof.path.with(3, short) }],
])('nothing is proven by %s, although it leads to the root', (_, changes) => {
  const forged = { ...proof, ...changes };
  expect(verifyStateEntry(forged, rootOf(forged))).toBe(false);
});

it('no leaf is included by a hash of another length than a hash has, although it leads to the root', () => {
  const [whole, cut] = [sha256(), new Uint8Array(31)];
  expect(verifyInclusion(whole, { index: 0, size: 1, path: [] }, whole)).toBe(true);
  expect(verifyInclusion(cut, { index: 0, size: 1, path: [] }, cut)).toBe(false);
  expect(verifyInclusion(whole, { index: 0, size: 2, path: [whole] }, nodeHash(whole, whole))).toBe(true);
  expect(verifyInclusion(whole, { index: 0, size: 2, path: [cut] }, nodeHash(whole, cut))).toBe(false);
  for (const size of [1.5, Number.NaN, 2 ** 53]) {
    expect(verifyInclusion(whole, { index: 0, size, path: [] }, whole)).toBe(false);
  }
});
