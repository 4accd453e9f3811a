import { compareBytes, decodeBase64url, equalBytes } from '#primitives';
import type { StateEntryProof } from './ledger-proof.js';
import { bucketDigest, bucketOfEntries, MAX_BUCKET_ENTRIES } from './state-bucket.js';
import { MAX_STATE_PATH } from './state-entry-shape.js';
import { branchOf, stateNodeDigest } from './state-node.js';
import { stateKeyHash, STATE_TREE_DEPTH, stateValueDigest } from './state-tree.js';

/**
 * Says whether the key has this value (`null`: is absent) at the state root.
 * The bucket must be strictly sorted, hold only keys of its own place and lead to the root.
 * @throws `malformed_base64url`
 */
export function verifyStateEntry({ key, value, bucket, path }: StateEntryProof, stateRoot: Uint8Array): boolean {
  const keyHash = stateKeyHash(key);
  const siblings = path.map(decodeBase64url);
  const depth = siblings.length;
  if (depth < STATE_TREE_DEPTH || depth > MAX_STATE_PATH || siblings.some(({ length }) => length !== 32)) return false;
  const entries = bucket.map(([hash, digest]) => ({
    keyHash: decodeBase64url(hash),
    valueDigest: decodeBase64url(digest),
  }));
  if (entries.length > MAX_BUCKET_ENTRIES) return false;
  for (const [place, entry] of entries.entries()) {
    const previous = entries[place - 1];
    if (entry.keyHash.length !== 32 || entry.valueDigest.length !== 32) return false;
    if (!isBelow(entry.keyHash, keyHash, depth)) return false;
    if (previous !== undefined && compareBytes(previous.keyHash, entry.keyHash) >= 0) return false;
  }
  const found = entries.find((entry) => equalBytes(entry.keyHash, keyHash));
  if (value === null ? found !== undefined : !found || !equalBytes(found.valueDigest, stateValueDigest(value))) {
    return false;
  }
  let node = bucketDigest(bucketOfEntries(entries));
  for (const [place, sibling] of siblings.entries()) {
    const isRight = branchOf(keyHash, depth - 1 - place) === 1;
    node = isRight ? stateNodeDigest(sibling, node) : stateNodeDigest(node, sibling);
  }
  return equalBytes(node, stateRoot);
}

/** Whether the hashes share their first bits: so many lead to the bucket's place. */
function isBelow(hash: Uint8Array, other: Uint8Array, depth: number): boolean {
  for (let bit = 0; bit < depth; bit++) if (branchOf(hash, bit) !== branchOf(other, bit)) return false;
  return true;
}
