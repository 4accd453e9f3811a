import { beforeAll, describe, expect, test } from '@jest/globals';
import { createKeyProof, verifyKeyProof } from '#openid4vci';
import { createJws, encodeBase64url, encodeUtf8, verifyWithWebCrypto, type JsonObject, type Signer } from '#primitives';
import { createSigner } from './create-signer.js';

const coded = (code: string) => expect.objectContaining({ code });
const NOW = 1_800_000_000;
const expected = {
  audience: 'https://issuer.example/eau',
  clientId: 'https://wallet.example',
  checkNonce: (nonce: string) => nonce === 'fresh',
  clock: () => NOW * 1000,
  verifySignature: verifyWithWebCrypto,
};

let wallet: Signer;
beforeAll(async () => {
  wallet = await createSigner();
});

function proof(header: JsonObject, payload: JsonObject, signer: Signer = wallet): Promise<string> {
  return createJws(
    { typ: 'openid4vci-proof+jwt', jwk: { ...wallet.publicJwk }, ...header },
    { aud: expected.audience, iat: NOW, nonce: 'fresh', ...payload },
    signer,
  );
}

describe('a key proof (OpenID4VCI 1.0 §F.1)', () => {
  test('is accepted and gives the bare key and its nonce', async () => {
    const jwt = await createKeyProof({
      signer: wallet,
      audience: expected.audience,
      credentialNonce: 'fresh',
      clock: expected.clock,
    });
    const verified = await verifyKeyProof(jwt, expected);
    expect(verified).toMatchObject({ publicJwk: wallet.publicJwk, credentialNonce: 'fresh' });
    const named = await createKeyProof({
      ...{ signer: wallet, audience: expected.audience, credentialNonce: 'fresh', clock: expected.clock },
      ...{ clientId: 'https://wallet.example', keyAttestation: 'a.b.c' },
    });
    expect(await verifyKeyProof(named, expected)).toMatchObject({ keyAttestation: 'a.b.c' });
    const decorated = await proof({ jwk: { ...wallet.publicJwk, kid: 'me', use: 'sig' } }, {});
    expect((await verifyKeyProof(decorated, expected)).publicJwk).toEqual(wallet.publicJwk);
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['another type', 'key_proof_wrong_type', { typ: 'JWT' }, {}],
    ['a key identifier beside the key', 'key_proof_key_source', { kid: 'did:example:1#1' }, {}],
    ['a certificate beside the key', 'key_proof_key_source', { x5c: ['AA=='] }, {}],
    ['a symmetric key', 'key_proof_private_key', { jwk: { kty: 'oct', k: 'AAAA' } }, {}],
    ['a key of another curve', 'key_proof_unsupported_key', { jwk: { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' } }, {}],
    ['a key that is none', 'key_proof_unsupported_key', { jwk: 'x' }, {}],
    ['an audience of another issuer', 'key_proof_wrong_audience', {}, { aud: 'https://issuer.example/gaz' }],
    ['a list of audiences', 'key_proof_wrong_audience', {}, { aud: [expected.audience] }],
    ['a client that the token was not given to', 'key_proof_wrong_client', {}, { iss: 'https://wallet.example/other' }],
    ['a key attestation that is no text', 'key_attestation_malformed', { key_attestation: {} }, {}],
    ['a day of age', 'key_proof_stale', {}, { iat: NOW - 86_400 }],
    ['a time to come', 'key_proof_from_future', {}, { iat: NOW + 120 }],
    ['a time that is none', 'key_proof_from_future', {}, { iat: 'now' }],
    ['no nonce', 'key_proof_nonce_missing', {}, { nonce: null }],
    ['an unknown nonce', 'key_proof_wrong_nonce', {}, { nonce: 'stale' }],
  ])('is refused with %s', async (_, code, header, payload) => {
    await expect(verifyKeyProof(await proof(header, payload), expected)).rejects.toThrow(coded(code));
  });

  test('is refused under an algorithm that the metadata does not list', async () => {
    const verifying = verifyKeyProof(await proof({}, {}), { ...expected, algorithms: ['EdDSA'] });
    await expect(verifying).rejects.toThrow(coded('key_proof_unsupported_key'));
  });

  test('is refused where it holds a private key', async () => {
    const jwt = await proof({ jwk: { ...wallet.publicJwk, d: 'AAAA' } }, {});
    await expect(verifyKeyProof(jwt, expected)).rejects.toThrow(coded('key_proof_private_key'));
  });

  test("is refused under another key's signature, under alg none, with crit, and where it is garbage", async () => {
    const stranger = await createSigner();
    await expect(verifyKeyProof(await proof({}, {}, stranger), expected)).rejects.toThrow(
      coded('key_proof_bad_signature'),
    );
    await expect(verifyKeyProof(await proof({ crit: ['x'], x: 1 }, {}), expected)).rejects.toThrow(
      coded('key_proof_bad_signature'),
    );
    const [, payload] = (await proof({}, {})).split('.');
    const header = encodeBase64url(
      encodeUtf8(JSON.stringify({ typ: 'openid4vci-proof+jwt', alg: 'none', jwk: wallet.publicJwk })),
    );
    await expect(verifyKeyProof(`${header}.${payload}.`, expected)).rejects.toThrow(coded('key_proof_bad_signature'));
    for (const garbage of ['', 'a.b.c', 'x'.repeat(100_000), `${'['.repeat(50)}`]) {
      await expect(verifyKeyProof(garbage, expected)).rejects.toThrow(coded('key_proof_malformed'));
    }
  });
});
