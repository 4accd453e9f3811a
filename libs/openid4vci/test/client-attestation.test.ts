import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createClientAttestation,
  createClientAttestationPop,
  verifyClientAttestation,
  verifyClientAttestationPop,
  type VerifiedClientAttestation,
} from '#openid4vci';
import {
  createJws,
  isCodedError,
  jwkThumbprint,
  platformRandom,
  verifyWithWebCrypto,
  type JsonObject,
  type Signer,
} from '#primitives';
import { readCertificate } from '#trust';
import { createSigner } from './create-signer.js';

const coded = (code: string) => expect.objectContaining({ code });
const NOW = 1_800_000_000;
const clock = () => NOW * 1000;
const clientId = 'https://wallet.example';
const audience = 'https://issuer.example/eau';
const checking = { clock, verifySignature: verifyWithWebCrypto };

let provider: Signer;
let instance: Signer;
beforeAll(async () => {
  [provider, instance] = await Promise.all([createSigner(), createSigner()]);
});

describe('a client attestation (draft 07 §5.1)', () => {
  const expected = () => ({ ...checking, findAttesterKeys: () => [provider.publicJwk] });
  const attestation = (header: JsonObject, payload: JsonObject, signer: Signer = provider) =>
    createJws(
      { typ: 'oauth-client-attestation+jwt', ...header },
      {
        ...{ iss: 'https://provider.example', sub: clientId, exp: NOW + 300 },
        cnf: { jwk: { ...instance.publicJwk } },
        ...payload,
      },
      signer,
    );

  test('gives client, attester and the key of the instance', async () => {
    const jwt = await createClientAttestation({
      ...{ signer: provider, attester: 'https://provider.example', clientId, instanceKey: instance.publicJwk },
      ...{ kid: 'one', ttlSeconds: 300, clock },
    });
    const headers: JsonObject[] = [];
    const findAttesterKeys = (header: JsonObject) => {
      headers.push(header);
      return [instance.publicJwk, provider.publicJwk];
    };
    await expect(verifyClientAttestation(jwt, { ...checking, findAttesterKeys })).resolves.toEqual({
      clientId,
      attester: 'https://provider.example',
      instanceKey: instance.publicJwk,
      thumbprint: jwkThumbprint(instance.publicJwk),
    });
    expect(headers).toEqual([{ alg: 'ES256', typ: 'oauth-client-attestation+jwt', kid: 'one' }]);
  });

  test('may hold what nobody here understands, and times that fit', async () => {
    const jwt = await attestation({ wallet: 1 }, { wallet_name: 'Portefeuille fictif', iat: NOW + 20, nbf: NOW + 20 });
    await expect(verifyClientAttestation(jwt, expected())).resolves.toMatchObject({ clientId });
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['another type', 'client_attestation_wrong_type', { typ: 'JWT' }, {}],
    ['no type', 'client_attestation_wrong_type', { typ: null }, {}],
    ['no algorithm', 'client_attestation_bad_signature', { alg: 'none' }, {}],
    ['a symmetric algorithm', 'client_attestation_bad_signature', { alg: 'HS256' }, {}],
    ['another algorithm', 'client_attestation_bad_signature', { alg: 'RS256' }, {}],
    ['a critical header member', 'client_attestation_bad_signature', { crit: ['b64'] }, {}],
    ['no issuer', 'client_attestation_incomplete', {}, { iss: null }],
    ['no client', 'client_attestation_incomplete', {}, { sub: '' }],
    ['a client that is no text', 'client_attestation_incomplete', {}, { sub: 7 }],
    ['no confirmation', 'client_attestation_incomplete', {}, { cnf: null }],
    ['a confirmation that is a list', 'client_attestation_incomplete', {}, { cnf: [] }],
    ['a confirmation without key', 'client_attestation_unsupported_key', {}, { cnf: { kid: 'x' } }],
    ['a private key', 'client_attestation_private_key', {}, { cnf: { jwk: { kty: 'EC', crv: 'P-256', d: 'A' } } }],
    ['a symmetric key', 'client_attestation_private_key', {}, { cnf: { jwk: { kty: 'oct', k: 'A' } } }],
    ['an RSA key', 'client_attestation_unsupported_key', {}, { cnf: { jwk: { kty: 'RSA', n: 'A', e: 'AQAB' } } }],
    ['an end that has passed', 'client_attestation_stale', {}, { exp: NOW - 10 }],
    ['no end', 'client_attestation_stale', {}, { exp: null }],
    ['an end that is a text', 'client_attestation_stale', {}, { exp: String(NOW + 300) }],
    ['a begin to come', 'client_attestation_from_future', {}, { nbf: NOW + 31 }],
    ['a time to come', 'client_attestation_from_future', {}, { iat: NOW + 31 }],
    ['a begin that is no number', 'client_attestation_from_future', {}, { nbf: {} }],
  ])('is refused with %s', async (_, code, header, payload) => {
    const jwt = await attestation(header, payload);
    await expect(verifyClientAttestation(jwt, expected())).rejects.toThrow(coded(code));
  });

  test('is refused without a trusted attester, under another signature, and changed', async () => {
    const jwt = await attestation({}, {});
    const nobody = { ...checking, findAttesterKeys: () => [] };
    await expect(verifyClientAttestation(jwt, nobody)).rejects.toThrow(coded('client_attestation_untrusted'));
    const forged = await attestation({}, {}, instance);
    await expect(verifyClientAttestation(forged, expected())).rejects.toThrow(
      coded('client_attestation_bad_signature'),
    );
    const [header, , signature] = jwt.split('.');
    const [, other] = (await attestation({}, { sub: 'https://other.example' })).split('.');
    const changed = `${header}.${other}.${signature}`;
    await expect(verifyClientAttestation(changed, expected())).rejects.toThrow(
      coded('client_attestation_bad_signature'),
    );
  });
});

