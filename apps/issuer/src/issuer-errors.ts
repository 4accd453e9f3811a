import { PROTOCOL_ERRORS } from '#openid4vci';
import { authenticationStatuses } from '#service-kit/authentication';
import { sessionStatuses } from '#service-kit/sessions';
import { SIGN_IN_STATUSES } from './sign-in/send-sign-in-page.js';
import { isAuthorizationPath } from './authorization/authorization-paths.js';
import { isConsolePath } from './console/console-paths.js';
import type { ErrorShapes, OAuthErrors, ProblemStatuses } from '#service-kit/problem';

/** The codes that are not simply 400. */
export const ISSUER_STATUSES: ProblemStatuses = {
  ...authenticationStatuses,
  ...sessionStatuses,
  ...SIGN_IN_STATUSES,
  unknown_tenant: 404,
  unknown_did: 404,
  unknown_offer: 404,
  unknown_subject_record: 404,
  account_unavailable: 404,
  unknown_import: 404,
  unknown_issuance: 404,
  issuance_decided: 409,
  import_conflict: 409,
  offer_redeemed: 409,
  birth_evidence_missing: 409,
  unknown_status_list: 404,
  not_acceptable: 406,
  history_not_kept: 501,
  file_too_large: 413,
};

const ALGORITHMS = 'algs="ES256 EdDSA"';

/** A resource answers authorization errors with 401 and a challenge (RFC 9449 §7.1). */
const challenge = (error: string) => ({
  error,
  status: 401,
  headers: { 'www-authenticate': `DPoP error="${error}", ${ALGORITHMS}` },
});

const RESOURCE_ERRORS: OAuthErrors = Object.fromEntries(
  Object.entries(PROTOCOL_ERRORS).flatMap(([code, { error }]) => {
    if (error === 'invalid_token') return [[code, challenge(error)]];
    return code.startsWith('dpop_')
      ? [[`access_${code}`, challenge(error === 'use_dpop_nonce' ? error : 'invalid_dpop_proof')]]
      : [];
  }),
);

/** Codes with which the protected endpoints refuse a token. */
export const RESOURCE_CODES = [...Object.keys(RESOURCE_ERRORS), 'access_token_insufficient'];

/** The protocol's endpoints; JSON that is none is of the credential endpoints, since the notification endpoint has its own word. */
export const ISSUER_OAUTH_ERRORS: OAuthErrors = {
  ...PROTOCOL_ERRORS,
  ...RESOURCE_ERRORS,
  ...Object.fromEntries(
    ['malformed_json', 'json_too_deep', 'json_not_an_object'].map((code) => [
      code,
      { error: 'invalid_credential_request' },
    ]),
  ),
  // OpenID4VCI 1.0 §8.3.1.1, RFC 6750 §3.1: the token is good, but not for this.
  access_token_insufficient: { ...challenge('insufficient_scope'), status: 403 },
  unknown_tenant: { error: 'invalid_request', status: 404 },
  // OpenID4VP 1.0 §5.10, §8.2: enough for a wallet to stop, nothing to try again with.
  unknown_request: { error: 'invalid_request', status: 404 },
  request_closed: { error: 'invalid_request', status: 410 },
};

/** What people open: its errors are pages. */
export function isPagePath(path: string): boolean {
  return isConsolePath(path) || isAuthorizationPath(path);
}

/** `/{tenant}/token` and its like. */
export function isProtocolEndpoint(path: string): boolean {
  return (
    !isPagePath(path) &&
    (/^\/[^/]+\/(?:par|token|challenge|nonce|credential|deferred-credential|notification)$/.test(path) ||
      /^\/[^/]+\/identity-(?:requests|responses)\/[^/]+$/.test(path))
  );
}

/** What any origin's page may call (design §4): a wallet on the web does. */
export function isPublicPath(path: string): boolean {
  if (isPagePath(path)) return false;
  return (
    isProtocolEndpoint(path) ||
    /^\/\.well-known\/|^\/[^/]+\/(?:did\.json|offers\/[^/]+|status-lists(?:\/[^/]+)?)$/.test(path)
  );
}

export const ISSUER_ERRORS: ErrorShapes = {
  statuses: ISSUER_STATUSES,
  oauth: { paths: isProtocolEndpoint, errors: ISSUER_OAUTH_ERRORS },
};
