import { isCodedError } from '#primitives';
import type { VerificationView } from '../verifications/read-verification.js';

/** What goes back to a relying party instead of a code (RFC 6749 §4.1.2.1); nothing in it is about the person. */
export interface AuthorizationError {
  error: string;
  error_description: string;
}

const denied = (error_description: string): AuthorizationError => ({ error: 'access_denied', error_description });

export const NOBODY_ANSWERED = denied('nobody answered in time');

/** By the status of the verification that did not end well. */
const OF_STATUS: Readonly<Partial<Record<VerificationView['status'], AuthorizationError>>> = {
  refused: denied('the person refused, or has no proof that answers'),
  not_verified: denied('the proof was not accepted'),
  // It is over for us, while its page may still ask again.
  ...{ created: NOBODY_ANSWERED, opened: NOBODY_ANSWERED, expired: NOBODY_ANSWERED },
  cancelled: denied('the request was cancelled'),
  redacted: denied('the answer is withheld'),
};

export function errorOfOutcome({ status }: Pick<VerificationView, 'status'>): AuthorizationError {
  return OF_STATUS[status] ?? denied('there is no answer');
}

const NOT_COVERED: AuthorizationError = {
  error: 'invalid_scope',
  error_description: 'the contract does not cover this scope',
};

/** What keeps the question from being asked at all. */
const OF_QUESTION: Readonly<Record<string, AuthorizationError>> = {
  unknown_contract: { error: 'invalid_scope', error_description: 'there is no contract for this scope' },
  contract_not_in_force: { error: 'invalid_scope', error_description: 'the contract of this scope is not in force' },
  unknown_policy: { error: 'invalid_scope', error_description: 'there is no policy for this scope' },
  claim_not_in_contract: NOT_COVERED,
  type_not_in_contract: NOT_COVERED,
  values_not_in_contract: NOT_COVERED,
  addresses_required: {
    error: 'invalid_request',
    error_description: 'this scope confirms an address: send it as value of the claim address',
  },
  addresses_not_in_contract: { error: 'invalid_request', error_description: 'this scope confirms no address' },
  too_many_addresses: { error: 'invalid_request', error_description: 'too many spellings of the address' },
  address_not_canonical: { error: 'invalid_request', error_description: 'the address has no normal form' },
};

/** @throws the error itself where it is a fault of ours, which no relying party should read */
export function errorOfQuestion(error: unknown): AuthorizationError {
  if (!isCodedError(error) || error.fault === 'bug') throw error;
  if (error.fault === 'outage') {
    return { error: 'temporarily_unavailable', error_description: 'proofs can not be checked at the moment' };
  }
  const known = OF_QUESTION[error.code];
  if (known === undefined) throw error;
  return known;
}
