import type { PublicJwk, Signer } from '#primitives';

const ALGORITHMS = {
  EC: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  OKP: { name: 'Ed25519' },
} as const;

/**
 * What @peculiar/x509 asks of Web Crypto, with signatures made by a signer whose private key stays where it is: the key that
 * the library believes to be private is the public one.
 */
export async function signingCryptoOver(signer: Signer) {
  const publicKey = await importPublicKey(signer.publicJwk);
  const subtle = {
    exportKey: (format: 'spki', key: CryptoKey) => crypto.subtle.exportKey(format, key),
    digest: (algorithm: string, bytes: ArrayBuffer) => crypto.subtle.digest(algorithm, bytes),
    sign: async (_algorithm: unknown, _key: unknown, message: ArrayBuffer) =>
      (await signer.sign(new Uint8Array(message))).slice().buffer,
  };
  return {
    crypto: { subtle } as unknown as Crypto,
    keys: { publicKey, privateKey: publicKey },
    signingAlgorithm: ALGORITHMS[signer.publicJwk.kty],
  };
}

export function importPublicKey({ alg: _alg, use: _use, kid: _kid, ...jwk }: PublicJwk) {
  return crypto.subtle.importKey('jwk', jwk, ALGORITHMS[jwk.kty], true, ['verify']);
}
