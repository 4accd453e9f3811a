import type { JsonValue } from '#primitives';
import type { LedgerTransaction } from '#ledger';
import type { Apply, ApplyOutcome, BlockContext, ContractState } from '#anchoring/contract';
import type { PendingState } from './pending-state.js';

/** Ledger transactions that wait on top of one another at most; the engine's own pool is smaller. */
const MAX_WAITING = 10_000;

/** What becomes of the bytes that somebody sent; `malformed` bytes have no id. */
export type TransactionOutcome = ApplyOutcome | { outcome: 'malformed'; code: string; reason: string };

export interface TransactionCheck {
  apply: Apply;
  /** Of the next block, before anything that waits. */
  committed: ContractState;
  pending: PendingState;
  /** Of the next block, as far as this replica can tell. */
  context: BlockContext;
}

/** Whether the ledger transaction may wait for a block: signatures, expiry, replay, and the rule of its kind. */
export function checkTransaction(ledgerTransaction: LedgerTransaction, check: TransactionCheck): ApplyOutcome {
  const { apply, committed, pending, context } = check;
  const seen = new SeenState(pending);
  const outcome = apply(seen, ledgerTransaction, context);
  if (outcome.outcome === 'duplicate' && outcome.of === outcome.id && pending.has(outcome.id)) {
    // It waits already as far as we know, but the engine may have had no room for it: without its own effect, it is as good as
    // at first, its signatures included.
    return apply(committed, ledgerTransaction, context);
  }
  if (outcome.outcome !== 'accepted') return outcome;
  if (pending.waiting >= MAX_WAITING) {
    return { outcome: 'refused', id: outcome.id, code: 'too_many_waiting', reason: 'Too many are waiting.' };
  }
  pending.add(ledgerTransaction, { outcome, reads: seen.keys, isDoubtful: false });
  return outcome;
}

/** Remembers which keys were read. */
class SeenState implements ContractState {
  readonly keys = new Set<string>();

  constructor(private readonly state: ContractState) {}

  get(key: string): JsonValue | undefined {
    this.keys.add(key);
    return this.state.get(key);
  }
}
