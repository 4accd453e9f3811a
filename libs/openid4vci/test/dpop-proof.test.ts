import { beforeAll, describe, expect, test } from '@jest/globals';
import { accessTokenHash, createDpopProof, verifyDpopProof } from '#openid4vci';
import { createJws, platformRandom, verifyWithWebCrypto, type JsonObject, type Signer } from '#primitives';
import { createSigner } from './create-signer.js';

const coded = (code: string) => expect.objectContaining({ code });
const NOW = 1_800_000_000;
const clock = () => NOW * 1000;
const url = 'https://issuer.example/eau/credential';
const expected = { method: 'POST', url, clock, verifySignature: verifyWithWebCrypto };

let wallet: Signer;
beforeAll(async () => {
  wallet = await createSigner();
});

const proof = (header: JsonObject, payload: JsonObject, signer: Signer = wallet) =>
  createJws(
    { typ: 'dpop+jwt', jwk: { ...wallet.publicJwk }, ...header },
    { jti: 'one', htm: 'POST', htu: url, iat: NOW, ...payload },
    signer,
  );

describe('a DPoP proof (RFC 9449)', () => {
  test('is accepted for its request and gives thumbprint, jti and the time until which jti must be remembered', async () => {
    const jwt = await createDpopProof({
      signer: wallet,
      method: 'POST',
      url: `${url}?page=1#top`,
      accessToken: 'token',
      nonce: 'n',
      clock,
      random: platformRandom,
    });
    const verified = await verifyDpopProof({
      ...expected,
      jwt,
      accessTokenHash: accessTokenHash('token'),
      checkNonce: (nonce) => nonce === 'n',
    });
    expect(verified.publicJwk).toEqual(wallet.publicJwk);
    expect(verified.expiresAt).toBe(NOW + 61);
    expect(verified.jti).toHaveLength(22);
  });

  test('hashes the access token as RFC 9449 §7.1 prints it', () => {
    const token = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
    expect(accessTokenHash(token)).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo');
  });

  test('compares addresses without query and fragment, normalised', async () => {
    const jwt = await proof({}, { htu: 'HTTPS://ISSUER.example:443/eau/credential?x#y' });
    await expect(verifyDpopProof({ ...expected, jwt })).resolves.toMatchObject({ jti: 'one' });
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['another type', 'dpop_wrong_type', { typ: 'JWT' }, {}],
    ['a private key', 'dpop_private_key', { jwk: { kty: 'EC', crv: 'P-256', x: 'A', y: 'A', d: 'A' } }, {}],
    ['no key', 'dpop_unsupported_key', { jwk: null }, {}],
    ['no jti', 'dpop_malformed', {}, { jti: '' }],
    ['a jti of any length', 'dpop_malformed', {}, { jti: 'x'.repeat(300) }],
    ['another method', 'dpop_wrong_method', {}, { htm: 'GET' }],
    ['another address', 'dpop_wrong_url', {}, { htu: 'https://issuer.example/gaz/credential' }],
    ['an address that is none', 'dpop_wrong_url', {}, { htu: 'credential' }],
    ['age', 'dpop_stale', {}, { iat: NOW - 61 }],
    ['a time to come', 'dpop_from_future', {}, { iat: NOW + 31 }],
    ['no time', 'dpop_from_future', {}, { iat: null }],
    ["another token's hash", 'dpop_wrong_token', {}, { ath: 'x' }],
    ['no nonce where one is asked', 'dpop_wrong_nonce', {}, { ath: accessTokenHash('token') }],
  ])('is refused with %s', async (_, code, header, payload) => {
    const verifying = verifyDpopProof({
      ...expected,
      jwt: await proof(header, payload),
      accessTokenHash: accessTokenHash('token'),
      checkNonce: (nonce) => nonce === 'n',
    });
    await expect(verifying).rejects.toThrow(coded(code));
  });

  test("is refused under another key's signature and where it is garbage", async () => {
    const jwt = await proof({}, {}, await createSigner());
    await expect(verifyDpopProof({ ...expected, jwt })).rejects.toThrow(coded('dpop_bad_signature'));
    await expect(verifyDpopProof({ ...expected, jwt: 'garbage' })).rejects.toThrow(coded('dpop_malformed'));
  });
});
