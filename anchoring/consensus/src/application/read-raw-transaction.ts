import { decodeUtf8, encodeBase64url, isCodedError, sha256 } from '#primitives';
import { MAX_LEDGER_TRANSACTION_LENGTH, parseLedgerTransaction, type LedgerTransaction } from '#ledger';

/** What the bytes of a block are: a ledger transaction, or why they are none. */
export type ReadTransaction =
  | { kind: 'ledger_transaction'; ledgerTransaction: LedgerTransaction }
  | { kind: 'malformed'; code: string; reason: string };

/** Several blocks of them, each a few kilobytes. */
const MAX_REMEMBERED = 4000;
/** Whoever sends the longest ones, signed or not, takes no more memory than this, and what it becomes when it is read. */
const MAX_REMEMBERED_BYTES = 16 * 1024 * 1024;
/** Ledger transactions by the SHA-256 of their bytes, the oldest first; nobody changes one. */
const remembered = new Map<string, { read: ReadTransaction; length: number }>();
let rememberedBytes = 0;

/**
 * Reads bytes that anybody may have put into a block: they must be the canonical JSON (RFC 8785) of a ledger transaction, so
 * that one transaction has one spelling. A node meets the same bytes when they arrive, after each block for which they wait, and
 * in their block; they are read once.
 */
export function readRawTransaction(bytes: Uint8Array): ReadTransaction {
  // In bytes, as the network's `max_tx_bytes` counts: never more than so many UTF-16 code units.
  if (bytes.length > MAX_LEDGER_TRANSACTION_LENGTH) {
    const reason = `The ledger transaction is longer than ${MAX_LEDGER_TRANSACTION_LENGTH} bytes.`;
    return { kind: 'malformed', code: 'json_too_large', reason };
  }
  const digest = encodeBase64url(sha256(bytes));
  const known = remembered.get(digest);
  if (known !== undefined) return known.read;
  const read = readAnew(bytes);
  if (read.kind === 'malformed') return read;
  remembered.set(digest, { read, length: bytes.length });
  rememberedBytes += bytes.length;
  forgetOldest();
  return read;
}

function forgetOldest(): void {
  for (const [digest, { length }] of remembered) {
    if (remembered.size <= MAX_REMEMBERED && rememberedBytes <= MAX_REMEMBERED_BYTES) return;
    remembered.delete(digest);
    rememberedBytes -= length;
  }
}

function readAnew(bytes: Uint8Array): ReadTransaction {
  try {
    return { kind: 'ledger_transaction', ledgerTransaction: parseLedgerTransaction(decodeUtf8(bytes)) };
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
    return { kind: 'malformed', code: error.code, reason: error.message };
  }
}
