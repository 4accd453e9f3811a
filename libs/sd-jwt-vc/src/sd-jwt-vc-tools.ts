import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { encodeBase64url, encodeUtf8, sha256, type RandomBytes, type Signer } from '#primitives';

/** Salts of 16 bytes for a whole residency credential. */
const BULK_BYTES = 1024;

type SigningKey = Pick<Signer, 'suite' | 'sign'>;

/** The library with our primitives; it never sees a key. */
export function issuingInstance(signer: SigningKey, random: RandomBytes): SDJwtVcInstance {
  return new SDJwtVcInstance({
    hasher: hash,
    hashAlg: 'sha-256',
    saltGenerator: drawInBulk(random),
    signer: signText(signer),
    signAlg: algorithmOf(signer),
  });
}

export function presentingInstance(holder: SigningKey): SDJwtVcInstance {
  return new SDJwtVcInstance({
    hasher: hash,
    hashAlg: 'sha-256',
    kbSigner: signText(holder),
    kbSignAlg: algorithmOf(holder),
  });
}

/** Some fifty salts a credential are two draws from the system's source; one for each would cost more than the signature. */
function drawInBulk(random: RandomBytes): (length: number) => string {
  let drawn = random(BULK_BYTES);
  let used = 0;
  return (length) => {
    if (used + length > BULK_BYTES) {
      drawn = random(Math.max(BULK_BYTES, length));
      used = 0;
    }
    used += length;
    return encodeBase64url(drawn.subarray(used - length, used));
  };
}

function hash(content: string | ArrayBuffer): Uint8Array {
  return sha256(typeof content === 'string' ? encodeUtf8(content) : new Uint8Array(content));
}

function signText(signer: SigningKey): (text: string) => Promise<string> {
  return async (text) => encodeBase64url(await signer.sign(encodeUtf8(text)));
}

/** RFC 8037 §3.1 names the Ed25519 suite `EdDSA`. */
function algorithmOf(signer: SigningKey): string {
  return signer.suite === 'ES256' ? 'ES256' : 'EdDSA';
}
