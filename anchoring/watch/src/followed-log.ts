import { encodeBase64url, outage } from '#primitives';
import { LogFrontier, type StoredFrontier } from '#anchoring/log';
import { LEAVES_AT_ONCE, type LedgerSource } from './ledger-source.js';
import { MAX_ROOTS } from './watch-state.js';

/** A log as far as somebody has read it: its right edge, and the roots of its newest sizes. */
export class FollowedLog {
  readonly #frontier: LogFrontier;
  readonly #roots: Map<number, string>;

  constructor(
    frontier: StoredFrontier = { size: 0, hashes: [] },
    roots: readonly (readonly [size: number, root: string])[] = [],
  ) {
    this.#frontier = new LogFrontier(frontier);
    this.#roots = new Map(roots);
  }

  get size(): number {
    return this.#frontier.size;
  }

  /** base64url */
  get root(): string {
    return encodeBase64url(this.#frontier.root());
  }

  /** Of the log's first leaves; `undefined` where that is too long ago. */
  rootAt(size: number): string | undefined {
    return size === this.size ? this.root : this.#roots.get(size);
  }

  /**
   * The log with what a source has after it.
   * @throws `source_unreachable` (outage), also where it has no more leaves than it says
   */
  async extendedBy(source: LedgerSource, size: number): Promise<FollowedLog> {
    const extended = new FollowedLog(this.#frontier.toStored(), this.toStored().roots);
    while (extended.size < size) {
      const leaves = await source.leaves(extended.size, Math.min(LEAVES_AT_ONCE, size - extended.size));
      if (leaves.length === 0) throw outage('source_unreachable', 'The source cannot be read: it has no such leaves.');
      for (const leaf of leaves.slice(0, size - extended.size)) extended.#append(leaf, size);
    }
    return extended;
  }

  toStored(): { frontier: StoredFrontier; roots: [number, string][] } {
    return { frontier: this.#frontier.toStored(), roots: [...this.#roots] };
  }

  #append(leaf: Uint8Array, end: number): void {
    this.#frontier.append(leaf);
    if (this.size < end - MAX_ROOTS) return;
    this.#roots.set(this.size, this.root);
    const [oldest] = this.#roots.keys();
    if (oldest !== undefined && this.#roots.size > MAX_ROOTS) this.#roots.delete(oldest);
  }
}
