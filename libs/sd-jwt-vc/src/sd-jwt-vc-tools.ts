import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { encodeBase64url, encodeUtf8, sha256, type Signer } from '#primitives';

type SigningKey = Pick<Signer, 'suite' | 'sign'>;

/** The library with our primitives; it never sees a key. */
export function presentingInstance(holder: SigningKey): SDJwtVcInstance {
  return new SDJwtVcInstance({
    hasher: hash,
    hashAlg: 'sha-256',
    kbSigner: signText(holder),
    kbSignAlg: algorithmOf(holder),
  });
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
