import type { OAuthErrors } from '#service-kit/problem';

/** What the library refuses with on its own (RFC 6749 §5.2, RFC 6750 §3.1, RFC 9449 §5, OpenID Connect Core §3.1.2.6), for the API's document. */
export const PROVIDER_ERRORS: OAuthErrors = {
  invalid_client: { error: 'invalid_client', status: 401 },
  invalid_token: { error: 'invalid_token', status: 401 },
  insufficient_scope: { error: 'insufficient_scope', status: 403 },
  ...Object.fromEntries(
    [
      ...['invalid_grant', 'invalid_scope', 'unauthorized_client', 'unsupported_grant_type'],
      ...['unsupported_response_type', 'invalid_redirect_uri', 'invalid_dpop_proof', 'request_not_supported'],
    ].map((error) => [error, { error }]),
  ),
};
