import { isJsonObject, type JsonValue } from '#primitives';
import type { VerificationView } from '../verifications/read-verification.js';

/** Claims whose values the question itself fixed, or that only say how recent the proof is. */
const FIXED_BY_QUESTION = ['address_canonical', 'evidence_date'];

/**
 * Whether a confirmation says all that a clerk needs: a policy judged the values, or the question fixed them. A proof that is genuine
 * may else say no: "18 years old or older" can be false.
 * @param view with its answer
 */
export function isSettled({ assessment, answer }: Pick<VerificationView, 'assessment' | 'answer'>): boolean {
  return assessment !== undefined || (Array.isArray(answer) && answer.every(saysOnlyWhatWasFixed));
}

function saysOnlyWhatWasFixed(credential: JsonValue): boolean {
  if (!isJsonObject(credential) || !isJsonObject(credential.claims)) return false;
  return Object.keys(credential.claims).every((name) => FIXED_BY_QUESTION.includes(name));
}
