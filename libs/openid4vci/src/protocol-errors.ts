import { z } from 'zod';
import { parseJsonObject } from '#primitives';
import { parseShape } from './parse-shape.js';

/** RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 9101 §7, RFC 9396 §5, RFC 9449 §7.1 and §8, attestation-based client authentication §6.2, OpenID4VCI 1.0 §6.3, §8.3.1, §9.3, §11.3. */
export type ProtocolErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'use_attestation_challenge'
  | 'unauthorized_client'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_authorization_details'
  | 'invalid_request_uri'
  | 'access_denied'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'invalid_token'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_proof'
  | 'invalid_nonce'
  | 'invalid_encryption_parameters'
  | 'credential_request_denied'
  | 'invalid_transaction_id'
  | 'invalid_notification_id'
  | 'invalid_notification_request';

const CODES: Record<ProtocolErrorCode, readonly string[]> = {
  invalid_request: [
    'client_authentication_twice',
    // RFC 9449 §5 has a code for a proof that is wrong, and none for one that is not there.
    'dpop_missing',
    'malformed_token_request',
    'repeated_parameter',
    'transaction_code_missing',
    'transaction_code_unexpected',
    'malformed_authorization_request',
    'response_mode_unsupported',
    'request_object_unsupported',
    'code_challenge_missing',
    'code_challenge_unsupported',
    'redirect_uri_missing',
    'redirect_uri_unknown',
    'pushed_request_required',
    'issuer_state_unknown',
  ],
  unauthorized_client: ['client_unregistered'],
  unsupported_response_type: ['unsupported_response_type'],
  invalid_scope: ['scope_unknown'],
  invalid_authorization_details: ['malformed_authorization_details', 'authorization_details_unknown'],
  invalid_request_uri: ['request_uri_unknown', 'request_uri_expired', 'request_uri_used'],
  access_denied: ['authorization_refused'],
  invalid_client: [
    'client_unknown',
    'client_authentication_missing',
    'client_authentication_other',
    'client_replayed',
    'client_attestation_missing',
    'client_attestation_repeated',
    'client_attestation_malformed',
    'client_attestation_wrong_type',
    'client_attestation_untrusted',
    'client_attestation_bad_signature',
    'client_attestation_incomplete',
    'client_attestation_private_key',
    'client_attestation_unsupported_key',
    'client_attestation_from_future',
    'client_attestation_stale',
    'client_attestation_other_client',
    'client_attestation_pop_malformed',
    'client_attestation_pop_wrong_type',
    'client_attestation_pop_bad_signature',
    'client_attestation_pop_wrong_client',
    'client_attestation_pop_wrong_audience',
    'client_attestation_pop_from_future',
    'client_attestation_pop_stale',
    'client_assertion_type_unknown',
    'client_assertion_malformed',
    'client_assertion_bad_signature',
    'client_assertion_wrong_audience',
    'client_assertion_from_future',
    'client_assertion_stale',
    'client_assertion_other_client',
  ],
  use_attestation_challenge: ['client_attestation_wrong_challenge'],
  invalid_grant: [
    'code_unknown',
    'code_expired',
    'code_used',
    'code_withdrawn',
    'transaction_code_wrong',
    'transaction_code_locked',
    'code_of_other_client',
    'code_of_other_key',
    'code_of_other_redirect_uri',
    'code_verifier_wrong',
    'refresh_token_unknown',
    'refresh_token_expired',
    'refresh_token_of_other_client',
    'refresh_token_of_other_key',
  ],
  unsupported_grant_type: ['unsupported_grant_type'],
  invalid_token: [
    'access_token_missing',
    'access_token_not_dpop',
    'access_token_unknown',
    'access_token_expired',
    'access_token_used',
    'access_token_other_key',
    'access_token_misplaced',
  ],
  invalid_dpop_proof: [
    'dpop_repeated',
    'dpop_other_key',
    'dpop_malformed',
    'dpop_wrong_type',
    'dpop_private_key',
    'dpop_unsupported_key',
    'dpop_bad_signature',
    'dpop_wrong_method',
    'dpop_wrong_url',
    'dpop_stale',
    'dpop_from_future',
    'dpop_wrong_token',
    'dpop_replayed',
  ],
  use_dpop_nonce: ['dpop_wrong_nonce'],
  invalid_credential_request: ['malformed_credential_request', 'too_many_key_proofs', 'malformed_utf8'],
  unknown_credential_configuration: ['unknown_credential_configuration'],
  unknown_credential_identifier: ['unknown_credential_identifier'],
  invalid_proof: [
    'key_proof_missing',
    'key_proof_malformed',
    'key_proof_wrong_type',
    'key_proof_key_source',
    'key_proof_private_key',
    'key_proof_unsupported_key',
    'key_proof_bad_signature',
    'key_proof_wrong_audience',
    'key_proof_stale',
    'key_proof_from_future',
    'key_proof_nonce_missing',
    'key_proof_repeated_key',
    'key_proof_wrong_client',
    'key_proof_of_older_draft',
    'key_proof_types_mixed',
    'key_proof_type_unsupported',
    'key_attestation_missing',
    'key_attestation_malformed',
    'key_attestation_wrong_type',
    'key_attestation_unsupported',
    'key_attestation_untrusted',
    'key_attestation_bad_signature',
    'key_attestation_from_future',
    'key_attestation_expired',
    'key_attestation_too_weak',
    'key_attestation_of_other_key',
    'key_attestation_nonce_missing',
  ],
  invalid_nonce: [
    'key_proof_wrong_nonce',
    'key_proof_nonce_used',
    'key_proof_nonces_differ',
    'key_attestation_wrong_nonce',
  ],
  invalid_encryption_parameters: [
    'encryption_unsupported',
    'encryption_required',
    'encryption_of_request_missing',
    'encryption_key_unusable',
    'jwe_not_decrypted',
  ],
  credential_request_denied: [
    'credential_denied',
    'credential_refused',
    'credential_limit_reached',
    'birth_evidence_missing',
  ],
  invalid_transaction_id: ['deferred_transaction_unknown'],
  invalid_notification_id: ['notification_unknown'],
  invalid_notification_request: ['malformed_notification_request'],
};

