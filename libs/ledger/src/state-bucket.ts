import { concatBytes, domainDigest, type Domain } from '#primitives';

const STATE_BUCKET: Domain = 'incola:state-bucket:1';

const HASH_BYTES = 32;
/** Key hash ‖ value digest. */
const ENTRY_BYTES = 2 * HASH_BYTES;

/** Entries of a bucket; where there would be more, its place has two halves instead (`StateSubtree`). */
export const MAX_BUCKET_ENTRIES = 32;

/** The entries of one bucket as they are hashed: key hash ‖ value digest of each, sorted by key hash. Never changed in place. */
export type StateBucket = Uint8Array;

export const EMPTY_BUCKET: StateBucket = new Uint8Array();

/** SHA-256(`incola:state-bucket:1` ‖ 0x00 ‖ bucket). */
export function bucketDigest(bucket: StateBucket): Uint8Array {
  return domainDigest(STATE_BUCKET, bucket);
}

/** @param entries sorted by key hash, 32 bytes each part */
export function bucketOfEntries(entries: readonly { keyHash: Uint8Array; valueDigest: Uint8Array }[]): StateBucket {
  return concatBytes(...entries.flatMap(({ keyHash, valueDigest }) => [keyHash, valueDigest]));
}

/** Key hash and value digest of each entry. */
export function entriesOfBucket(bucket: StateBucket): [Uint8Array, Uint8Array][] {
  return Array.from({ length: sizeOfBucket(bucket) }, (_, place) => {
    const middle = place * ENTRY_BYTES + HASH_BYTES;
    return [bucket.subarray(middle - HASH_BYTES, middle), bucket.subarray(middle, middle + HASH_BYTES)];
  });
}

export function sizeOfBucket(bucket: StateBucket): number {
  return bucket.length / ENTRY_BYTES;
}

export function keyHashAt(bucket: StateBucket, place: number): Uint8Array {
  return bucket.subarray(place * ENTRY_BYTES, place * ENTRY_BYTES + HASH_BYTES);
}

/** The entries from `start` up to `end`, that one left out, in memory of their own. */
export function sliceOfBucket(bucket: StateBucket, start: number, end: number): StateBucket {
  return bucket.slice(start * ENTRY_BYTES, end * ENTRY_BYTES);
}

/**
 * The bucket with this entry in its place, instead of the one with its key hash.
 * @param valueDigest `undefined` removes the entry
 */
export function withEntry(bucket: StateBucket, keyHash: Uint8Array, valueDigest: Uint8Array | undefined): StateBucket {
  const start = placeOf(bucket, keyHash);
  const isThere = start < bucket.length && compareAt(bucket, start, keyHash) === 0;
  const rest = bucket.subarray(isThere ? start + ENTRY_BYTES : start);
  const before = bucket.subarray(0, start);
  return valueDigest === undefined ? concatBytes(before, rest) : concatBytes(before, keyHash, valueDigest, rest);
}

/** Where the first entry begins whose key hash is not smaller. */
function placeOf(bucket: StateBucket, keyHash: Uint8Array): number {
  let [low, high] = [0, sizeOfBucket(bucket)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareAt(bucket, middle * ENTRY_BYTES, keyHash) < 0) low = middle + 1;
    else high = middle;
  }
  return low * ENTRY_BYTES;
}

function compareAt(bucket: StateBucket, start: number, keyHash: Uint8Array): number {
  for (let index = 0; index < HASH_BYTES; index++) {
    const difference = (bucket[start + index] as number) - (keyHash[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
