import { isCodedError } from '#primitives';
import type { UntrustedRequest } from './receive-request.js';

/**
 * What is wrong with a request, as a person can understand it; a screen has a text for each. Several codes of checks mean the
 * same to whoever must not share.
 */
export type RequestProblem =
  | 'clock_wrong'
  | 'request_gone'
  | 'request_expired'
  | 'offline'
  | 'not_a_request'
  | 'not_a_member'
  | 'member_suspended'
  | 'verifier_suspended'
  | 'key_out_of_term'
  | 'contract_unknown'
  | 'contract_suspended'
  | 'contract_ended'
  | 'contract_of_another_member'
  | 'registry_stale'
  | 'wallet_trust_expired'
  | 'registry_forged'
  | 'certificate_expired'
  | 'forged'
  | 'notice_missing'
  | 'notice_differs'
  | 'over_asking'
  | 'over_comparing'
  | 'answer_goes_elsewhere'
  | 'unsupported'
  | 'other';

const BY_CODE: Readonly<Record<string, RequestProblem>> = {
  clock_wrong: 'clock_wrong',
  request_unavailable: 'request_gone',
  request_expired: 'request_expired',
  peer_unreachable: 'offline',
  malformed_request_link: 'not_a_request',
  malformed_url: 'not_a_request',
  insecure_url: 'not_a_request',
  malformed_request_object: 'not_a_request',
  request_type: 'not_a_request',
  answer_too_large: 'not_a_request',
  malformed_utf8: 'not_a_request',
  client_identifier_prefix: 'not_a_member',
  malformed_client_identifier: 'not_a_request',
  client_id_differs: 'forged',
  client_identifier_mismatch: 'forged',
  request_signature: 'forged',
  notice_not_committed: 'forged',
  chain_untrusted: 'not_a_member',
  chain_missing: 'not_a_member',
  chain_expired: 'certificate_expired',
  unknown_verifier_key: 'not_a_member',
  unknown_member: 'not_a_member',
  verifier_key_not_in_term: 'key_out_of_term',
  member_suspended: 'member_suspended',
  verifier_suspended: 'verifier_suspended',
  contract_unknown: 'contract_unknown',
  contract_of_another_member: 'contract_of_another_member',
  contract_suspended: 'contract_suspended',
  contract_not_in_force: 'contract_suspended',
  contract_ended: 'contract_ended',
  state_proof_stale: 'registry_stale',
  proof_older_than_trusted: 'registry_stale',
  proof_from_future: 'clock_wrong',
  ledger_trust_expired: 'wallet_trust_expired',
  state_proof_from_future: 'clock_wrong',
  malformed_notice: 'notice_missing',
  notice_differs: 'notice_differs',
  over_asking_type: 'over_asking',
  over_asking_everything: 'over_asking',
  over_asking_claim: 'over_asking',
  over_asking_values: 'over_comparing',
  response_address_differs: 'answer_goes_elsewhere',
  invalid_request_uri_method: 'unsupported',
  transaction_data_unsupported: 'unsupported',
  request_mode: 'unsupported',
  response_encryption_unsupported: 'unsupported',
};

/** Codes whose cause may be this device's clock, if it is wrong. */
const OF_TIME: ReadonlySet<RequestProblem> = new Set([
  'request_expired',
  'certificate_expired',
  'registry_stale',
  'wallet_trust_expired',
  'key_out_of_term',
]);

/** The explanation of a request that failed a check. */
export function requestProblemOf({
  code,
  clockAheadSeconds,
}: Omit<UntrustedRequest, 'trusted' | 'request' | 'verdicts'>): RequestProblem {
  const problem = problemOfCode(code);
  return clockAheadSeconds !== undefined && OF_TIME.has(problem) ? 'clock_wrong' : problem;
}

/** The explanation of a request that could not even be checked; anything that is no coded error is thrown again. */
export function requestProblemOfError(error: unknown): RequestProblem {
  if (!isCodedError(error) || error.fault === 'bug') throw error;
  return error.fault === 'outage' ? 'offline' : problemOfCode(error.code);
}

function problemOfCode(code: string): RequestProblem {
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  if (code.startsWith('chain_') || code.startsWith('leaf_')) return 'not_a_member';
  // Whatever else a state proof fails by, it does not prove what it is there for.
  return /^(?:proof_|note_|malformed_(?:ledger_proof|note|checkpoint))/.test(code) ? 'registry_forged' : 'other';
}