const UNAUTHORIZED: ReadonlySet<string> = new Set<ProtocolErrorCode>(['invalid_client', 'invalid_token']);

/** What the wire says for each code of this protocol; codes that are not here are not the protocol's. */
export const PROTOCOL_ERRORS: Readonly<Record<string, { error: ProtocolErrorCode; status: 400 | 401 }>> =
  Object.fromEntries(
    Object.entries(CODES).flatMap(([error, codes]) =>
      codes.map((code) => [
        code,
        { error: error as ProtocolErrorCode, status: UNAUTHORIZED.has(error) ? (401 as const) : (400 as const) },
      ]),
    ),
  );

/** Our codes that the wire names so. */
export function protocolCodes(...errors: readonly ProtocolErrorCode[]): string[] {
  return errors.flatMap((error) => CODES[error]);
}

const errorResponse = z.looseObject({
  error: z.string().min(1).max(128),
  error_description: z.string().max(2048).optional(),
  /** Ours: why in particular, and how many transaction codes may still be tried. A wallet only explains by them. */
  incola_reason: z.string().max(64).optional().catch(undefined),
  incola_attempts_left: z.int().min(0).max(1_000).optional().catch(undefined),
});

export type ErrorResponse = z.infer<typeof errorResponse>;

/** @throws `malformed_error_response`, the JSON codes */
export function parseErrorResponse(text: string): ErrorResponse {
  return parseShape(
    errorResponse,
    parseJsonObject(text, { maxLength: 16 * 1024, maxDepth: 8 }),
    'malformed_error_response',
    'The error response is not well formed.',
  );
}
