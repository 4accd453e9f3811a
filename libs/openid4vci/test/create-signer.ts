import type { PublicJwk, Signer } from '#primitives';

/** A P-256 key over Web Crypto, as browsers and Node both have it. */
export async function createSigner(): Promise<Signer> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await globalThis.crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await globalThis.crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    suite: 'ES256',
    publicJwk: { kty, crv, x, y } as PublicJwk,
    sign: async (message) =>
      new Uint8Array(
        await globalThis.crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message.slice()),
      ),
  };
}
