import { compareBytes, decodeBase64url, equalBytes } from '#primitives';
import type { StateEntryProof } from './ledger-proof.js';
import { bucketDigest, bucketOfEntries } from './state-bucket.js';
import { bucketOf, stateKeyHash, stateNodeDigest, STATE_TREE_DEPTH, stateValueDigest } from './state-tree.js';

/**
 * Says whether the key has this value (`null`: is absent) at the state root.
 * The bucket must be strictly sorted, hold only keys of its own place and lead to the root.
 * @throws `malformed_base64url`
 */
export function verifyStateEntry({ key, value, bucket, path }: StateEntryProof, stateRoot: Uint8Array): boolean {
  const keyHash = stateKeyHash(key);
  const index = bucketOf(keyHash);
  const entries = bucket.map(([hash, digest]) => ({
    keyHash: decodeBase64url(hash),
    valueDigest: decodeBase64url(digest),
  }));
  for (const [place, entry] of entries.entries()) {
    const previous = entries[place - 1];
    if (entry.keyHash.length !== 32 || entry.valueDigest.length !== 32) return false;
    if (bucketOf(entry.keyHash) !== index) return false;
    if (previous !== undefined && compareBytes(previous.keyHash, entry.keyHash) >= 0) return false;
  }
  const found = entries.find((entry) => equalBytes(entry.keyHash, keyHash));
  if (value === null ? found !== undefined : !found || !equalBytes(found.valueDigest, stateValueDigest(value))) {
    return false;
  }
  const siblings = path.map(decodeBase64url);
  if (siblings.length !== STATE_TREE_DEPTH || siblings.some((sibling) => sibling.length !== 32)) return false;
  let node = bucketDigest(bucketOfEntries(entries));
  let position = index;
  for (const sibling of siblings) {
    node = position % 2 === 1 ? stateNodeDigest(sibling, node) : stateNodeDigest(node, sibling);
    position >>= 1;
  }
  return equalBytes(node, stateRoot);
}
