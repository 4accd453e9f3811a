import {
  assertOurs,
  canonicalJson,
  compareBytes,
  concatBytes,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  sha256,
  type Domain,
  type JsonValue,
} from '#primitives';
import type { StateEntryProof } from './ledger-proof.js';

const STATE_VALUE: Domain = 'incola:state-value:1';
const STATE_BUCKET: Domain = 'incola:state-bucket:1';
const STATE_NODE: Domain = 'incola:state-node:1';

/** Levels between the root and the 4,096 buckets. */
export const STATE_TREE_DEPTH = 12;
const BUCKETS = 2 ** STATE_TREE_DEPTH;

interface Entry {
  keyHash: Uint8Array;
  valueDigest: Uint8Array;
}

/** SHA-256 of the key's UTF-8. */
export function stateKeyHash(key: string): Uint8Array {
  return sha256(encodeUtf8(key));
}

/** SHA-256(`incola:state-value:1` ‖ 0x00 ‖ JCS(value)). */
export function stateValueDigest(value: JsonValue): Uint8Array {
  return domainDigest(STATE_VALUE, encodeUtf8(canonicalJson(value)));
}

/** The first 12 bits of the key's hash. */
export function bucketOf(keyHash: Uint8Array): number {
  const [first = 0, second = 0] = keyHash;
  return (first << 4) | (second >> 4);
}

/** SHA-256(`incola:state-bucket:1` ‖ 0x00 ‖ (key hash ‖ value digest) of each entry, sorted by key hash). */
export function bucketDigest(entries: readonly Entry[]): Uint8Array {
  return domainDigest(STATE_BUCKET, concatBytes(...entries.flatMap((entry) => [entry.keyHash, entry.valueDigest])));
}

/** SHA-256(`incola:state-node:1` ‖ 0x00 ‖ left ‖ right). */
export function stateNodeDigest(left: Uint8Array, right: Uint8Array): Uint8Array {
  return domainDigest(STATE_NODE, left, right);
}

/**
 * The contract's state: values by key, under a tree of 4,096 buckets whose root stands in every block's last leaf.
 * Only buckets that changed are hashed again. The root depends on the entries, never on the order of changes.
 */
export class StateTree {
  readonly #values = new Map<string, JsonValue>();
  readonly #buckets = new Map<number, Entry[]>();
  /** Level 12 holds the buckets' digests, level 0 the root. */
  readonly #levels: Uint8Array[][];
  readonly #changed = new Set<number>();

  constructor(entries: Iterable<readonly [string, JsonValue]> = []) {
    this.#levels = emptyLevels();
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: string): JsonValue | undefined {
    return this.#values.get(key);
  }

  entries(): IterableIterator<[string, JsonValue]> {
    return this.#values.entries();
  }

  /** A `null` is no value: it removes the key. */
  set(key: string, value: JsonValue): void {
    if (value === null) return this.delete(key);
    const keyHash = stateKeyHash(key);
    const bucket = this.#change(keyHash);
    const entry = { keyHash, valueDigest: stateValueDigest(value) };
    const { index, found } = placeOf(bucket, keyHash);
    bucket.splice(index, found ? 1 : 0, entry);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (!this.#values.delete(key)) return;
    const keyHash = stateKeyHash(key);
    const bucket = this.#change(keyHash);
    bucket.splice(placeOf(bucket, keyHash).index, 1);
  }

  root(): Uint8Array {
    this.#refresh();
    return this.#node(0, 0);
  }

  /** Proves the key's value at the present root, or its absence. */
  prove(key: string): StateEntryProof {
    this.#refresh();
    const index = bucketOf(stateKeyHash(key));
    const path: string[] = [];
    for (let level = STATE_TREE_DEPTH, position = index; level > 0; level--, position >>= 1) {
      path.push(encodeBase64url(this.#node(level, position ^ 1)));
    }
    const bucket = (this.#buckets.get(index) ?? []).map(({ keyHash, valueDigest }): [string, string] => [
      encodeBase64url(keyHash),
      encodeBase64url(valueDigest),
    ]);
    return { key, value: this.#values.get(key) ?? null, bucket, path };
  }

  #change(keyHash: Uint8Array): Entry[] {
    const index = bucketOf(keyHash);
    this.#changed.add(index);
    let bucket = this.#buckets.get(index);
    if (bucket === undefined) this.#buckets.set(index, (bucket = []));
    return bucket;
  }

  #refresh(): void {
    if (this.#changed.size === 0) return;
    let positions = new Set(this.#changed);
    for (const index of positions) this.#setNode(STATE_TREE_DEPTH, index, bucketDigest(this.#buckets.get(index) ?? []));
    for (let level = STATE_TREE_DEPTH - 1; level >= 0; level--) {
      positions = new Set([...positions].map((position) => position >> 1));
      for (const position of positions) {
        const left = this.#node(level + 1, position * 2);
        const right = this.#node(level + 1, position * 2 + 1);
        this.#setNode(level, position, stateNodeDigest(left, right));
      }
    }
    this.#changed.clear();
  }

  #node(level: number, position: number): Uint8Array {
    const digest = this.#levels[level]?.[position];
    assertOurs(digest !== undefined, 'the state tree is complete');
    return digest;
  }

  #setNode(level: number, position: number, digest: Uint8Array): void {
    const nodes = this.#levels[level];
    assertOurs(nodes !== undefined, 'the state tree is complete');
    nodes[position] = digest;
  }
}

function placeOf(bucket: readonly Entry[], keyHash: Uint8Array): { index: number; found: boolean } {
  const index = bucket.findIndex((entry) => compareBytes(entry.keyHash, keyHash) >= 0);
  const entry = bucket[index];
  if (entry === undefined) return { index: bucket.length, found: false };
  return { index, found: compareBytes(entry.keyHash, keyHash) === 0 };
}

function emptyLevels(): Uint8Array[][] {
  let digest = bucketDigest([]);
  const levels = [new Array<Uint8Array>(BUCKETS).fill(digest)];
  for (let count = BUCKETS / 2; count >= 1; count /= 2) {
    digest = stateNodeDigest(digest, digest);
    levels.unshift(new Array<Uint8Array>(count).fill(digest));
  }
  return levels;
}
