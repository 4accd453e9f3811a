import { z } from 'zod';
import { parseJsonObject, refusal } from '#primitives';
import { parseAuthorizationDetails, type AuthorizationDetail } from './authorization-details.js';
import { readScopes } from './authorization-request.js';
import { PRE_AUTHORIZED_CODE_GRANT } from './credential-offer.js';
import type { OAuthParameters } from './oauth-parameters.js';
import { parseShape } from './parse-shape.js';

const RESPONSE_LIMITS = { maxLength: 32 * 1024, maxDepth: 8 };
const MAX_CODE_LENGTH = 2048;
const MAX_TRANSACTION_CODE_LENGTH = 64;

export interface PreAuthorizedCodeRequest {
  preAuthorizedCode: string;
  transactionCode?: string;
}

/** What a token request presents (OpenID4VCI 1.0 §6.1, RFC 6749 §4.1.3 and §6). */
export type TokenRequest = { authorizationDetails: AuthorizationDetail[] } & (
  | ({ grantType: 'pre-authorized_code' } & PreAuthorizedCodeRequest)
  | { grantType: 'authorization_code'; code: string; codeVerifier?: string; redirectUri?: string }
  | { grantType: 'refresh_token'; refreshToken: string; scopes: string[] }
);

/** The form body of a token request under the pre-authorized code grant (OpenID4VCI 1.0 §6.1). */
export function createTokenRequest(request: PreAuthorizedCodeRequest): string {
  return new URLSearchParams({
    grant_type: PRE_AUTHORIZED_CODE_GRANT,
    'pre-authorized_code': request.preAuthorizedCode,
    ...(request.transactionCode === undefined ? {} : { tx_code: request.transactionCode }),
  }).toString();
}

/**
 * Reads a token request. Other parameters are ignored (OpenID4VCI 1.0 §6.1).
 * @throws `malformed_token_request`, `repeated_parameter`, `unsupported_grant_type`, `malformed_authorization_details`
 */
export function parseTokenRequest(parameters: OAuthParameters): TokenRequest {
  const grantType = parameters.single('grant_type');
  if (grantType === undefined) throw malformed('The token request names no grant type.');
  const details = parameters.single('authorization_details');
  const authorizationDetails = details === undefined ? [] : parseAuthorizationDetails(details);
  switch (grantType) {
    case PRE_AUTHORIZED_CODE_GRANT:
      return { grantType: 'pre-authorized_code', authorizationDetails, ...readPreAuthorizedCode(parameters) };
    case 'authorization_code':
      return { grantType, authorizationDetails, ...readAuthorizationCode(parameters) };
    case 'refresh_token': {
      const refreshToken = required(parameters, 'refresh_token');
      return { grantType, authorizationDetails, refreshToken, scopes: readScopes(parameters) };
    }
    default:
      throw refusal('unsupported_grant_type', 'The grant type is not supported.');
  }
}

function readPreAuthorizedCode(parameters: OAuthParameters): PreAuthorizedCodeRequest {
  const preAuthorizedCode = required(parameters, 'pre-authorized_code');
  const transactionCode = parameters.single('tx_code');
  if (transactionCode !== undefined && transactionCode.length > MAX_TRANSACTION_CODE_LENGTH) {
    throw malformed('The transaction code is too long.');
  }
  return { preAuthorizedCode, ...(transactionCode === undefined ? {} : { transactionCode }) };
}

function readAuthorizationCode(parameters: OAuthParameters) {
  const codeVerifier = parameters.single('code_verifier');
  const redirectUri = parameters.single('redirect_uri');
  return {
    code: required(parameters, 'code'),
    ...(codeVerifier === undefined ? {} : { codeVerifier }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
}

function required(parameters: OAuthParameters, name: string): string {
  const value = parameters.single(name);
  if (value === undefined || value.length > MAX_CODE_LENGTH) {
    throw malformed(`The token request has no ${name}, or one that is too long.`);
  }
  return value;
}

function malformed(message: string) {
  return refusal('malformed_token_request', message);
}

/** OpenID4VCI 1.0 §6.2, RFC 9449 §5: `token_type` is DPoP, or the token is not bound to our key. */
export const tokenResponseShape = z.looseObject({
  access_token: z.string().min(1).max(8192),
  token_type: z.string().refine((type) => type.toLowerCase() === 'dpop'),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).max(8192).optional(),
  scope: z.string().max(16_384).optional(),
  authorization_details: z
    .array(
      z.looseObject({
        type: z.string(),
        credential_configuration_id: z.string().optional(),
        credential_identifiers: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

export type TokenResponse = z.infer<typeof tokenResponseShape>;

/** @throws `malformed_token_response`, the JSON codes */
export function parseTokenResponse(text: string): TokenResponse {
  return parseShape(
    tokenResponseShape,
    parseJsonObject(text, RESPONSE_LIMITS),
    'malformed_token_response',
    'The token response is not well formed, or its token is not bound by DPoP.',
  );
}
