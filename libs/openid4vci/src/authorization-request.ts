import { refusal } from '#primitives';
import { parseAuthorizationDetails, type AuthorizationDetail } from './authorization-details.js';
import type { OAuthParameters } from './oauth-parameters.js';

/** SHA-256, base64url: a PKCE challenge (RFC 7636 §4.2), a JWK thumbprint (RFC 7638). */
const DIGEST = /^[A-Za-z0-9_-]{43}$/;
/** Wallets keep their own state in it; some of it is long. */
const MAX_STATE_LENGTH = 4096;
const MAX_ISSUER_STATE_LENGTH = 512;
const MAX_SCOPES = 64;

/** What an authorization request asks for (RFC 6749 §4.1.1 with RFC 7636, 9396, 9449 and OpenID4VCI 1.0 §5.1). */
export interface AuthorizationRequest {
  /** As asked; unknown ones are ignored (OpenID4VCI 1.0 §5.1.2). */
  scopes: string[];
  authorizationDetails: AuthorizationDetail[];
  codeChallenge: string;
  /** `dpop_jkt` (RFC 9449 §10). */
  dpopKey?: string;
  issuerState?: string;
}

/** `state`, of which errors speak too. @throws `malformed_authorization_request` */
export function readStateParameter(parameters: OAuthParameters): string | undefined {
  const state = parameters.single('state');
  if (state !== undefined && state.length > MAX_STATE_LENGTH) throw malformed('The state is too long.');
  return state;
}

/**
 * Reads all of an authorization request but client, redirect URI and state. Other parameters are ignored (OpenID4VCI 1.0 §5.1.3).
 * @throws `malformed_authorization_request`, `repeated_parameter`, `unsupported_response_type`, `response_mode_unsupported`,
 *   `request_object_unsupported`, `code_challenge_missing`, `code_challenge_unsupported`, `malformed_authorization_details`
 */
export function parseAuthorizationRequest(parameters: OAuthParameters): AuthorizationRequest {
  checkResponse(parameters);
  for (const name of ['request', 'request_uri']) {
    if (parameters.single(name) !== undefined) {
      throw refusal('request_object_unsupported', 'The request is taken from its parameters, and from nowhere else.');
    }
  }
  const dpopKey = parameters.single('dpop_jkt');
  if (dpopKey !== undefined && !DIGEST.test(dpopKey)) throw malformed('The DPoP key is not a thumbprint.');
  const issuerState = parameters.single('issuer_state');
  if (issuerState !== undefined && issuerState.length > MAX_ISSUER_STATE_LENGTH) {
    throw malformed('The issuer state is too long.');
  }
  const details = parameters.single('authorization_details');
  return {
    scopes: readScopes(parameters),
    authorizationDetails: details === undefined ? [] : parseAuthorizationDetails(details),
    codeChallenge: readCodeChallenge(parameters),
    ...(dpopKey === undefined ? {} : { dpopKey }),
    ...(issuerState === undefined ? {} : { issuerState }),
  };
}

/** `scope` as a list without repetitions (RFC 6749 §3.3). @throws `malformed_authorization_request` */
export function readScopes(parameters: OAuthParameters): string[] {
  const scopes = [...new Set((parameters.single('scope') ?? '').split(' ').filter((scope) => scope !== ''))];
  if (scopes.length > MAX_SCOPES) throw malformed('There are too many scopes.');
  return scopes;
}

/** FAPI 2.0 §5.3.2.2: only the code flow; the answer goes into the query, which is its default. */
function checkResponse(parameters: OAuthParameters): void {
  const responseType = parameters.single('response_type');
  if (responseType === undefined) throw malformed('The request names no response type.');
  if (responseType !== 'code') throw refusal('unsupported_response_type', 'The only response type is code.');
  const responseMode = parameters.single('response_mode');
  if (responseMode !== undefined && responseMode !== 'query') {
    throw refusal('response_mode_unsupported', 'The only response mode is query.');
  }
}

/** S256 and nothing else: without a method the challenge would be `plain` (RFC 7636 §4.3). */
function readCodeChallenge(parameters: OAuthParameters): string {
  const challenge = parameters.single('code_challenge');
  if (challenge === undefined) throw refusal('code_challenge_missing', 'The request needs a code challenge.');
  if (parameters.single('code_challenge_method') !== 'S256' || !DIGEST.test(challenge)) {
    throw refusal('code_challenge_unsupported', 'The code challenge must be made by S256.');
  }
  return challenge;
}

function malformed(message: string) {
  return refusal('malformed_authorization_request', message);
}
