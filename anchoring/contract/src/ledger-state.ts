import { StateTree, type StateChange, type StateEntryProof } from '#ledger';
import type { JsonValue } from '#primitives';
import type { ContractState, StateWrite } from './contract.js';
import { TRANSACTION_PREFIX } from './state-keys.js';

/** One replica's state: the tree, and which ids end with which block. */
export class LedgerState implements ContractState {
  readonly #tree: StateTree;
  /** Keys `transaction/{expiryHeight}/{id}` by expiry height. */
  readonly #expiring = new Map<number, Set<string>>();

  constructor(entries: Iterable<readonly [string, JsonValue]> = []) {
    this.#tree = new StateTree();
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#tree.size;
  }

  get(key: string): JsonValue | undefined {
    return this.#tree.get(key);
  }

  set(key: string, value: JsonValue): void {
    this.#tree.set(key, value);
    this.#follow(key);
  }

  write(writes: readonly StateWrite[]): void {
    for (const { key, value } of writes) this.set(key, value);
  }

  /**
   * Does what changes the state, and remembers what it replaced. Where it throws, the state is as it was.
   * @returns what `takeBack` and `makeAgain` are for
   */
  change<Result>(work: () => Result): { result: Result; change: StateChange } {
    this.#tree.beginChange();
    try {
      const result = work();
      return { result, change: this.#tree.endChange() };
    } catch (error) {
      this.takeBack(this.#tree.endChange());
      throw error;
    }
  }

  /** Computes nothing. The state must be the one after the change. */
  takeBack(change: StateChange): void {
    this.#tree.takeBack(change);
    for (const key of change.values.keys()) this.#follow(key);
  }

  /** Computes nothing. The state must be the one before the change, which was taken back. */
  makeAgain(change: StateChange): void {
    this.#tree.makeAgain(change);
    for (const key of change.values.keys()) this.#follow(key);
  }

  /**
   * Ids that no block after this height can meet again, since their ledger transactions have expired: also those whose last
   * block was empty.
   */
  expiredBy(height: number): string[] {
    const keys: string[] = [];
    for (const [expiry, expired] of this.#expiring) if (expiry <= height) keys.push(...expired);
    return keys.sort();
  }

  /** Keeps in mind when an id ends. */
  #follow(key: string): void {
    if (!key.startsWith(TRANSACTION_PREFIX)) return;
    const height = Number(key.slice(TRANSACTION_PREFIX.length, key.lastIndexOf('/')));
    const keys = this.#expiring.get(height) ?? new Set();
    if (this.#tree.get(key) === undefined) keys.delete(key);
    else keys.add(key);
    if (keys.size === 0) this.#expiring.delete(height);
    else this.#expiring.set(height, keys);
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  prove(key: string): StateEntryProof {
    return this.#tree.prove(key);
  }

  entries(): IterableIterator<[string, JsonValue]> {
    return this.#tree.entries();
  }
}
