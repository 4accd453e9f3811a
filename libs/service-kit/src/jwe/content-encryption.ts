import { createHash } from 'node:crypto';
import { decodeBase64url, refusal, type JsonObject } from '#primitives';

/** What JWEs of the OpenID protocols are encrypted with (HAIP 1.0 §5; RFC 7518 §5.3). */
export const CONTENT_ENCRYPTIONS = {
  A128GCM: { name: 'A128GCM', cipher: 'aes-128-gcm', keyLength: 16 },
  A256GCM: { name: 'A256GCM', cipher: 'aes-256-gcm', keyLength: 32 },
} as const;

export type ContentEncryptionName = keyof typeof CONTENT_ENCRYPTIONS;
export type ContentEncryption = (typeof CONTENT_ENCRYPTIONS)[ContentEncryptionName];

export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;
export const CURVE = 'prime256v1';

const COORDINATE_LENGTH = 32;
const MAX_PARTY_LENGTH = 512;
const UNCOMPRESSED = 4;

/** A P-256 point as `createECDH` takes it, before anybody looked whether it is on the curve. @throws `malformed_jwe` */
export function pointOf({ x, y }: { x: string; y: string }): Uint8Array {
  const [left, right] = [decodeBase64url(x), decodeBase64url(y)];
  if (left.length !== COORDINATE_LENGTH || right.length !== COORDINATE_LENGTH) throw malformedJwe();
  return Buffer.concat([Uint8Array.of(UNCOMPRESSED), left, right]);
}

/**
 * Concat KDF of RFC 7518 §4.6.2, one round of SHA-256: a key of at most 256 bits.
 * @param header of the JWE, whose `apu` and `apv` go into the key
 */
export function deriveContentKey(
  sharedSecret: Uint8Array,
  header: JsonObject,
  { name, keyLength }: ContentEncryption,
): Uint8Array {
  const keyBits = Buffer.alloc(4);
  keyBits.writeUInt32BE(keyLength * 8);
  return createHash('sha256')
    .update(Uint8Array.of(0, 0, 0, 1))
    .update(sharedSecret)
    .update(withLength(Buffer.from(name, 'ascii')))
    .update(withLength(party(header.apu)))
    .update(withLength(party(header.apv)))
    .update(keyBits)
    .digest()
    .subarray(0, keyLength);
}

export function malformedJwe(): Error {
  return refusal('malformed_jwe', 'The text is not a JWE that we asked for.');
}

function party(value: unknown): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  if (typeof value !== 'string' || value.length > MAX_PARTY_LENGTH) throw malformedJwe();
  return decodeBase64url(value);
}

function withLength(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
