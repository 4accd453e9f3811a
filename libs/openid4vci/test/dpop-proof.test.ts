import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accessTokenHash, createDpopProof, verifyDpopProof } from '#openid4vci';
import {
  createJws,
  isCodedError,
  platformRandom,
  verifyWithWebCrypto,
  type JsonObject,
  type Signer,
} from '#primitives';
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

/** With what the refusals' expectations ask for besides. */
const RIGHT = { ath: accessTokenHash('token'), nonce: 'n' };

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

  test.each([
    'https://issuer.example/%65au/credential',
    'https://issuer.example/gaz/../eau/./credential',
    'https://issuer.example:0443/eau/credential',
  ])('takes %s for the same address', async (htu) => {
    const jwt = await proof({}, { htu });
    await expect(verifyDpopProof({ ...expected, jwt })).resolves.toMatchObject({ jti: 'one' });
  });

  test('compares what must be encoded without regard to the case of its digits', async () => {
    const jwt = await proof({}, { htu: 'https://issuer.example/a%c3%a9%2f' });
    await expect(verifyDpopProof({ ...expected, url: 'https://issuer.example/aé%2F', jwt })).resolves.toBeDefined();
    const other = verifyDpopProof({ ...expected, url: 'https://issuer.example/aé/', jwt });
    await expect(other).rejects.toThrow(coded('dpop_wrong_url'));
  });

  test('may hold what nobody here understands, ten seconds more or less, and times of its own that fit', async () => {
    const jwt = await proof({ tx: 1 }, { tx: 2, iat: NOW + 10, nbf: NOW + 10, exp: NOW + 300 });
    await expect(verifyDpopProof({ ...expected, jwt })).resolves.toMatchObject({ jti: 'one' });
    const earlier = await proof({}, { iat: NOW - 10, nbf: NOW - 10, exp: NOW });
    await expect(verifyDpopProof({ ...expected, jwt: earlier })).resolves.toMatchObject({ jti: 'one' });
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['no type', 'dpop_wrong_type', { typ: null }, {}],
    ['no algorithm', 'dpop_bad_signature', { alg: 'none' }, RIGHT],
    ['RS256', 'dpop_bad_signature', { alg: 'RS256' }, RIGHT],
    ['a symmetric algorithm', 'dpop_bad_signature', { alg: 'HS256' }, RIGHT],
    ['an RSA key', 'dpop_unsupported_key', { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, {}],
    ['a symmetric key', 'dpop_private_key', { jwk: { kty: 'oct', k: 'A' } }, {}],
    ['another curve', 'dpop_unsupported_key', { jwk: { kty: 'EC', crv: 'P-384', x: 'A', y: 'A' } }, {}],
    ['a critical header member', 'dpop_bad_signature', { crit: ['b64'] }, RIGHT],
    ['no method', 'dpop_wrong_method', {}, { htm: null }],
    ['no address', 'dpop_malformed', {}, { htu: null }],
    ['a subject of the address', 'dpop_wrong_url', {}, { htu: 'https://x@issuer.example/eau/credential' }],
    ['another port', 'dpop_wrong_url', {}, { htu: 'https://issuer.example:8443/eau/credential' }],
    ['another scheme', 'dpop_wrong_url', {}, { htu: 'http://issuer.example/eau/credential' }],
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
    ['a time that is a text', 'dpop_from_future', {}, { iat: String(NOW) }],
    ['a begin to come', 'dpop_from_future', {}, { nbf: NOW + 31 }],
    ['an end that has passed', 'dpop_stale', {}, { exp: NOW - 10 }],
    ['no hash of its token', 'dpop_wrong_token', {}, { ath: null }],
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

  test('is refused with a code, whatever was sent', async () => {
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom(url, 'POST', NOW, 'one'));
    const claims = fc.dictionary(fc.constantFrom('jti', 'htm', 'htu', 'iat', 'nbf', 'exp', 'ath', 'nonce'), values);
    await fc.assert(
      fc.asyncProperty(claims, fc.jsonValue(), async (payload, jwk) => {
        const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const own = { typ: 'dpop+jwt', alg: 'ES256', jwk: { ...wallet.publicJwk } };
        for (const header of [own, { ...own, jwk }]) {
          const jwt = `${encode(header)}.${encode(payload)}.${'A'.repeat(86)}`;
          const verifying = verifyDpopProof({ ...expected, accessTokenHash: 'x', verifySignature: () => true, jwt });
          const [result] = await Promise.allSettled([verifying]);
          expect(result.status === 'rejected' && isCodedError(result.reason)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
