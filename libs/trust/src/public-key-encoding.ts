import {
  concatBytes,
  decodeBase64url,
  decodeHex,
  encodeBase64url,
  equalBytes,
  refusal,
  sha256,
  type PublicJwk,
} from '#primitives';

/** SubjectPublicKeyInfo up to the key's octets: RFC 5480 §2 for an uncompressed P-256 point, RFC 8410 §4 for Ed25519. */
const P256_PREFIX = decodeHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004');
const ED25519_PREFIX = decodeHex('302a300506032b6570032100');

/** @throws `unsupported_key` for any key but an uncompressed P-256 point or an Ed25519 key. */
export function jwkFromPublicKeyDer(subjectPublicKeyInfo: Uint8Array): PublicJwk {
  const p256 = contentAfter(P256_PREFIX, subjectPublicKeyInfo, 64);
  if (p256 !== undefined) {
    const [x, y] = [encodeBase64url(p256.subarray(0, 32)), encodeBase64url(p256.subarray(32))];
    return { kty: 'EC', crv: 'P-256', x, y };
  }
  const ed25519 = contentAfter(ED25519_PREFIX, subjectPublicKeyInfo, 32);
  if (ed25519 !== undefined) return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(ed25519) };
  throw refusal('unsupported_key', 'Only P-256 and Ed25519 keys are accepted.');
}

/** SubjectPublicKeyInfo (DER) of a key. @throws `unsupported_key` where a coordinate is not 32 bytes. */
export function publicKeyDerFromJwk(jwk: PublicJwk): Uint8Array {
  const coordinates = (jwk.kty === 'EC' ? [jwk.x, jwk.y] : [jwk.x]).map(decodeBase64url);
  if (coordinates.some(({ length }) => length !== 32)) throw refusal('unsupported_key', 'The key has another length.');
  return concatBytes(jwk.kty === 'EC' ? P256_PREFIX : ED25519_PREFIX, ...coordinates);
}

/** How the registry names a leaf key: SHA-256 of its SubjectPublicKeyInfo (DER), base64url. */
export function keyDigest(key: Uint8Array | PublicJwk): string {
  return encodeBase64url(sha256(key instanceof Uint8Array ? key : publicKeyDerFromJwk(key)));
}

function contentAfter(prefix: Uint8Array, bytes: Uint8Array, length: number): Uint8Array | undefined {
  if (bytes.length !== prefix.length + length || !equalBytes(prefix, bytes.subarray(0, prefix.length)))
    return undefined;
  return bytes.subarray(prefix.length);
}
