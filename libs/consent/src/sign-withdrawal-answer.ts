import { createJws, parseJws, refusal, verifyJws } from '#primitives';
import type { PublicJwk, Signer, VerifySignature } from '#primitives';
import { refuseAs } from './shapes.js';
import { parseWithdrawalAnswer, type SignedWithdrawalAnswer } from './withdrawal.js';

/** `typ` of a signed withdrawal answer. */
export const WITHDRAWAL_ANSWER_TYPE = 'incola-withdrawal-answer+jwt';

/** Signs with the verifier's access key; `x5c` as in the receipt. */
export function signWithdrawalAnswer(
  answer: SignedWithdrawalAnswer,
  tools: { signer: Pick<Signer, 'suite' | 'sign'>; x5c: string[] },
): Promise<string> {
  return createJws({ typ: WITHDRAWAL_ANSWER_TYPE, x5c: tools.x5c }, answer, tools.signer);
}

/**
 * @param accessKey the verifier's, as in `verifyReceipt`
 * @param commitment of the receipt that was withdrawn, base64url
 * @throws `malformed_withdrawal_answer`, `withdrawal_answer_signature`, `withdrawal_commitment`
 */
export async function verifyWithdrawalAnswer(
  compact: string,
  accessKey: PublicJwk,
  commitment: string,
  verify: VerifySignature,
): Promise<SignedWithdrawalAnswer> {
  const jws = refuseAs('malformed_withdrawal_answer', 'The answer is not a JWS.', () => parseJws(compact));
  if (jws.header.typ !== WITHDRAWAL_ANSWER_TYPE) {
    throw refusal('malformed_withdrawal_answer', 'The answer does not have the form of one.');
  }
  const answer = parseWithdrawalAnswer(jws.payload);
  if (!(await verifyJws(jws, accessKey, verify))) {
    throw refusal('withdrawal_answer_signature', 'The answer is not signed by the verifier.');
  }
  if (answer.commitment !== commitment) throw refusal('withdrawal_commitment', 'The answer names another receipt.');
  return answer;
}
