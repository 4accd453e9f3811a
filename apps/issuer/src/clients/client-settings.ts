import { z } from 'zod';
import { readProofKey } from '#openid4vci';
import { isCodedError, type JsonValue, type PublicJwk } from '#primitives';
import { readAuthority } from '#trust';

/** A public key that somebody here signs with: P-256 or Ed25519; a private one is refused. */
export const publicKey = z.record(z.string(), z.unknown()).transform((jwk, context): PublicJwk => {
  const key = orIssue(context, () => readProofKey(jwk as Record<string, JsonValue>, 'client_key'));
  if (key === undefined) return z.NEVER;
  return typeof jwk.kid === 'string' ? { ...key, kid: jwk.kid } : key;
});

/** DER in Base 64, readable by our path validation, so that an unsupported root is noticed when we start. */
export const attesterCertificate = z
  .string()
  .min(1)
  .transform((certificate, context): string => {
    return orIssue(context, () => readAuthority(certificate)) === undefined ? z.NEVER : certificate;
  });

/** RFC 6749 §3.1.2; an app's own scheme is one, too. */
const isRedirectUri = (uri: string) => URL.canParse(uri) && !uri.includes('#');

/** A wallet that may ask for authorization codes; wallets under anonymous access need no entry. */
const registeredClient = z
  .strictObject({
    clientId: z.string().min(1).max(512),
    /** Compared character by character (RFC 9700 §2.1), query parts included. */
    redirectUris: z
      .array(z.string().max(2048).refine(isRedirectUri, 'A redirect URI is absolute, without fragment.'))
      .min(1)
      .max(20),
    authentication: z.enum(['none', 'attest_jwt_client_auth', 'private_key_jwt']).default('none'),
    /** Public keys of `private_key_jwt`. */
    jwks: z.looseObject({ keys: z.array(publicKey).min(1).max(10) }).optional(),
  })
  .refine(({ authentication, jwks }) => (authentication === 'private_key_jwt') === (jwks !== undefined), {
    path: ['jwks'],
    message: 'A client of private_key_jwt needs its keys, and no other has any.',
  });

export const registeredClients = z
  .array(registeredClient)
  .max(1000)
  .refine((all) => new Set(all.map(({ clientId }) => clientId)).size === all.length, 'Two clients have one client_id.');

/** What `read` gives, or an issue with the words of its refusal. */
function orIssue<Value>(context: z.RefinementCtx, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!isCodedError(error)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return undefined;
  }
}
