import type { JsonValue } from '#primitives';
import type { LedgerTransaction, LedgerTransactionBody } from './ledger-transaction.js';

/** What follows from a body alone, once somebody asked for it. */
export interface FollowsFromBody {
  message?: Uint8Array;
  id?: string;
}

const kept = new WeakSet<object>();
const followsFrom = new WeakMap<LedgerTransactionBody, FollowsFromBody>();

/**
 * A ledger transaction whose shape was found right, from now on unchangeable: what is found out of it once holds for good, and
 * whoever is handed it need not read it again.
 * @param value nobody else's, of plain members in canonical order
 */
export function keepLedgerTransaction(value: JsonValue): LedgerTransaction {
  freeze(value);
  const ledgerTransaction = value as unknown as LedgerTransaction;
  kept.add(ledgerTransaction);
  followsFrom.set(ledgerTransaction.body, {});
  return ledgerTransaction;
}

/** Whether it is one that was kept, and thus of the right shape. */
export function isKept(value: unknown): value is LedgerTransaction {
  return typeof value === 'object' && value !== null && kept.has(value);
}

/** Where to look first; of a body that may still change, nothing is remembered. */
export function followsFromBody(body: LedgerTransactionBody): FollowsFromBody {
  return followsFrom.get(body) ?? {};
}

function freeze(value: JsonValue): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) freeze(part);
  Object.freeze(value);
}
