import { z } from 'zod';
import {
  canonicalJson,
  concatBytes,
  decodeUtf8,
  domainMessage,
  encodeUtf8,
  equalBytes,
  parseJson,
  refusal,
  type Domain,
  type JsonObject,
  type JsonValue,
} from '#primitives';
import type { BlockEndLeaf } from './ledger-proof.js';
import { keepLedgerTransaction, textOfLedgerTransaction } from './kept-ledger-transaction.js';
import type { LedgerTransaction } from './ledger-transaction.js';
import { MISBEHAVIOUR_KINDS, type RecordedMisbehaviour } from './misbehaviour.js';
import { ledgerTransactionShape, MAX_LEDGER_TRANSACTION_LENGTH } from './parse-ledger-transaction.js';
import { validatorShape } from './proposal-subject-shapes.js';
import { digestShape, naturalShape, positiveShape } from './shapes.js';

const LOG_LEAF: Domain = 'incola:log-leaf:1';

const PREFIX = concatBytes(encodeUtf8(LOG_LEAF), Uint8Array.of(0));
const LEAF_LIMITS = { maxLength: MAX_LEDGER_TRANSACTION_LENGTH + 256, maxDepth: 14 };

export type LogLeaf =
  | { kind: 'ledger_transaction'; height: number; ledgerTransaction: LedgerTransaction }
  | { kind: 'misbehaviour'; height: number; misbehaviour: RecordedMisbehaviour }
  | ({ kind: 'block_end' } & BlockEndLeaf);

const misbehaviourShape = validatorShape.extend({
  kind: z.enum(MISBEHAVIOUR_KINDS),
  height: positiveShape,
  suspended: z.boolean(),
});

const logLeafShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ledger_transaction'),
    height: positiveShape,
    ledgerTransaction: ledgerTransactionShape,
  }),
  z.strictObject({ kind: z.literal('misbehaviour'), height: positiveShape, misbehaviour: misbehaviourShape }),
  z.strictObject({ kind: z.literal('block_end'), height: naturalShape, time: naturalShape, stateRoot: digestShape }),
]) satisfies z.ZodType<LogLeaf>;

/** Reads a leaf of somebody's log. @throws `malformed_log_leaf`, also where the bytes are not canonical */
export function parseLogLeaf(bytes: Uint8Array): LogLeaf {
  if (!equalBytes(bytes.subarray(0, PREFIX.length), PREFIX)) throw malformed('it does not begin with its domain');
  const text = decodeUtf8(bytes.subarray(PREFIX.length));
  const value = parseJson(text, LEAF_LIMITS);
  const read = logLeafShape.safeParse(value);
  if (!read.success || canonicalJson(value) !== text) throw malformed('its JSON has no valid shape');
  const leaf = read.data;
  if (leaf.kind !== 'ledger_transaction') return leaf;
  const { ledgerTransaction } = value as JsonObject;
  const own = text.slice(beginningOf(leaf.height).length, -1);
  return { ...leaf, ledgerTransaction: keepLedgerTransaction(ledgerTransaction as JsonValue, own) };
}

/**
 * The leaf of an accepted ledger transaction: `incola:log-leaf:1` ‖ 0x00 ‖
 * JCS({"height", "kind": "ledger_transaction", "ledgerTransaction"}).
 */
export function ledgerTransactionLeaf(height: number, ledgerTransaction: LedgerTransaction): Uint8Array {
  return bytesOf(`${beginningOf(height)}${textOfLedgerTransaction(ledgerTransaction)}}`);
}

/** What stands before the ledger transaction in its leaf's canonical JSON. */
function beginningOf(height: number): string {
  return `{"height":${height},"kind":"ledger_transaction","ledgerTransaction":`;
}

/**
 * The leaf of what was proved against a validator, before its block's ledger transactions: `incola:log-leaf:1` ‖ 0x00 ‖
 * JCS({"height", "kind": "misbehaviour", "misbehaviour"}).
 */
export function misbehaviourLeaf(height: number, misbehaviour: RecordedMisbehaviour): Uint8Array {
  return leafBytes({ height, kind: 'misbehaviour', misbehaviour: { ...misbehaviour } });
}

/** The leaf that ends a block: `incola:log-leaf:1` ‖ 0x00 ‖ JCS({"height", "kind": "block_end", "stateRoot", "time"}). */
export function blockEndLeaf({ height, time, stateRoot }: BlockEndLeaf): Uint8Array {
  return leafBytes({ height, kind: 'block_end', stateRoot, time });
}

function leafBytes(leaf: JsonValue): Uint8Array {
  return bytesOf(canonicalJson(leaf));
}

function bytesOf(text: string): Uint8Array {
  return domainMessage(LOG_LEAF, encodeUtf8(text));
}

function malformed(why: string): Error {
  return refusal('malformed_log_leaf', `The log's leaf is malformed: ${why}.`);
}
