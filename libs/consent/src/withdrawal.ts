import { z } from 'zod';
import type { Localised } from '#primitives';
import { bytes32, localised, parseShape, seconds, text } from './shapes.js';

/** A withdrawal as it is sent: signed by the credential's key (`incola-withdrawal+jwt`), or carrying the secret. */
export type WithdrawalStatement =
  { commitment: string; signed: string } | { commitment: string; withdrawal_secret: string };

/** What the verifier answers to a withdrawal, and keeps. */
export type WithdrawalAnswer =
  | { outcome: 'erased'; commitment: string }
  | { outcome: 'restricted'; commitment: string; reason: Localised; endsAt: number };

/** A withdrawal answer as it is signed: JWS of type `incola-withdrawal-answer+jwt`. */
export type SignedWithdrawalAnswer = WithdrawalAnswer & {
  version: 1;
  /** DID of the answering member. */
  member: string;
  /** Seconds since the epoch. */
  answeredAt: number;
};

/** The verifier's HTTP answer to a withdrawal: the signed answer, and what opens both commitments in the ledger. */
export interface WithdrawalDelivery {
  /** {@link SignedWithdrawalAnswer} as a JWS. */
  answer: string;
  /** 32 bytes, base64url: opens the commitment of kind `erasure` or `restriction` over the answer. */
  salt: string;
  ledger_proof_uri: string;
  /** 32 bytes, base64url: opens the commitment of kind `withdrawal` over the statement. */
  statement_salt: string;
  statement_ledger_proof_uri: string;
}

const compactJws = z.string().min(1).max(16_000);
/** The form of a withdrawal statement. */
export const withdrawalStatementShape = z.union([
  z.strictObject({ commitment: bytes32, signed: compactJws }),
  z.strictObject({ commitment: bytes32, withdrawal_secret: bytes32 }),
]);
const signedPart = { version: z.literal(1), member: text, answeredAt: seconds, commitment: bytes32 };
const answerShape = z.union([
  z.strictObject({ ...signedPart, outcome: z.literal('erased') }),
  z.strictObject({ ...signedPart, outcome: z.literal('restricted'), reason: localised, endsAt: seconds }),
]);
/** The form of the verifier's answer. */
export const withdrawalDeliveryShape = z.object({
  answer: compactJws,
  salt: bytes32,
  ledger_proof_uri: text,
  statement_salt: bytes32,
  statement_ledger_proof_uri: text,
});

/** @throws `malformed_withdrawal` */
export function parseWithdrawalStatement(value: unknown): WithdrawalStatement {
  return parseShape(
    withdrawalStatementShape,
    value,
    'malformed_withdrawal',
    'The withdrawal does not have the form of one.',
  );
}

/** @throws `malformed_withdrawal_answer` */
export function parseWithdrawalAnswer(value: unknown): SignedWithdrawalAnswer {
  return parseShape(answerShape, value, 'malformed_withdrawal_answer', 'The answer does not have the form of one.');
}

/** @throws `malformed_withdrawal_answer` */
export function parseWithdrawalDelivery(value: unknown): WithdrawalDelivery {
  return parseShape(
    withdrawalDeliveryShape,
    value,
    'malformed_withdrawal_answer',
    'The answer does not have the form of one.',
  );
}
