import {
  assertOurs,
  canonicalJson,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  sha256,
  type Domain,
  type JsonValue,
} from '#primitives';
import type { StateEntryProof } from './ledger-proof.js';
import { entriesOfBucket } from './state-bucket.js';
import { StateChange } from './state-change.js';
import { stateNodeDigest } from './state-node.js';
import { StateSubtree } from './state-subtree.js';

const STATE_VALUE: Domain = 'incola:state-value:1';

/** Levels between the root and the 4,096 subtrees below which entries lie; each is one bucket, or a tree of such. */
export const STATE_TREE_DEPTH = 12;
const SUBTREES = 2 ** STATE_TREE_DEPTH;
/** The nodes by level, from the root on: those under node n are 2n and 2n + 1, and the subtrees' digests come last. */
const ROOT = 1;

/** SHA-256 of the key's UTF-8. */
export function stateKeyHash(key: string): Uint8Array {
  return sha256(encodeUtf8(key));
}

/** SHA-256(`incola:state-value:1` ‖ 0x00 ‖ JCS(value)). */
export function stateValueDigest(value: JsonValue): Uint8Array {
  return domainDigest(STATE_VALUE, encodeUtf8(canonicalJson(value)));
}

/** The number of its subtree: the first 12 bits of the key's hash. */
function subtreeOf(keyHash: Uint8Array): number {
  const [first = 0, second = 0] = keyHash;
  return (first << 4) | (second >> 4);
}

/**
 * The contract's state: values by key, under a tree of 4,096 subtrees whose root stands in every block's last leaf. Where many keys
 * share the beginning of their hash, by chance or since somebody looked for such, the tree is deeper there: a proof grows by one
 * hash where their number doubles.
 * Nothing is hashed before somebody asks for the root, and then what changed only, once. The root depends on the entries, never
 * on the order of changes.
 */
export class StateTree {
  readonly #values = new Map<string, JsonValue>();
  readonly #subtrees = new Map<number, StateSubtree>();
  readonly #nodes: Uint8Array[];
  /** Keys that were set since the tree was hashed. */
  readonly #unhashed = new Set<string>();
  /** Notes what is replaced meanwhile. */
  #change: StateChange | undefined;

  constructor(entries: Iterable<readonly [string, JsonValue]> = []) {
    this.#nodes = emptyNodes();
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
    this.#note(key);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (!this.#values.has(key)) return;
    this.#note(key);
    this.#values.delete(key);
  }

  root(): Uint8Array {
    this.#refresh();
    return this.#node(ROOT);
  }

  /** Proves the key's value at the present root, or its absence. */
  prove(key: string): StateEntryProof {
    this.#refresh();
    const keyHash = stateKeyHash(key);
    const index = subtreeOf(keyHash);
    const found = this.#subtree(index).find(keyHash, STATE_TREE_DEPTH);
    const path = [...found.path];
    for (let place = SUBTREES + index; place > ROOT; place >>= 1) path.push(this.#node(place ^ 1));
    const bucket = entriesOfBucket(found.bucket).map(([hash, digest]): [string, string] => [
      encodeBase64url(hash),
      encodeBase64url(digest),
    ]);
    return { key, value: this.#values.get(key) ?? null, bucket, path: path.map(encodeBase64url) };
  }

  /** Notes what is replaced from now on, until `endChange`. */
  beginChange(): void {
    assertOurs(this.#change === undefined, 'changes are made one after the other');
    this.#change = new StateChange(this.root());
  }

  /** @returns what was set since `beginChange`: the tree has it */
  endChange(): StateChange {
    const root = this.root();
    const change = this.#change;
    assertOurs(change !== undefined, 'a change was begun');
    this.#change = undefined;
    change.root = root;
    change.isMade = true;
    return change;
  }

  /** Without hashing. The tree must be as it was when the change ended. */
  takeBack(change: StateChange): void {
    assertOurs(change.isMade, 'what is taken back was made');
    this.#exchange(change);
  }

  /** Without hashing, after `takeBack`. The tree must be as it was when the change began. */
  makeAgain(change: StateChange): void {
    assertOurs(!change.isMade, 'what is made again was taken back');
    this.#exchange(change);
  }

  #exchange(change: StateChange): void {
    assertOurs(this.#change === undefined && this.root() === change.root, 'a change belongs to one state');
    exchangeEntries(this.#values, change.values);
    exchangeEntries(this.#subtrees, change.subtrees);
    for (const [place, digest] of change.nodes) {
      change.nodes.set(place, this.#node(place));
      this.#nodes[place] = digest;
    }
    change.root = this.#node(ROOT);
    change.isMade = !change.isMade;
  }

  #note(key: string): void {
    this.#unhashed.add(key);
    const noted = this.#change?.values;
    if (noted?.has(key) === false) noted.set(key, this.#values.get(key));
  }

  #refresh(): void {
    if (this.#unhashed.size === 0) return;
    let places = new Set<number>();
    for (const key of this.#unhashed) {
      const value = this.#values.get(key);
      const keyHash = stateKeyHash(key);
      const index = subtreeOf(keyHash);
      const valueDigest = value === undefined ? undefined : stateValueDigest(value);
      this.#setSubtree(index, this.#subtree(index).with(keyHash, valueDigest, STATE_TREE_DEPTH));
      places.add(SUBTREES + index);
    }
    this.#unhashed.clear();
    for (const place of places) this.#setNode(place, this.#subtree(place - SUBTREES).digest);
    while (!places.has(ROOT)) {
      const above = new Set<number>();
      for (const place of places) above.add(place >> 1);
      for (const place of above) {
        this.#setNode(place, stateNodeDigest(this.#node(2 * place), this.#node(2 * place + 1)));
      }
      places = above;
    }
  }

  #node(place: number): Uint8Array {
    const digest = this.#nodes[place];
    assertOurs(digest !== undefined, 'the state tree is complete');
    return digest;
  }

  #setNode(place: number, digest: Uint8Array): void {
    const noted = this.#change?.nodes;
    if (noted?.has(place) === false) noted.set(place, this.#node(place));
    this.#nodes[place] = digest;
  }

  #subtree(index: number): StateSubtree {
    return this.#subtrees.get(index) ?? StateSubtree.EMPTY;
  }

  #setSubtree(index: number, subtree: StateSubtree): void {
    const noted = this.#change?.subtrees;
    if (noted?.has(index) === false) noted.set(index, this.#subtrees.get(index));
    this.#subtrees.set(index, subtree);
  }
}

/** Each entry of the one takes the place of the other's. */
function exchangeEntries<Key, Value>(held: Map<Key, Value>, replaced: Map<Key, Value | undefined>): void {
  for (const [key, value] of replaced) {
    replaced.set(key, held.get(key));
    if (value === undefined) held.delete(key);
    else held.set(key, value);
  }
}

function emptyNodes(): Uint8Array[] {
  const nodes = new Array<Uint8Array>(2 * SUBTREES);
  let { digest } = StateSubtree.EMPTY;
  for (let first = SUBTREES; ; first /= 2) {
    nodes.fill(digest, first, 2 * first);
    if (first === ROOT) return nodes;
    digest = stateNodeDigest(digest, digest);
  }
}
