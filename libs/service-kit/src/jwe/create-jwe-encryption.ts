import { createCipheriv, createECDH, type ECDH } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { encodeBase64url, encodeUtf8, refusal, type JsonObject, type RandomBytes } from '#primitives';
import {
  CONTENT_ENCRYPTIONS,
  CURVE,
  deriveContentKey,
  NONCE_LENGTH,
  pointOf,
  TAG_LENGTH,
  type ContentEncryptionName,
} from './content-encryption.js';

/** To whom a JWE is encrypted, and how. */
export interface JweRecipient {
  /** A P-256 public key. */
  publicJwk: { x: string; y: string };
  /** Repeated in the header where the key has one (OpenID4VCI 1.0 §10). */
  kid?: string | undefined;
  enc: ContentEncryptionName;
  zip?: 'DEF' | undefined;
  /** `cty`: what the text is, where it is a token itself (RFC 7519 §5.2). */
  contentType?: string | undefined;
}

/**
 * Agrees on a key with the recipient (`ECDH-ES`, RFC 7518 §4.6) and says how to encrypt one text with it, once. Agreeing comes
 * first, so that a key which is none is refused before anything else is done for its owner.
 * @returns writes a JWE in compact serialization (RFC 7516 §5.1)
 * @throws `encryption_key_unusable` for a point that is not on the curve
 */
export function createJweEncryption(recipient: JweRecipient, random: RandomBytes): (plaintext: string) => string {
  const { kid, enc, zip, contentType } = recipient;
  const ephemeral = createEphemeralKey(random);
  const own = ephemeral.getPublicKey();
  const epk = {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64url(own.subarray(1, 33)),
    y: encodeBase64url(own.subarray(33)),
  };
  const header: JsonObject = {
    alg: 'ECDH-ES',
    enc,
    ...(kid === undefined ? {} : { kid }),
    ...(zip === undefined ? {} : { zip }),
    ...(contentType === undefined ? {} : { cty: contentType }),
    epk,
  };
  const encryption = CONTENT_ENCRYPTIONS[enc];
  const contentKey = deriveContentKey(agree(ephemeral, recipient), header, encryption);
  return (plaintext) => {
    const protectedHeader = encodeBase64url(encodeUtf8(JSON.stringify(header)));
    const bytes = encodeUtf8(plaintext);
    const packed = zip === undefined ? bytes : deflateRawSync(bytes);
    const nonce = random(NONCE_LENGTH);
    const cipher = createCipheriv(encryption.cipher, contentKey, nonce, { authTagLength: TAG_LENGTH });
    cipher.setAAD(Buffer.from(protectedHeader, 'ascii'));
    const ciphertext = Buffer.concat([cipher.update(packed), cipher.final()]);
    const [encodedNonce, text, tag] = [nonce, ciphertext, cipher.getAuthTag()].map(encodeBase64url);
    return `${protectedHeader}..${encodedNonce}.${text}.${tag}`;
  };
}

function agree(ephemeral: ECDH, { publicJwk }: JweRecipient): Uint8Array {
  try {
    return ephemeral.computeSecret(pointOf(publicJwk));
  } catch (cause) {
    throw refusal('encryption_key_unusable', 'The key to encrypt to is no key of P-256.', { cause });
  }
}

function createEphemeralKey(random: RandomBytes): ECDH {
  for (;;) {
    const key = createECDH(CURVE);
    try {
      key.setPrivateKey(random(32));
      return key;
    } catch {
      // Zero or beyond the group's order, once in 2^32: drawn anew (FIPS 186-5 A.2.2).
    }
  }
}
