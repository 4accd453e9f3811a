import type { JsonValue } from '#primitives';
import type { LedgerTransaction } from '#ledger';
import type { ApplyOutcome, ContractState } from '#anchoring/contract';

/** A ledger transaction that waits, and what the contract said to it when it arrived. */
export interface PendingTransaction {
  outcome: Extract<ApplyOutcome, { outcome: 'accepted' }>;
  /** Keys of the state that its outcome follows from. */
  reads: ReadonlySet<string>;
  /** It was left out of a proposal, so that its outcome is no longer known. */
  isDoubtful: boolean;
}

/**
 * The committed state with what waits for a block on top, so that ledger transactions which follow from each other may wait
 * together. It is begun anew with every block; the engine then has all that still waits checked again, in its order.
 */
export class PendingState implements ContractState {
  readonly #writes = new Map<string, JsonValue>();
  readonly #ids = new Set<string>();
  /** Nobody changes one that was read, and the same bytes are the same one (`readRawTransaction`). */
  readonly #transactions = new Map<LedgerTransaction, PendingTransaction>();

  constructor(private readonly committed: ContractState) {}

  get waiting(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  find(ledgerTransaction: LedgerTransaction): PendingTransaction | undefined {
    return this.#transactions.get(ledgerTransaction);
  }

  get(key: string): JsonValue | undefined {
    const written = this.#writes.get(key);
    return written === undefined ? this.committed.get(key) : (written ?? undefined);
  }

  add(ledgerTransaction: LedgerTransaction, pending: PendingTransaction): void {
    const { id, writes } = pending.outcome;
    this.#ids.add(id);
    this.#transactions.set(ledgerTransaction, pending);
    for (const { key, value } of writes) this.#writes.set(key, value);
  }
}
