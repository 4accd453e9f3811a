import { z } from 'zod';
import { parseJsonObject, refusal } from '#primitives';
import { PRE_AUTHORIZED_CODE_GRANT } from './credential-offer.js';
import { parseShape } from './parse-shape.js';

const RESPONSE_LIMITS = { maxLength: 32 * 1024, maxDepth: 8 };
const MAX_FORM_LENGTH = 16 * 1024;

export interface TokenRequest {
  preAuthorizedCode: string;
  transactionCode?: string;
}

/** The form body of a token request under the pre-authorized code grant (OpenID4VCI 1.0 §6.1). */
export function createTokenRequest(request: TokenRequest): string {
  return new URLSearchParams({
    grant_type: PRE_AUTHORIZED_CODE_GRANT,
    'pre-authorized_code': request.preAuthorizedCode,
    ...(request.transactionCode === undefined ? {} : { tx_code: request.transactionCode }),
  }).toString();
}

/**
 * Reads the form body. Other parameters are ignored (§6.1); `authorization_details` asks for more than this profile knows.
 * @throws `malformed_token_request`, `repeated_parameter` (RFC 6749 §3.2), `unsupported_grant_type`
 */
export function parseTokenRequest(form: string): TokenRequest {
  if (form.length > MAX_FORM_LENGTH) throw refusal('malformed_token_request', 'The token request is too long.');
  const parameters = new URLSearchParams(form);
  const single = (name: string): string | undefined => {
    const values = parameters.getAll(name);
    if (values.length > 1) throw refusal('repeated_parameter', 'A parameter of the token request is repeated.');
    // RFC 6749 §3.1: a parameter without a value counts as omitted.
    return values[0] === '' ? undefined : values[0];
  };
  const grant = single('grant_type');
  if (grant === undefined) throw refusal('malformed_token_request', 'The token request names no grant type.');
  if (grant !== PRE_AUTHORIZED_CODE_GRANT) {
    throw refusal('unsupported_grant_type', 'Only the pre-authorized code grant is supported.');
  }
  const preAuthorizedCode = single('pre-authorized_code');
  if (preAuthorizedCode === undefined || preAuthorizedCode.length > 2048) {
    throw refusal('malformed_token_request', 'The token request has no pre-authorized code.');
  }
  const transactionCode = single('tx_code');
  if (transactionCode !== undefined && transactionCode.length > 64) {
    throw refusal('malformed_token_request', 'The transaction code is too long.');
  }
  return { preAuthorizedCode, ...(transactionCode === undefined ? {} : { transactionCode }) };
}

/** OpenID4VCI 1.0 §6.2, RFC 9449 §5: `token_type` is DPoP, or the token is not bound to our key. */
const tokenResponse = z.looseObject({
  access_token: z.string().min(1).max(8192),
  token_type: z.string().refine((type) => type.toLowerCase() === 'dpop'),
  expires_in: z.number().positive().optional(),
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

export type TokenResponse = z.infer<typeof tokenResponse>;

/** @throws `malformed_token_response`, the JSON codes */
export function parseTokenResponse(text: string): TokenResponse {
  return parseShape(
    tokenResponse,
    parseJsonObject(text, RESPONSE_LIMITS),
    'malformed_token_response',
    'The token response is not well formed, or its token is not bound by DPoP.',
  );
}
