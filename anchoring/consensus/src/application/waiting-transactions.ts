import type { LedgerTransaction } from '#ledger';
import type { StateWrite } from '#anchoring/contract';
import { checkTransaction, type TransactionCheck, type TransactionOutcome } from './check-transaction.js';
import { PendingState, type PendingTransaction } from './pending-state.js';
import { readRawTransaction } from './read-raw-transaction.js';

/** The next block as far as this replica can tell, before anything that waits. */
export type NextBlock = Omit<TransactionCheck, 'pending'>;

/**
 * What waits in the engine's pool, checked as it arrives and once more after each block, before anything else is. Whether the
 * contract accepts a ledger transaction follows from the keys that it reads and from the block's height and time. Where none of
 * those keys changed, its outcome stands and is not computed anew: thousands may wait. What height and time change shows when it
 * is left out of a proposal, which is executed in full; it is then checked in full too, so that it does not wait for ever.
 */
export class WaitingTransactions {
  #pending: PendingState | undefined;
  /** As it was before the last block. */
  #earlier: PendingState | undefined;
  /** Keys whose values are not those that `earlier` saw. */
  #changed = new Set<string>();

  /** Whether the bytes may wait: shape, canonical form, and what `checkTransaction` says. */
  check(bytes: Uint8Array, next: NextBlock): TransactionOutcome {
    const read = readRawTransaction(bytes);
    if (read.kind === 'malformed') return { outcome: 'malformed', code: read.code, reason: read.reason };
    return this.#checkInFull(read.ledgerTransaction, next);
  }

  /** Whether the bytes, which waited when the last block was made, may wait on. */
  recheck(bytes: Uint8Array, next: NextBlock): TransactionOutcome {
    const read = readRawTransaction(bytes);
    if (read.kind === 'malformed') return { outcome: 'malformed', code: read.code, reason: read.reason };
    const { ledgerTransaction } = read;
    const earlier = this.#earlier?.find(ledgerTransaction);
    if (earlier !== undefined && this.#stands(ledgerTransaction, earlier, next)) {
      this.#pendingOn(next).add(ledgerTransaction, earlier);
      return earlier.outcome;
    }
    const outcome = this.#checkInFull(ledgerTransaction, next);
    // What follows from it saw what it wrote before, and now meets what it writes, if anything.
    this.#change(earlier?.outcome.writes);
    if (outcome.outcome === 'accepted') this.#change(outcome.writes);
    return outcome;
  }

  /** The contract left it out of this validator's proposal. */
  doubt(bytes: Uint8Array): void {
    const read = readRawTransaction(bytes);
    const pending = read.kind === 'malformed' ? undefined : this.#pending?.find(read.ledgerTransaction);
    if (pending !== undefined) pending.isDoubtful = true;
  }

  /** @param writes of the block that was made, and of what is due in the next one */
  follow(writes: readonly StateWrite[]): void {
    this.#earlier = this.#pending;
    this.#pending = undefined;
    this.#changed = new Set();
    this.#change(writes);
  }

  forget(): void {
    this.#earlier = undefined;
    this.#pending = undefined;
  }

  #checkInFull(ledgerTransaction: LedgerTransaction, next: NextBlock) {
    return checkTransaction(ledgerTransaction, { ...next, pending: this.#pendingOn(next) });
  }

  #stands({ body }: LedgerTransaction, { reads, isDoubtful }: PendingTransaction, { context }: NextBlock): boolean {
    if (isDoubtful || body.expiryHeight < context.height) return false;
    for (const key of reads) if (this.#changed.has(key)) return false;
    return true;
  }

  #pendingOn({ committed }: NextBlock): PendingState {
    this.#pending ??= new PendingState(committed);
    return this.#pending;
  }

  #change(writes: readonly StateWrite[] = []): void {
    for (const { key } of writes) this.#changed.add(key);
  }
}
