import { canonicalJson, type JsonValue } from '#primitives';
import type { LedgerTransaction, LedgerTransactionBody } from './ledger-transaction.js';

/** What follows from a body alone, once somebody asked for it. */
export interface FollowsFromBody {
  message?: Uint8Array;
  id?: string;
}

/** With the canonical JSON of each. */
const kept = new WeakMap<object, string>();
const followsFrom = new WeakMap<LedgerTransactionBody, FollowsFromBody>();

/**
 * A ledger transaction whose shape was found right, from now on unchangeable: what is found out of it once holds for good, and
 * whoever is handed it need not read it again.
 * @param value nobody else's
 * @param text its canonical JSON
 */
export function keepLedgerTransaction(value: JsonValue, text: string): LedgerTransaction {
  freeze(value);
  const ledgerTransaction = value as unknown as LedgerTransaction;
  kept.set(ledgerTransaction, text);
  followsFrom.set(ledgerTransaction.body, {});
  return ledgerTransaction;
}

/** Whether it is one that was kept, and thus of the right shape. */
export function isKept(value: unknown): value is LedgerTransaction {
  return typeof value === 'object' && value !== null && kept.has(value);
}

/** Its canonical JSON (RFC 8785), written anew only where it may still change. */
export function textOfLedgerTransaction(ledgerTransaction: LedgerTransaction): string {
  return kept.get(ledgerTransaction) ?? canonicalJson(ledgerTransaction as unknown as JsonValue);
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
