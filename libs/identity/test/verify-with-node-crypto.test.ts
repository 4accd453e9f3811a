import { describe, expect, it } from '@jest/globals';
import { generatePrivateBytes, openSigningKey, signerOver, verifyWithNodeCryptoSync } from '#identity';
import { encodeUtf8, platformRandom, verifyWithWebCrypto, type PublicJwk } from '#primitives';

const message = encodeUtf8('a message');

describe.each(['Secp256r1', 'Ed25519'] as const)('a signature of a %s key', (type) => {
  const signer = signerOver(openSigningKey(type, generatePrivateBytes(type, platformRandom)));
  const { publicJwk } = signer;

  it('is the same to node:crypto and to Web Crypto', async () => {
    const signature = await signer.sign(message);
    expect(signature).toHaveLength(64);
    expect(verifyWithNodeCryptoSync({ publicJwk, message, signature })).toBe(true);
    expect(await verifyWithWebCrypto({ publicJwk, message, signature })).toBe(true);
  });

  it('is refused over another message, altered, cut, or by another key', async () => {
    const signature = await signer.sign(message);
    const other = openSigningKey(type, generatePrivateBytes(type, platformRandom)).publicJwk;
    const altered = signature.slice();
    altered[5]! ^= 1;
    expect(verifyWithNodeCryptoSync({ publicJwk, message: encodeUtf8('another'), signature })).toBe(false);
    expect(verifyWithNodeCryptoSync({ publicJwk, message, signature: altered })).toBe(false);
    expect(verifyWithNodeCryptoSync({ publicJwk, message, signature: signature.subarray(1) })).toBe(false);
    expect(verifyWithNodeCryptoSync({ publicJwk: other, message, signature })).toBe(false);
  });

  it('is refused, without a throw, for a malformed key', async () => {
    const signature = await signer.sign(message);
    for (const jwk of [{ ...publicJwk, x: '<b>' }, { ...publicJwk, crv: 'P-384' }, { kty: 'oct' }, {}]) {
      expect(verifyWithNodeCryptoSync({ publicJwk: jwk as PublicJwk, message, signature })).toBe(false);
    }
  });
});

describe('private keys', () => {
  it('are drawn again where the draw is no scalar of P-256', () => {
    const draws = [new Uint8Array(32), new Uint8Array(32).fill(0xff), new Uint8Array(32).fill(7)];
    expect(generatePrivateBytes('Secp256r1', () => draws.shift()!)).toEqual(new Uint8Array(32).fill(7));
  });
});
