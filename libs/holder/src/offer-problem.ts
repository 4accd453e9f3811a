import { isCodedError } from '#primitives';

/** Why an offer could not be redeemed, by what its issuer said. */
export type OfferProblem = 'wrong_code' | 'locked' | 'used' | 'expired' | 'withdrawn' | 'unknown' | 'other';

const PROBLEMS: Readonly<Record<string, OfferProblem>> = {
  transaction_code_wrong: 'wrong_code',
  transaction_code_missing: 'wrong_code',
  transaction_code_locked: 'locked',
  code_used: 'used',
  code_expired: 'expired',
  code_withdrawn: 'withdrawn',
  code_unknown: 'unknown',
};

/** @returns `undefined` for what the issuer did not refuse: an outage, a credential that is not right */
export function offerProblemOf(error: unknown): { problem: OfferProblem; attemptsLeft?: number } | undefined {
  if (!isCodedError(error)) return undefined;
  if (error.code === 'offer_unavailable') return { problem: 'used' };
  if (error.code !== 'issuer_invalid_grant') return undefined;
  const { reason = '', attemptsLeft } = error.extensions ?? {};
  const problem = PROBLEMS[reason] ?? 'other';
  return { problem, ...(typeof attemptsLeft === 'number' ? { attemptsLeft } : {}) };
}
