/** Error codes that a wallet may answer (OpenID4VP 1.0 §8.5; RFC 6749 §4.1.2.1). */
export const WALLET_ERRORS = [
  'access_denied',
  'invalid_request',
  'invalid_client',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_response_type',
  'server_error',
  'temporarily_unavailable',
  'vp_formats_not_supported',
  'invalid_request_uri_method',
  'invalid_transaction_data',
  'wallet_unavailable',
] as const;
export type WalletError = (typeof WALLET_ERRORS)[number];

/** Our refusal codes with a §8.5 code of their own; everything else that is wrong with a request is `invalid_request`. */
const BY_CODE: Record<string, WalletError> = {
  transaction_data_unsupported: 'invalid_transaction_data',
  invalid_request_uri_method: 'invalid_request_uri_method',
  request_mode: 'unsupported_response_type',
  consent_refused: 'access_denied',
  no_matching_credential: 'access_denied',
};

/** The error that a wallet answers for one of our refusal codes. Refusal and mismatch are the same to the verifier. */
export function walletErrorOf(code: string): WalletError {
  return BY_CODE[code] ?? 'invalid_request';
}

/** Form body of an error response (§8.2, §8.5); `error_description` is left out, since it could tell more than the code. */
export function createErrorResponse(error: WalletError, stateParameter?: string): string {
  const form = new URLSearchParams({ error });
  if (stateParameter !== undefined) form.set('state', stateParameter);
  return form.toString();
}
