import type { Apply, ApplyOutcome, BlockContext, ContractState } from '#anchoring/contract';
import type { PendingState } from './pending-state.js';
import { readRawTransaction } from './read-raw-transaction.js';

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

/** Whether the bytes may wait for a block: shape, canonical form, signatures, expiry, replay, and the rule of the kind. */
export function checkTransaction(bytes: Uint8Array, check: TransactionCheck): TransactionOutcome {
  const { apply, committed, pending, context } = check;
  const read = readRawTransaction(bytes);
  if (read.kind === 'malformed') return { outcome: 'malformed', code: read.code, reason: read.reason };
  const outcome = apply(pending, read.ledgerTransaction, context);
  if (outcome.outcome === 'duplicate' && outcome.of === outcome.id && pending.has(outcome.id)) {
    // It waits already as far as we know, but the engine may have had no room for it: without its own effect, it is as good as
    // at first, its signatures included.
    return apply(committed, read.ledgerTransaction, context);
  }
  if (outcome.outcome !== 'accepted') return outcome;
  if (pending.waiting >= MAX_WAITING) {
    return { outcome: 'refused', id: outcome.id, code: 'too_many_waiting', reason: 'Too many are waiting.' };
  }
  pending.add(outcome.id, outcome.writes);
  return outcome;
}
