import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createClientAssertion, verifyClientAssertion } from '#openid4vci';
import {
  createJws,
  isCodedError,
  platformRandom,
  verifyWithWebCrypto,
  type JsonObject,
  type PublicJwk,
  type Signer,
} from '#primitives';
import { createSigner } from './create-signer.js';

const coded = (code: string) => expect.objectContaining({ code });
const NOW = 1_800_000_000;
const clock = () => NOW * 1000;
const clientId = 'https://wallet.example';
const audience = 'https://issuer.example/eau';

let client: Signer;
let registered: PublicJwk[];
beforeAll(async () => {
  client = await createSigner();
  registered = [
    { ...(await createSigner()).publicJwk, kid: 'old' },
    { ...client.publicJwk, kid: 'new' },
  ];
});

const expected = () => ({
  ...{ audience, clock, verifySignature: verifyWithWebCrypto },
  findClientKeys: (id: string) => (id === clientId ? registered : undefined),
});
const assertion = (header: JsonObject, payload: JsonObject, signer: Signer = client) =>
  createJws(header, { iss: clientId, sub: clientId, aud: audience, jti: 'one', exp: NOW + 60, ...payload }, signer);

describe('an assertion of private_key_jwt (RFC 7523 §3, FAPI 2.0 §5.3.2.1)', () => {
  test('is accepted by kid, and without one by whichever key signed', async () => {
    const jwt = await createClientAssertion({
      ...{ signer: client, kid: 'new', clientId, audience, ttlSeconds: 60, clock, random: platformRandom },
    });
    const verified = await verifyClientAssertion(jwt, expected());
    expect(verified).toEqual({ clientId, jti: expect.stringMatching(/^.{22}$/), expiresAt: NOW + 71 });
    await expect(verifyClientAssertion(await assertion({}, {}), expected())).resolves.toMatchObject({ jti: 'one' });
  });

  test('is accepted from a clock that is some seconds ahead', async () => {
    const jwt = await assertion({}, { iat: NOW + 10, nbf: NOW + 10, exp: NOW + 70 });
    await expect(verifyClientAssertion(jwt, expected())).resolves.toMatchObject({ clientId });
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['no algorithm', 'client_assertion_bad_signature', { alg: 'none' }, {}],
    ['RS256', 'client_assertion_bad_signature', { alg: 'RS256' }, {}],
    ['a symmetric algorithm', 'client_assertion_bad_signature', { alg: 'HS256' }, {}],
    ["another key's name", 'client_assertion_bad_signature', { kid: 'old' }, {}],
    ["nobody's name of a key", 'client_assertion_bad_signature', { kid: 'none' }, {}],
    ['another issuer than subject', 'client_assertion_malformed', {}, { iss: 'https://other.example' }],
    ['no subject', 'client_assertion_malformed', {}, { sub: null }],
    ['no jti', 'client_assertion_malformed', {}, { jti: null }],
    ['a jti of any length', 'client_assertion_malformed', {}, { jti: 'x'.repeat(300) }],
    ['an unknown client', 'client_unknown', {}, { iss: 'https://x.example', sub: 'https://x.example' }],
    ['another audience', 'client_assertion_wrong_audience', {}, { aud: 'https://other.example' }],
    ["an endpoint's address", 'client_assertion_wrong_audience', {}, { aud: `${audience}/token` }],
    ['an audience in a list', 'client_assertion_wrong_audience', {}, { aud: [audience] }],
    ['no audience', 'client_assertion_wrong_audience', {}, { aud: null }],
    ['an end that has passed', 'client_assertion_stale', {}, { exp: NOW - 10 }],
    ['no end', 'client_assertion_stale', {}, { exp: null }],
    ['an end in years', 'client_assertion_from_future', {}, { exp: NOW + 86_400 }],
    ['a time to come', 'client_assertion_from_future', {}, { iat: NOW + 31 }],
    ['a begin to come', 'client_assertion_from_future', {}, { nbf: NOW + 31 }],
  ])('is refused with %s', async (_, code, header, payload) => {
    await expect(verifyClientAssertion(await assertion(header, payload), expected())).rejects.toThrow(coded(code));
  });

  test("is refused under another key's signature and where it is garbage", async () => {
    const forged = await assertion({}, {}, await createSigner());
    await expect(verifyClientAssertion(forged, expected())).rejects.toThrow(coded('client_assertion_bad_signature'));
    await expect(verifyClientAssertion('a.b', expected())).rejects.toThrow(coded('client_assertion_malformed'));
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.json(), async (header, payload) => {
        const encode = (text: string) => Buffer.from(text).toString('base64url');
        const jwt = `${encode(header)}.${encode(payload)}.${'A'.repeat(86)}`;
        const [result] = await Promise.allSettled([verifyClientAssertion(jwt, expected())]);
        expect(result.status === 'rejected' && isCodedError(result.reason)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
