import { z } from 'zod';
import { canonicalJson, parseJson, refusal, type JsonValue } from '#primitives';
import { isKept, keepLedgerTransaction } from './kept-ledger-transaction.js';
import { ballotShape, leafKeyRotationShape, memberKeyRotationShape, proposalShape } from './governance-shapes.js';
import {
  accreditedIssuerShape,
  admittedMemberShape,
  adoptedContractShape,
  periodicAnchorShape,
  registeredVerifierShape,
  statusAnchorShape,
} from './ledger-state-shapes.js';
import type { LedgerTransaction } from './ledger-transaction.js';
import { statusChangeShape } from './proposal-subject-shapes.js';
import { distributionShape, settlementShape } from './settlement-shapes.js';
import { bytesShape, didShape, digestShape, naturalShape, positiveShape, slugShape } from './shapes.js';

/** Longest raw ledger transaction, in UTF-16 code units, and its deepest nesting. */
export const MAX_LEDGER_TRANSACTION_LENGTH = 64 * 1024;
const MAX_DEPTH = 12;
const MAX_SIGNATURES = 16;

const setStatusShape = z.strictObject({ ...statusChangeShape, sequence: positiveShape });

const bodyShape = z.discriminatedUnion('kind', [
  bodyOf('admit_member', z.strictObject({ member: admittedMemberShape })),
  bodyOf('accredit_issuer', z.strictObject({ issuer: accreditedIssuerShape })),
  bodyOf('register_verifier', z.strictObject({ verifier: registeredVerifierShape })),
  bodyOf('adopt_contract', z.strictObject({ contract: adoptedContractShape })),
  bodyOf('set_status', setStatusShape),
  bodyOf('end_founding', z.strictObject({})),
  bodyOf('propose', z.strictObject({ proposal: proposalShape })),
  bodyOf('vote', z.strictObject({ ballot: ballotShape })),
  bodyOf('close_proposal', z.strictObject({ proposal: slugShape })),
  bodyOf('rotate_key', z.strictObject({ rotation: memberKeyRotationShape })),
  bodyOf('rotate_leaf_key', z.strictObject({ rotation: leafKeyRotationShape })),
  bodyOf('anchor', z.strictObject({ anchor: periodicAnchorShape })),
  bodyOf('anchor_status', z.strictObject({ anchor: statusAnchorShape })),
  bodyOf('settle', z.strictObject({ settlement: settlementShape })),
  bodyOf('distribute', z.strictObject({ distribution: distributionShape })),
]);

export const ledgerTransactionShape = z
  .strictObject({
    body: bodyShape,
    signatures: z
      .array(z.strictObject({ member: didShape, key: digestShape, signature: bytesShape(64) }))
      .max(MAX_SIGNATURES)
      .refine(isSortedByMember, 'not sorted by member, one a member'),
  })
  .meta({ id: 'LedgerTransaction' }) satisfies z.ZodType<LedgerTransaction>;

/**
 * Reads raw bytes from the wire: they must be the canonical form (RFC 8785) of themselves, so that one transaction has
 * one spelling.
 * @returns an unchangeable one
 * @throws the JSON codes, `ledger_transaction_not_canonical`, `malformed_ledger_transaction`
 */
export function parseLedgerTransaction(raw: string): LedgerTransaction {
  const value = parseJson(raw, { maxLength: MAX_LEDGER_TRANSACTION_LENGTH, maxDepth: MAX_DEPTH });
  if (canonicalJson(value) !== raw) {
    throw refusal('ledger_transaction_not_canonical', 'The ledger transaction is not canonical JSON (RFC 8785).');
  }
  requireShape(value);
  return keepLedgerTransaction(value, raw);
}

/** As {@link parseLedgerTransaction}, of JSON that was parsed already. @throws `malformed_ledger_transaction` */
export function readLedgerTransaction(value: JsonValue): LedgerTransaction {
  return isKept(value) ? value : requireShape(value);
}

function requireShape(value: JsonValue): LedgerTransaction {
  const read = ledgerTransactionShape.safeParse(value);
  if (read.success) return read.data;
  throw refusal('malformed_ledger_transaction', `The ledger transaction has no valid shape: ${where(read.error)}.`);
}

/** The raw form that goes over the wire. */
export function writeLedgerTransaction(ledgerTransaction: LedgerTransaction): string {
  return canonicalJson(ledgerTransaction as unknown as JsonValue);
}

/** Names the first place that is wrong, without its value. */
export function where(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined || issue.path.length === 0 ? 'at its root' : `at ${issue.path.map(String).join('.')}`;
}

function bodyOf<Kind extends string, Payload extends z.ZodType>(kind: Kind, payload: Payload) {
  return z.strictObject({
    genesis: digestShape,
    contractVersion: positiveShape,
    nonce: bytesShape(16),
    expiryHeight: naturalShape,
    kind: z.literal(kind),
    payload,
  });
}

function isSortedByMember(signatures: readonly { member: string }[]): boolean {
  return signatures.every(({ member }, index) => index === 0 || (signatures[index - 1]?.member ?? '') < member);
}
