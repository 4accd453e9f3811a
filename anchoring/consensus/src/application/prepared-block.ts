import { compareBytes } from '#primitives';
import type { ExecutedBlock, OrderedBlock } from './replica.js';

/** A block that this validator executed to propose it, so that it need not do so again to judge its own proposal. */
export class PreparedBlock {
  constructor(
    private readonly block: OrderedBlock,
    private readonly executed: ExecutedBlock,
  ) {}

  /** @returns what a block comes to, where it is the same in all that execution follows from */
  executedAs({ height, time, transactions, misbehaviour }: OrderedBlock): ExecutedBlock | undefined {
    const { block } = this;
    const isSame =
      height === block.height &&
      time === block.time &&
      JSON.stringify(misbehaviour) === JSON.stringify(block.misbehaviour) &&
      transactions.length === block.transactions.length &&
      transactions.every((bytes, place) => compareBytes(bytes, block.transactions[place] ?? new Uint8Array()) === 0);
    return isSame ? this.executed : undefined;
  }
}
