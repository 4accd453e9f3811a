import { suiteOf, type VerifySignature } from './signatures.js';

const ALGORITHMS = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  Ed25519: { name: 'Ed25519' },
} as const;

/** {@link VerifySignature} over Web Crypto, in browser and Node. Servers use the faster one of `#identity`. */
export const verifyWithWebCrypto: VerifySignature = async ({ publicJwk, message, signature }) => {
  try {
    const algorithm = ALGORITHMS[suiteOf(publicJwk)];
    const { kty, crv, x } = publicJwk;
    const material = publicJwk.kty === 'EC' ? { kty, crv, x, y: publicJwk.y } : { kty, crv, x };
    const key = await globalThis.crypto.subtle.importKey('jwk', material, algorithm, false, ['verify']);
    return await globalThis.crypto.subtle.verify(algorithm, key, signature.slice(), message.slice());
  } catch {
    return false;
  }
};
