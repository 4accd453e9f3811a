import { decodeBase64url, encodeBase64url, refusal, type PublicJwk } from '#primitives';
import { isCborMap, type CborKey, type CborValue } from './cbor-value.js';

/** Labels and values of a COSE_Key (RFC 9052 §7, RFC 9053 §7.1 and §7.2). */
const LABEL = { keyType: 1, curve: -1, x: -2, y: -3 } as const;
const OKP = { keyType: 1, ed25519: 6 } as const;
const EC2 = { keyType: 2, p256: 1 } as const;

/** The bare key: nothing that would travel along and link. */
export function coseKeyFromJwk(jwk: PublicJwk): Map<CborKey, CborValue> {
  const x = decodeBase64url(jwk.x);
  const { keyType, curve } = LABEL;
  if (jwk.kty === 'OKP')
    return new Map<CborKey, CborValue>([
      [keyType, OKP.keyType],
      [curve, OKP.ed25519],
      [LABEL.x, x],
    ]);
  const y = decodeBase64url(jwk.y);
  return new Map<CborKey, CborValue>([
    [keyType, EC2.keyType],
    [curve, EC2.p256],
    [LABEL.x, x],
    [LABEL.y, y],
  ]);
}

/** @throws `malformed_cose_key`; `unsupported_key` for any key but P-256, its point written in full, and Ed25519 */
export function jwkFromCoseKey(value: CborValue): PublicJwk {
  if (!isCborMap(value)) throw refusal('malformed_cose_key', 'The key is not a COSE key.');
  const x = coordinate(value.get(LABEL.x));
  const keyType = value.get(LABEL.keyType);
  const curve = value.get(LABEL.curve);
  if (keyType === EC2.keyType && curve === EC2.p256) {
    return { kty: 'EC', crv: 'P-256', x, y: coordinate(value.get(LABEL.y)) };
  }
  if (keyType === OKP.keyType && curve === OKP.ed25519) return { kty: 'OKP', crv: 'Ed25519', x };
  throw unsupported();
}

/** 32 bytes; the sign bit that may stand for `y` (RFC 9053 §7.1.1) is not accepted. */
function coordinate(value: CborValue): string {
  if (!(value instanceof Uint8Array) || value.length !== 32) throw unsupported();
  return encodeBase64url(value);
}

function unsupported() {
  return refusal('unsupported_key', 'Only P-256 and Ed25519 keys are accepted.');
}
