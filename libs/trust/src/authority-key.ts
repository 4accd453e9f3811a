import { encodeBase64url, refusal, type CodedError, type PublicJwk } from '#primitives';
import { jwkFromPublicKeyDer } from './public-key-encoding.js';
import {
  expectTag,
  malformedDer,
  readDer,
  readDerChildren,
  readObjectIdentifier,
  readWholeBitString,
  TAG,
  type DerElement,
} from './read-der.js';

/** A key that signs certificates: of our suites, or of those that national authorities use besides (RFC 7518 §6). */
export type AuthorityJwk =
  | PublicJwk
  | { kty: 'EC'; crv: 'P-384' | 'P-521'; x: string; y: string }
  /** Modulus and exponent, big-endian without leading zeros. */
  | { kty: 'RSA'; n: string; e: string };

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
/** RFC 5480 §2.1.1.1, with the octets of a coordinate. */
const CURVES = new Map<string, { crv: 'P-384' | 'P-521'; octets: number }>([
  ['1.3.132.0.34', { crv: 'P-384', octets: 48 }],
  ['1.3.132.0.35', { crv: 'P-521', octets: 66 }],
]);
/** From what is still held to be safe to what a verifier can bear. */
const RSA_MODULUS_BITS = { least: 2048, most: 8192 };
/** FIPS 186-5 §5.1 wants 2^16 < e; RFC 8017 an odd one. Longer ones than these octets only cost time. */
const RSA_EXPONENT = { least: 65_537, octets: 4 };

/**
 * Reads the key of an authority: P-256, P-384, P-521, Ed25519, or RSA of 2048 to 8192 bits.
 * @param subjectPublicKeyInfo DER (RFC 5280 §4.1.2.7)
 * @throws `unsupported_key`, `malformed_der`
 */
export function authorityJwkFromDer(subjectPublicKeyInfo: Uint8Array): AuthorityJwk {
  const [algorithm, key, ...rest] = readDerChildren(readDer(subjectPublicKeyInfo));
  if (algorithm === undefined || key === undefined || rest.length > 0) throw malformedDer('a key out of form');
  const [identifier, parameters, ...more] = readDerChildren(algorithm);
  const type = readObjectIdentifier(identifier);
  if (more.length > 0) throw unsupported();
  if (type === RSA_ENCRYPTION) return rsaJwk(parameters, key);
  const curve = type === EC_PUBLIC_KEY ? CURVES.get(readObjectIdentifier(parameters)) : undefined;
  return curve === undefined ? jwkFromPublicKeyDer(subjectPublicKeyInfo) : ecJwk(curve, key);
}

/** RFC 5480 §2.2, uncompressed; that the point is on the curve is seen where it is used. */
function ecJwk({ crv, octets }: { crv: 'P-384' | 'P-521'; octets: number }, key: DerElement): AuthorityJwk {
  const point = readWholeBitString(key);
  if (point.length !== 1 + 2 * octets || point[0] !== 0x04) throw unsupported();
  const [x, y] = [point.subarray(1, 1 + octets), point.subarray(1 + octets)].map(encodeBase64url) as [string, string];
  return { kty: 'EC', crv, x, y };
}

/** RFC 3279 §2.3.1: the parameters are NULL. */
function rsaJwk(parameters: DerElement | undefined, key: DerElement): AuthorityJwk {
  if (expectTag(parameters, TAG.null).content.length !== 0) throw malformedDer('a NULL that is not empty');
  const numbers = readDerChildren(readDer(readWholeBitString(key))).map(readPositiveInteger);
  const [modulus, exponent] = numbers;
  if (modulus === undefined || exponent === undefined || numbers.length !== 2) throw malformedDer('a key out of form');
  const bits = modulus.length * 8 - Math.clz32(modulus[0] as number) + 24;
  if (bits < RSA_MODULUS_BITS.least || bits > RSA_MODULUS_BITS.most) throw unsupported();
  const value = exponent.reduce((sum, octet) => sum * 256 + octet, 0);
  const isUsable = exponent.length <= RSA_EXPONENT.octets && value >= RSA_EXPONENT.least && value % 2 === 1;
  if (!isUsable) throw unsupported();
  return { kty: 'RSA', n: encodeBase64url(modulus), e: encodeBase64url(exponent) };
}

/** The octets of a positive number without the zero that keeps its sign (X.690 §8.3.2: and no other zero). */
function readPositiveInteger(element: DerElement): Uint8Array {
  const { content } = expectTag(element, TAG.integer);
  const [first, second] = content;
  if (first === undefined || first >= 0x80) throw malformedDer('a number that is not positive');
  if (first !== 0) return content;
  if (second === undefined || second < 0x80) throw malformedDer('a wasteful number');
  return content.subarray(1);
}

function unsupported(): CodedError {
  return refusal('unsupported_key', 'An authority’s key is P-256, P-384, P-521, Ed25519, or RSA of 2048 to 8192 bits.');
}
