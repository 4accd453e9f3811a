import { encodeBase64url } from '#primitives';
import type { ExecutedBlock } from './replica.js';

/** Proposals of one height: a new one comes with each round. */
const MAX_KEPT = 8;

/** Blocks that were executed to judge them, so that the one which is decided need not be executed again. */
export class ExecutedBlocks {
  readonly #byHash = new Map<string, ExecutedBlock>();

  keep(hash: Uint8Array, executed: ExecutedBlock): void {
    const [oldest] = this.#byHash.keys();
    if (oldest !== undefined && this.#byHash.size >= MAX_KEPT) this.#byHash.delete(oldest);
    this.#byHash.set(encodeBase64url(hash), executed);
  }

  /** @param hash of the block, which commits to its height, time and transactions */
  find(hash: Uint8Array): ExecutedBlock | undefined {
    return this.#byHash.get(encodeBase64url(hash));
  }

  /** Another block was committed: what followed from the state before follows no more. */
  clear(): void {
    this.#byHash.clear();
  }
}
