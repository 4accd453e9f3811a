import { CompactEncrypt, importJWK } from 'jose';
import { assertOurs, encodeUtf8 } from '#primitives';
import { RESPONSE_ENCRYPTIONS, type ClientMetadata, type EncryptionJwk } from './request-object.js';

/** What is inside an encrypted response (OpenID4VP 1.0 §8.1, §8.3). */
export interface AuthorizationResponse {
  /** Presentations by credential query id. */
  vpToken: Record<string, string[]>;
  stateParameter?: string;
}

/**
 * Encrypts a response to the key of the request (OpenID4VP 1.0 §8.3): ECDH-ES, direct; A256GCM where both sides can
 * (HAIP 1.0 §5). Key agreement needs an ephemeral key, which jose takes from the platform.
 * @returns the JWE in compact serialization
 */
export async function encryptResponse(response: AuthorizationResponse, metadata: ClientMetadata): Promise<string> {
  const [key] = metadata.jwks.keys;
  const enc = RESPONSE_ENCRYPTIONS.find((each) => metadata.encrypted_response_enc_values_supported.includes(each));
  assertOurs(key !== undefined && enc !== undefined, 'parseRequestObject leaves a key and an encryption');
  const payload = {
    vp_token: response.vpToken,
    ...(response.stateParameter === undefined ? {} : { state: response.stateParameter }),
  };
  return new CompactEncrypt(encodeUtf8(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.alg, enc, kid: key.kid, typ: 'JWT' })
    .encrypt(await importJWK(publicHalf(key), key.alg));
}

/** Form body that carries the JWE (§8.3.1). */
export function createDirectPost(jwe: string): string {
  return new URLSearchParams({ response: jwe }).toString();
}

function publicHalf({ kty, crv, x, y }: EncryptionJwk) {
  return { kty, crv, x, y };
}
