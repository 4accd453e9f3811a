import { concatBytes } from '#primitives';
import {
  bucketDigest,
  EMPTY_BUCKET,
  keyHashAt,
  MAX_BUCKET_ENTRIES,
  sizeOfBucket,
  sliceOfBucket,
  withEntry,
  type StateBucket,
} from './state-bucket.js';
import { branchOf, stateNodeDigest } from './state-node.js';

/**
 * What lies below one place of the state tree: a bucket, or, where that would hold more entries than one may, two halves by the
 * next bit of the key's hash. The form follows from the entries alone. Never changed in place.
 */
export class StateSubtree {
  static readonly EMPTY = new StateSubtree(EMPTY_BUCKET, undefined, 0);

  /** Computed once somebody asks for it. */
  #digest: Uint8Array | undefined;

  private constructor(
    private readonly bucket: StateBucket,
    /** Where there are any, the bucket is empty. */
    private readonly halves: readonly [StateSubtree, StateSubtree] | undefined,
    private readonly size: number,
  ) {}

  get digest(): Uint8Array {
    this.#digest ??=
      this.halves === undefined
        ? bucketDigest(this.bucket)
        : stateNodeDigest(this.halves[0].digest, this.halves[1].digest);
    return this.#digest;
  }

  /**
   * With this entry in its place, instead of the one with its key hash.
   * @param depth of this subtree's place, below the tree's root
   * @param valueDigest `undefined` removes the entry
   */
  with(keyHash: Uint8Array, valueDigest: Uint8Array | undefined, depth: number): StateSubtree {
    if (this.halves === undefined) return subtreeOf(withEntry(this.bucket, keyHash, valueDigest), depth);
    const [left, right] = this.halves;
    return branchOf(keyHash, depth) === 0
      ? StateSubtree.join(left.with(keyHash, valueDigest, depth + 1), right)
      : StateSubtree.join(left, right.with(keyHash, valueDigest, depth + 1));
  }

  /** The bucket where the key is, or would be, and the digests beside the way there, from the bucket upwards. */
  find(keyHash: Uint8Array, depth: number): { bucket: StateBucket; path: Uint8Array[] } {
    if (this.halves === undefined) return { bucket: this.bucket, path: [] };
    const branch = branchOf(keyHash, depth);
    const { bucket, path } = this.halves[branch].find(keyHash, depth + 1);
    return { bucket, path: [...path, this.halves[branch === 0 ? 1 : 0].digest] };
  }

  static of(bucket: StateBucket): StateSubtree {
    return bucket.length === 0 ? StateSubtree.EMPTY : new StateSubtree(bucket, undefined, sizeOfBucket(bucket));
  }

  /** The halves as one bucket again, where it has room for both. */
  static join(left: StateSubtree, right: StateSubtree): StateSubtree {
    const size = left.size + right.size;
    if (size > MAX_BUCKET_ENTRIES) return new StateSubtree(EMPTY_BUCKET, [left, right], size);
    return StateSubtree.of(concatBytes(left.bucket, right.bucket));
  }
}

/** @param bucket of any size; no two keys have the same hash, so that its halves are small enough at some depth */
function subtreeOf(bucket: StateBucket, depth: number): StateSubtree {
  const size = sizeOfBucket(bucket);
  if (size <= MAX_BUCKET_ENTRIES) return StateSubtree.of(bucket);
  let middle = 0;
  while (middle < size && branchOf(keyHashAt(bucket, middle), depth) === 0) middle++;
  const left = subtreeOf(sliceOfBucket(bucket, 0, middle), depth + 1);
  const right = subtreeOf(sliceOfBucket(bucket, middle, size), depth + 1);
  return StateSubtree.join(left, right);
}
