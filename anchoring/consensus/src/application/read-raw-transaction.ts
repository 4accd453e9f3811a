import { decodeUtf8, isCodedError, refusal } from '#primitives';
import { MAX_LEDGER_TRANSACTION_LENGTH, parseLedgerTransaction, type LedgerTransaction } from '#ledger';

/** What the bytes of a block are: a ledger transaction, or why they are none. */
export type ReadTransaction =
  | { kind: 'ledger_transaction'; ledgerTransaction: LedgerTransaction }
  | { kind: 'malformed'; code: string; reason: string };

/**
 * Reads bytes that anybody may have put into a block: they must be the canonical JSON (RFC 8785) of a ledger transaction, so
 * that one transaction has one spelling.
 */
export function readRawTransaction(bytes: Uint8Array): ReadTransaction {
  try {
    // In bytes, as the network's `max_tx_bytes` counts: never more than so many UTF-16 code units.
    if (bytes.length > MAX_LEDGER_TRANSACTION_LENGTH) {
      throw refusal('json_too_large', `The ledger transaction is longer than ${MAX_LEDGER_TRANSACTION_LENGTH} bytes.`);
    }
    return { kind: 'ledger_transaction', ledgerTransaction: parseLedgerTransaction(decodeUtf8(bytes)) };
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
    return { kind: 'malformed', code: error.code, reason: error.message };
  }
}
