import { ECDH } from 'node:crypto';
import {
  concatBytes,
  decodeBase64url,
  decodeHex,
  encodeBase64url,
  encodeHex,
  refusal,
  type PublicJwk,
} from '#primitives';
import type { KeyType } from './signing-key.js';

/** As Veramo keeps public keys: a compressed point (SEC 1 §2.3.3) or an Ed25519 key, hexadecimal. */
export function publicKeyHexOf(jwk: PublicJwk): string {
  const x = decodeBase64url(jwk.x);
  if (jwk.kty === 'OKP') return encodeHex(x);
  const isOdd = ((decodeBase64url(jwk.y).at(-1) as number) & 1) === 1;
  return encodeHex(concatBytes(Uint8Array.of(isOdd ? 0x03 : 0x02), x));
}

export function publicJwkOf(type: KeyType, publicKeyHex: string): PublicJwk {
  return publicJwkOfBytes(type, decodeHex(publicKeyHex));
}

/** @throws `unsupported_key` where the octets are no point of the curve, or of another length */
export function publicJwkOfBytes(type: KeyType, bytes: Uint8Array): PublicJwk {
  if (type === 'Ed25519') {
    if (bytes.length !== 32) throw refusal('unsupported_key', 'An Ed25519 key has 32 bytes.');
    return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(bytes) };
  }
  const point = uncompress(bytes);
  return {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64url(point.subarray(1, 33)),
    y: encodeBase64url(point.subarray(33)),
  };
}

function uncompress(bytes: Uint8Array): Uint8Array {
  try {
    if (bytes.length === 33)
      return ECDH.convertKey(bytes, 'prime256v1', undefined, undefined, 'uncompressed') as Buffer;
  } catch {
    // Falls to the refusal below: no point has this x.
  }
  throw refusal('unsupported_key', 'The key is not a compressed point of P-256.');
}
