import { compareBytes } from '#primitives';
import type { ExecutedBlock, OrderedBlock } from './replica.js';

/** Proposals of one height: a new one comes with each round. */
const MAX_KEPT = 8;

/**
 * What was executed on top of the last block. A validator meets the same block up to three times: it proposes it, judges it, and
 * has it decided. It knows it again by all that execution follows from, and not by a hash that somebody gives for it.
 */
export class ExecutedBlocks {
  readonly #kept: { block: OrderedBlock; executed: ExecutedBlock }[] = [];

  keep(block: OrderedBlock, executed: ExecutedBlock): void {
    if (this.#kept.length >= MAX_KEPT) this.#kept.shift();
    this.#kept.push({ block, executed });
  }

  find(block: OrderedBlock): ExecutedBlock | undefined {
    return this.#kept.find((one) => isSame(one.block, block))?.executed;
  }

  /** Another block was committed: what followed from the state before follows no more. */
  clear(): void {
    this.#kept.length = 0;
  }
}

function isSame(one: OrderedBlock, other: OrderedBlock): boolean {
  return (
    one.height === other.height &&
    one.time === other.time &&
    JSON.stringify(one.misbehaviour) === JSON.stringify(other.misbehaviour) &&
    one.transactions.length === other.transactions.length &&
    one.transactions.every((bytes, at) => compareBytes(bytes, other.transactions[at] ?? new Uint8Array()) === 0)
  );
}
