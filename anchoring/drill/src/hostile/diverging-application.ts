import { encodeUtf8 } from '#primitives';
import {
  LedgerApplication,
  type FinalizedBlock,
  type LedgerApplicationOptions,
  type OrderedBlock,
  type StoredApplication,
} from '#anchoring/consensus';

const NOTHING = encodeUtf8('this was never submitted');

/** Executes another block than the one that was decided: one ledger transaction is missing in its log and state. */
export class DivergingApplication extends LedgerApplication {
  readonly #fromHeight: number;

  constructor(options: LedgerApplicationOptions, stored: StoredApplication | undefined, fromHeight: number) {
    super(options, stored);
    this.#fromHeight = fromHeight;
  }

  override finalizeBlock(block: OrderedBlock): FinalizedBlock {
    const { height, transactions } = block;
    if (height < this.#fromHeight || transactions.length === 0) return super.finalizeBlock(block);
    return super.finalizeBlock({ ...block, transactions: [...transactions.slice(0, -1), NOTHING] });
  }
}
