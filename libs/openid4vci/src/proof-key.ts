import { decodeBase64url, isCodedError, isJsonObject, refusal, type JsonValue, type PublicJwk } from '#primitives';

/** RFC 7518 §6: members that only a private or symmetric key has. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The public key that a JWT holds, bare: what else the JWK holds is dropped.
 * @param prefix of the codes: `key_proof`, `dpop`, `client_attestation`
 * @throws `<prefix>_private_key`, `<prefix>_unsupported_key`
 */
export function readProofKey(jwk: JsonValue | undefined, prefix: string): PublicJwk {
  const unsupported = () => refusal(`${prefix}_unsupported_key`, 'There must be a P-256 or Ed25519 public key.');
  if (!isJsonObject(jwk)) throw unsupported();
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    throw refusal(`${prefix}_private_key`, 'There is a private key, which is now compromised.');
  }
  const { kty, crv, x, y } = jwk;
  if (kty === 'EC' && crv === 'P-256' && isCoordinate(x) && isCoordinate(y)) return { kty, crv, x, y };
  if (kty === 'OKP' && crv === 'Ed25519' && isCoordinate(x)) return { kty, crv, x };
  throw unsupported();
}

function isCoordinate(value: JsonValue | undefined): value is string {
  if (typeof value !== 'string') return false;
  try {
    return decodeBase64url(value).length === 32;
  } catch (error) {
    if (isCodedError(error)) return false;
    throw error;
  }
}