describe('the proof of possession (draft 07 §5.2)', () => {
  let attestation: VerifiedClientAttestation;
  beforeAll(() => {
    attestation = {
      ...{ clientId, attester: 'https://provider.example', instanceKey: instance.publicJwk },
      thumbprint: jwkThumbprint(instance.publicJwk),
    };
  });
  const expected = () => ({
    ...checking,
    ...{ attestation, audience, checkChallenge: (challenge: string | undefined) => challenge !== 'wrong' },
  });
  const pop = (header: JsonObject, payload: JsonObject, signer: Signer = instance) =>
    createJws(
      { typ: 'oauth-client-attestation-pop+jwt', ...header },
      { iss: clientId, aud: audience, jti: 'one', iat: NOW, ...payload },
      signer,
    );

  test('is accepted with its attestation and gives what must be remembered', async () => {
    const jwt = await createClientAttestationPop({
      ...{ signer: instance, clientId, audience, challenge: 'c', clock, random: platformRandom },
    });
    const challenges: unknown[] = [];
    const checkChallenge = (challenge: string | undefined) => challenges.push(challenge) === 1;
    const verified = await verifyClientAttestationPop(jwt, { ...expected(), checkChallenge });
    expect(verified.jti).toHaveLength(22);
    expect(verified.expiresAt).toBe(NOW + 301);
    expect(challenges).toEqual(['c']);
  });

  test('may name its one audience in a list, and end by itself', async () => {
    const jwt = await pop({}, { aud: [audience], nbf: NOW, exp: NOW + 300, nonce: 'of an older draft' });
    await expect(verifyClientAttestationPop(jwt, expected())).resolves.toMatchObject({ jti: 'one' });
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['another type', 'client_attestation_pop_wrong_type', { typ: 'oauth-client-attestation+jwt' }, {}],
    ['no algorithm', 'client_attestation_pop_bad_signature', { alg: 'none' }, {}],
    ['another client', 'client_attestation_pop_wrong_client', {}, { iss: 'https://other.example' }],
    ['no client', 'client_attestation_pop_wrong_client', {}, { iss: null }],
    ['another audience', 'client_attestation_pop_wrong_audience', {}, { aud: 'https://other.example' }],
    ["an endpoint's address", 'client_attestation_pop_wrong_audience', {}, { aud: `${audience}/token` }],
    ['two audiences', 'client_attestation_pop_wrong_audience', {}, { aud: [audience, 'https://other.example'] }],
    ['no audience', 'client_attestation_pop_wrong_audience', {}, { aud: null }],
    ['no jti', 'client_attestation_pop_malformed', {}, { jti: '' }],
    ['a jti of any length', 'client_attestation_pop_malformed', {}, { jti: 'x'.repeat(300) }],
    ['age', 'client_attestation_pop_stale', {}, { iat: NOW - 301 }],
    ['a time to come', 'client_attestation_pop_from_future', {}, { iat: NOW + 31 }],
    ['no time', 'client_attestation_pop_from_future', {}, { iat: null }],
    ['an end that has passed', 'client_attestation_pop_stale', {}, { exp: NOW - 10 }],
    ['a begin to come', 'client_attestation_pop_from_future', {}, { nbf: NOW + 31 }],
    ['a wrong challenge', 'client_attestation_wrong_challenge', {}, { challenge: 'wrong' }],
    ['a challenge that is no text', 'client_attestation_wrong_challenge', {}, { challenge: 1 }],
  ])('is refused with %s', async (_, code, header, payload) => {
    await expect(verifyClientAttestationPop(await pop(header, payload), expected())).rejects.toThrow(coded(code));
  });

  test("is refused under another key's signature", async () => {
    const jwt = await pop({}, {}, await createSigner());
    await expect(verifyClientAttestationPop(jwt, expected())).rejects.toThrow(
      coded('client_attestation_pop_bad_signature'),
    );
  });
});

