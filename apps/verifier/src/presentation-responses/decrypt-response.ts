import { createDecipheriv, createECDH, createHash } from 'node:crypto';
import { decodeBase64url, isJsonObject, parseJsonObject, decodeUtf8, refusal, type JsonObject } from '#primitives';

const CONTENT_ENCRYPTIONS = {
  A128GCM: { name: 'A128GCM', cipher: 'aes-128-gcm', keyLength: 16 },
  A256GCM: { name: 'A256GCM', cipher: 'aes-256-gcm', keyLength: 32 },
} as const;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const COORDINATE_LENGTH = 32;
const MAX_HEADER_LENGTH = 4_096;
const MAX_PARTY_LENGTH = 512;
const UNCOMPRESSED = 4;

/** The key pair of one request; the private half is 32 bytes. */
export interface ResponseKeyPair {
  kid: string;
  privateBytes: Uint8Array;
}

/**
 * Opens a JWE in compact serialization (RFC 7516 §5.2) encrypted directly to one P-256 key: `ECDH-ES` (RFC 7518 §4.6) with
 * `A128GCM` or `A256GCM` and nothing else. By node:crypto's raw key agreement, a quarter of what a JOSE library takes.
 * @throws `response_not_decrypted` for whatever is wrong with it: a sender learns nothing from the difference
 */
export function decryptResponse(jwe: string, key: ResponseKeyPair): Uint8Array {
  try {
    return open(jwe, key);
  } catch (cause) {
    throw refusal('response_not_decrypted', 'The response cannot be decrypted.', { cause });
  }
}

function open(jwe: string, key: ResponseKeyPair): Uint8Array {
  const [protectedHeader, encryptedKey, nonce, ciphertext, tag, ...rest] = jwe.split('.');
  if (!protectedHeader || encryptedKey !== '' || !nonce || ciphertext === undefined || !tag || rest.length > 0) {
    throw malformed();
  }
  const limits = { maxLength: MAX_HEADER_LENGTH, maxDepth: 3 };
  const header = parseJsonObject(decodeUtf8(decodeBase64url(protectedHeader)), limits);
  // Neither extensions nor compression (RFC 7516 §4.1.3, §4.1.13): nothing is unpacked that could be a bomb.
  if (header.alg !== 'ECDH-ES' || header.kid !== key.kid || 'crit' in header || 'zip' in header) throw malformed();
  const encryption = contentEncryption(header.enc);
  const contentKey = deriveContentKey(agree(header.epk, key.privateBytes), header, encryption);
  const nonceBytes = decodeBase64url(nonce);
  const tagBytes = decodeBase64url(tag);
  if (nonceBytes.length !== NONCE_LENGTH || tagBytes.length !== TAG_LENGTH) throw malformed();
  const decipher = createDecipheriv(encryption.cipher, contentKey, nonceBytes, { authTagLength: TAG_LENGTH });
  decipher.setAAD(Buffer.from(protectedHeader, 'ascii'));
  decipher.setAuthTag(tagBytes);
  return Buffer.concat([decipher.update(decodeBase64url(ciphertext)), decipher.final()]);
}

function contentEncryption(enc: unknown) {
  if (enc === 'A128GCM' || enc === 'A256GCM') return CONTENT_ENCRYPTIONS[enc];
  throw malformed();
}

/** OpenSSL refuses a point that is not on the curve (SP 800-56A §5.6.2.3). */
function agree(epk: unknown, privateBytes: Uint8Array): Uint8Array {
  if (!isJsonObject(epk) || epk.kty !== 'EC' || epk.crv !== 'P-256') throw malformed();
  if (typeof epk.x !== 'string' || typeof epk.y !== 'string') throw malformed();
  const x = decodeBase64url(epk.x);
  const y = decodeBase64url(epk.y);
  if (x.length !== COORDINATE_LENGTH || y.length !== COORDINATE_LENGTH) throw malformed();
  const agreement = createECDH('prime256v1');
  agreement.setPrivateKey(privateBytes);
  return agreement.computeSecret(Buffer.concat([Uint8Array.of(UNCOMPRESSED), x, y]));
}

/** Concat KDF of RFC 7518 §4.6.2, one round of SHA-256: a key of at most 256 bits. */
function deriveContentKey(
  sharedSecret: Uint8Array,
  header: JsonObject,
  { name, keyLength }: { name: string; keyLength: number },
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

function party(value: unknown): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  if (typeof value !== 'string' || value.length > MAX_PARTY_LENGTH) throw malformed();
  return decodeBase64url(value);
}

function withLength(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function malformed(): Error {
  return refusal('malformed_jwe', 'The response is not a JWE that this request asked for.');
}
