import { createECDH, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { assertOurs, decodeHex, encodeBase64url, type PublicJwk, type RandomBytes, type Signer } from '#primitives';

/** Veramo's names for the two kinds of key that the suites know. */
export type KeyType = 'Secp256r1' | 'Ed25519';

/** A private key opened for signing; its octets are not in here. */
export interface SigningKey {
  privateKey: KeyObject;
  publicJwk: PublicJwk;
}

/** OneAsymmetricKey of RFC 8410 §7 up to the seed, and the length of a SubjectPublicKeyInfo before the key (§4). */
const ED25519_PRIVATE_PREFIX = decodeHex('302e020100300506032b657004220420');
const ED25519_PUBLIC_PREFIX_LENGTH = 12;
const PRIVATE_LENGTH = 32;

/**
 * Makes the private octets of a key: a P-256 scalar or an Ed25519 seed, 32 bytes.
 * `createECDH` and not `generateKeyPairSync`, which hung Node.js 20 when its keys were exported (stack.md).
 */
export function generatePrivateBytes(type: KeyType, random: RandomBytes): Uint8Array {
  const candidate = random(PRIVATE_LENGTH);
  if (type === 'Ed25519') return candidate;
  try {
    createECDH('prime256v1').setPrivateKey(candidate);
    return candidate;
  } catch {
    // Zero or beyond the group's order, once in 2^32: rejection keeps the choice uniform (FIPS 186-5 A.2.2).
    return generatePrivateBytes(type, random);
  }
}

/** @param privateBytes 32 bytes as {@link generatePrivateBytes} makes them */
export function openSigningKey(type: KeyType, privateBytes: Uint8Array): SigningKey {
  assertOurs(privateBytes.length === PRIVATE_LENGTH, 'a private key has 32 bytes');
  return type === 'Ed25519' ? openEd25519(privateBytes) : openP256(privateBytes);
}

/** A signer over node:crypto; ES256 is written as r ‖ s (RFC 7518 §3.4). */
export function signerOver({ privateKey, publicJwk }: SigningKey): Signer {
  if (publicJwk.kty === 'OKP') {
    return { suite: 'Ed25519', publicJwk, sign: (message) => view(sign(null, message, privateKey)) };
  }
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return { suite: 'ES256', publicJwk, sign: (message) => view(sign('sha256', message, key)) };
}

function openP256(privateBytes: Uint8Array): SigningKey {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateBytes);
  const point = ecdh.getPublicKey();
  const [x, y] = [encodeBase64url(point.subarray(1, 33)), encodeBase64url(point.subarray(33))];
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  const privateKey = createPrivateKey({ key: { ...publicJwk, d: encodeBase64url(privateBytes) }, format: 'jwk' });
  return { privateKey, publicJwk };
}

function openEd25519(seed: Uint8Array): SigningKey {
  const key = Buffer.concat([ED25519_PRIVATE_PREFIX, seed]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const exported = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const x = encodeBase64url(exported.subarray(ED25519_PUBLIC_PREFIX_LENGTH));
  return { privateKey, publicJwk: { kty: 'OKP', crv: 'Ed25519', x } };
}

function view(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