describe('the published example (draft 07 §6.1)', () => {
  const vector = JSON.parse(
    readFileSync(
      new URL('../../../test/vectors/attestation-based-client-auth/client-attestation.json', import.meta.url),
      'utf8',
    ),
  ) as {
    attestation: string;
    pop: string;
    time: number;
    claims: VerifiedClientAttestation;
    walletAttestation: { jwt: string; time: number; attester: string; clientId: string };
  };

  test('is read as the draft prints it, were its attester known', async () => {
    const whoever = {
      findAttesterKeys: () => [provider.publicJwk],
      clock: () => vector.time * 1000,
      verifySignature: () => true,
    };
    await expect(verifyClientAttestation(vector.attestation, whoever)).resolves.toMatchObject(vector.claims);
    const late = { ...whoever, clock: () => (vector.time + 7200) * 1000 };
    await expect(verifyClientAttestation(vector.attestation, late)).rejects.toThrow(coded('client_attestation_stale'));
  });

  test('of OpenID4VCI 1.0 is signed by the key of its certificate', async () => {
    const { jwt, time, ...claims } = vector.walletAttestation;
    const expected = {
      ...{ clock: () => time * 1000, verifySignature: verifyWithWebCrypto },
      findAttesterKeys: ({ x5c }: JsonObject) => (x5c as string[]).map((one) => readCertificate(one).publicJwk),
    };
    await expect(verifyClientAttestation(jwt, expected)).resolves.toMatchObject({
      ...claims,
      instanceKey: vector.claims.instanceKey,
    });
  });

  test('does not pass with the proof of possession beside it, which its key did not sign', async () => {
    const attestation = { ...vector.claims, thumbprint: jwkThumbprint(vector.claims.instanceKey) };
    const expected = { ...checking, attestation, audience: 'https://as.example.com', checkChallenge: () => true };
    await expect(verifyClientAttestationPop(vector.pop, expected)).rejects.toThrow(
      coded('client_attestation_pop_bad_signature'),
    );
  });
});

test('whatever is sent as attestation or proof of possession is refused with a code', async () => {
  const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  const texts = fc.oneof(
    fc.string(),
    fc.tuple(json, json, fc.base64String()).map((parts) => parts.join('.')),
    fc
      .tuple(fc.dictionary(fc.constantFrom('iss', 'sub', 'aud', 'jti', 'iat', 'exp', 'cnf'), fc.jsonValue()))
      .map(([claims]) => {
        const header = { typ: 'oauth-client-attestation+jwt', alg: 'ES256' };
        const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${encode(header)}.${encode(claims)}.${'A'.repeat(86)}`;
      }),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      // Signatures are taken for right, so that the claims are reached.
      const lenient = { clock, verifySignature: () => true };
      const attestation = { clientId, attester: 'x', instanceKey: instance.publicJwk, thumbprint: 'x' };
      const results = await Promise.allSettled([
        verifyClientAttestation(text, { ...lenient, findAttesterKeys: () => [provider.publicJwk] }),
        verifyClientAttestationPop(text, { ...lenient, attestation, audience, checkChallenge: () => true }),
      ]);
      for (const result of results) expect(result.status === 'rejected' && isCodedError(result.reason)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
