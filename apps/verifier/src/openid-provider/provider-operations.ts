import { z } from 'zod';
import type { OperationText } from '#service-kit/openapi';

const FORM = 'application/x-www-form-urlencoded';
const text = z.string();
const texts = z.array(text);
const refusals = ['unknown_tenant', 'no_openid_provider'];

/** OpenID Connect Discovery 1.0 §3; more members than these. */
const metadata = z.looseObject({
  ...{ issuer: z.url(), authorization_endpoint: z.url(), token_endpoint: z.url(), userinfo_endpoint: z.url() },
  ...{ jwks_uri: z.url(), pushed_authorization_request_endpoint: z.url() },
  ...{ scopes_supported: texts, claims_supported: texts, response_types_supported: texts },
});
const claims = z.looseObject({ sub: text });

/** RFC 6749 §4.1.1, RFC 7636 §4.3; the library reads it. */
const authorizationRequest = z.looseObject({
  ...{ response_type: z.literal('code'), redirect_uri: z.url(), scope: text },
  ...{ code_challenge: text, code_challenge_method: z.literal('S256') },
  ...{ state: text.optional(), nonce: text.optional(), claims: text.optional() },
});

/** What the API's document says of the provider's addresses for programs; their doors are the library's. */
export const PROVIDER_OPERATIONS = {
  discovery: {
    summary: 'Tells what the tenant is and can as OpenID provider (OpenID Connect Discovery 1.0 §4).',
    answer: metadata,
    refusals,
  },
  serverMetadata: {
    summary: 'The same for clients that look for an authorization server (RFC 8414 §3).',
    answer: metadata,
    refusals,
  },
  jwks: {
    summary: 'The keys that sign ID tokens: the present one, the one before and the one to come.',
    answer: { 'application/jwk-set+json': z.strictObject({ keys: z.array(z.looseObject({ kty: text, kid: text })) }) },
    refusals,
  },
  push: {
    summary: 'Takes an authorization request beforehand (RFC 9126 §2).',
    body: { [FORM]: authorizationRequest },
    answer: z.strictObject({ request_uri: text, expires_in: z.number().int() }),
    refusals: [
      ...[...refusals, 'invalid_client', 'invalid_scope', 'unauthorized_client', 'invalid_redirect_uri'],
      ...['unsupported_response_type', 'invalid_dpop_proof', 'request_not_supported'],
    ],
  },
  token: {
    summary: 'Exchanges a code, once, for an ID token and an access token (OpenID Connect Core §3.1.3).',
    body: {
      [FORM]: z.looseObject({ grant_type: z.literal('authorization_code'), code: text, code_verifier: text }),
    },
    answer: z.looseObject({ access_token: text, id_token: text, token_type: text, expires_in: z.number().int() }),
    refusals: [
      ...[...refusals, 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type'],
      ...['invalid_scope', 'invalid_dpop_proof'],
    ],
  },
  userinfo: {
    summary: 'The claims of one verification, for its access token (OpenID Connect Core §5.3).',
    answer: claims,
    refusals: [...refusals, 'invalid_token', 'insufficient_scope', 'invalid_request'],
  },
  postUserinfo: {
    summary: 'The same, with the token in a form.',
    body: { [FORM]: z.looseObject({ access_token: text.optional() }) },
    bodyIsOptional: true,
    answer: claims,
    refusals: [...refusals, 'invalid_token', 'insufficient_scope'],
  },
} satisfies Record<string, OperationText>;
