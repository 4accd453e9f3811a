import { z } from 'zod';
import { parseJson, refusal, type JsonValue } from '#primitives';
import { cometbftAttestationShape } from './cometbft/cometbft-attestation.js';
import type { AnchoredCommitmentProof, Attestation, HistoryProof, LedgerProof, StateProof } from './ledger-proof.js';
import { ledgerTransactionShape, where } from './parse-ledger-transaction.js';
import { bytesShape, digestShape, naturalShape, positiveShape } from './shapes.js';
import { stateEntryShape } from './state-entry-shape.js';

/** Longest proof, in UTF-16 code units, and its deepest nesting. */
export const LEDGER_PROOF_LIMITS = { maxLength: 2 * 1024 * 1024, maxDepth: 24 };
/** Keys that one state proof may speak of. */
export const MAX_STATE_PROOF_KEYS = 16;
/** Longest path in a log or an anchor. */
const MAX_PATH = 64;
const MAX_CHECKPOINT_LENGTH = 16 * 1024;

const inclusionShape = z.strictObject({
  index: naturalShape,
  size: positiveShape,
  path: z.array(digestShape).max(MAX_PATH),
});

/** What attests a root, as both engines publish it. */
export const attestationShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkpoint'), checkpoint: z.string().max(MAX_CHECKPOINT_LENGTH) }),
  cometbftAttestationShape,
]) satisfies z.ZodType<Attestation>;

const head = { format: z.literal('incola-ledger-proof'), version: z.literal(1) };

export const historyProofShape = z
  .strictObject({
    ...head,
    kind: z.literal('history'),
    genesis: digestShape,
    ledgerTransaction: ledgerTransactionShape,
    height: positiveShape,
    inclusion: inclusionShape,
    attestation: attestationShape,
  })
  .meta({ id: 'HistoryProof' }) satisfies z.ZodType<HistoryProof>;

export const stateProofShape = z
  .strictObject({
    ...head,
    kind: z.literal('state'),
    genesis: digestShape,
    entries: z.array(stateEntryShape).min(1).max(MAX_STATE_PROOF_KEYS),
    blockEnd: z.strictObject({ height: naturalShape, time: naturalShape, stateRoot: digestShape }),
    inclusion: inclusionShape,
    attestation: attestationShape,
  })
  .meta({ id: 'StateProof' }) satisfies z.ZodType<StateProof>;

export const anchoredCommitmentProofShape = z
  .strictObject({
    ...head,
    kind: z.literal('anchored_commitment'),
    commitment: bytesShape(32),
    inclusion: inclusionShape,
    anchor: historyProofShape,
  })
  .meta({ id: 'AnchoredCommitmentProof' }) satisfies z.ZodType<AnchoredCommitmentProof>;

const ledgerProofShape = z.discriminatedUnion('kind', [
  historyProofShape,
  stateProofShape,
  anchoredCommitmentProofShape,
]);

/** @throws the JSON codes, `malformed_ledger_proof` */
export function parseLedgerProof(text: string): LedgerProof {
  return readLedgerProof(parseJson(text, LEDGER_PROOF_LIMITS));
}

/** @throws the JSON codes, `malformed_attestation` */
export function parseAttestation(text: string): Attestation {
  const read = attestationShape.safeParse(parseJson(text, LEDGER_PROOF_LIMITS));
  if (read.success) return read.data;
  throw refusal('malformed_attestation', `The attestation has no valid shape: ${where(read.error)}.`);
}

/** As {@link parseLedgerProof}, of JSON that was parsed already. @throws `malformed_ledger_proof` */
export function readLedgerProof(value: JsonValue): LedgerProof {
  const read = ledgerProofShape.safeParse(value);
  if (read.success) return read.data;
  throw refusal('malformed_ledger_proof', `The ledger proof has no valid shape: ${where(read.error)}.`);
}
