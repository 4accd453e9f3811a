import { beforeAll, describe, expect, test } from '@jest/globals';
import { createKeyAttestation, PROTOCOL_ERRORS, verifyKeyAttestation } from '#openid4vci';
import { createJws, jwkThumbprint, verifyWithWebCrypto, type JsonObject, type Signer } from '#primitives';
import { createSigner } from './create-signer.js';

const coded = (code: string) => expect.objectContaining({ code });
const NOW = 1_800_000_000;
const clock = () => NOW * 1000;

let provider: Signer;
let keys: Signer[];
beforeAll(async () => {
  provider = await createSigner();
  keys = [await createSigner(), await createSigner()];
});

const expected = () => ({
  findAttesterKeys: ({ x5c }: JsonObject) => Promise.resolve(x5c === undefined ? [] : [provider.publicJwk]),
  algorithms: ['ES256'],
  mustExpire: true,
  clock,
  verifySignature: verifyWithWebCrypto,
  clockSkewSeconds: 60,
});

function attestation(header: JsonObject, payload: JsonObject, signer: Signer = provider): Promise<string> {
  const attested = keys.map(({ publicJwk }) => ({ ...publicJwk }));
  return createJws(
    { typ: 'key-attestation+jwt', x5c: ['AA=='], ...header },
    { iat: NOW, exp: NOW + 600, attested_keys: attested, key_storage: ['iso_18045_moderate'], ...payload },
    signer,
  );
}

describe('a key attestation (OpenID4VCI 1.0 Appendix D)', () => {
  test('is accepted and gives each attested key once, bare, and its nonce', async () => {
    const attestedKeys = [...keys, keys[0] as Signer].map(({ publicJwk }) => ({ ...publicJwk, kid: 'x' }));
    const jwt = await createKeyAttestation({
      ...{ signer: provider, x5c: ['AA=='], attestedKeys, credentialNonce: 'fresh', clock, ttlSeconds: 600 },
      ...{ keyStorage: ['iso_18045_high'], userAuthentication: ['iso_18045_high'] },
    });
    const requirements = { keyStorage: ['iso_18045_high'], userAuthentication: ['iso_18045_high'] };
    const verified = await verifyKeyAttestation(jwt, { ...expected(), requirements });
    expect(verified.credentialNonce).toBe('fresh');
    expect(verified.keys).toEqual(keys.map(({ publicJwk }) => ({ publicJwk, thumbprint: jwkThumbprint(publicJwk) })));
  });

  test('need not end where it is a proof of its own', async () => {
    const attestedKeys = keys.map(({ publicJwk }) => publicJwk);
    const jwt = await createKeyAttestation({ signer: provider, x5c: ['AA=='], attestedKeys, clock });
    expect((await verifyKeyAttestation(jwt, { ...expected(), mustExpire: false })).keys).toHaveLength(2);
    await expect(verifyKeyAttestation(jwt, expected())).rejects.toThrow(coded('key_attestation_malformed'));
  });

  test.each<[string, string, JsonObject, JsonObject]>([
    ['another type', 'key_attestation_wrong_type', { typ: 'keyattestation+jwt' }, {}],
    ['nobody who is trusted', 'key_attestation_untrusted', { x5c: null, kid: 'me' }, {}],
    ['no time', 'key_attestation_malformed', {}, { iat: null }],
    ['a time to come', 'key_attestation_from_future', {}, { iat: NOW + 120 }],
    ['an end in the past', 'key_attestation_expired', {}, { exp: NOW - 61 }],
    ['an end that is none', 'key_attestation_malformed', {}, { exp: 'never' }],
    ['no keys', 'key_attestation_malformed', {}, { attested_keys: [] }],
    ['keys that are no list', 'key_attestation_malformed', {}, { attested_keys: {} }],
    ['a key of another curve', 'key_proof_unsupported_key', {}, { attested_keys: [{ kty: 'EC', crv: 'P-384' }] }],
    ['a private key', 'key_proof_private_key', {}, { attested_keys: [{ kty: 'oct', k: 'AAAA' }] }],
    ['weaker keys than required', 'key_attestation_too_weak', {}, { key_storage: ['iso_18045_basic'] }],
    ['keys of whose storage nothing is said', 'key_attestation_too_weak', {}, { key_storage: [] }],
    ['a storage that is no list', 'key_attestation_malformed', {}, { key_storage: 'iso_18045_moderate' }],
  ])('is refused with %s', async (_words, code, header, payload) => {
    const { x5c, ...bare } = header;
    const jwt = await attestation(x5c === null ? { ...bare, x5c: undefined as never } : header, payload);
    const requirements = { keyStorage: ['iso_18045_moderate', 'iso_18045_high'] };
    await expect(verifyKeyAttestation(jwt, { ...expected(), requirements })).rejects.toThrow(coded(code));
    expect(PROTOCOL_ERRORS[code]).toEqual({ status: 400, error: 'invalid_proof' });
  });

  test('is refused under the signature of another, under an algorithm that is not listed, and as garbage', async () => {
    const forged = await attestation({}, {}, keys[0]);
    await expect(verifyKeyAttestation(forged, expected())).rejects.toThrow(coded('key_attestation_bad_signature'));
    const unlisted = verifyKeyAttestation(await attestation({}, {}), { ...expected(), algorithms: ['EdDSA'] });
    await expect(unlisted).rejects.toThrow(coded('key_attestation_unsupported'));
    for (const garbage of ['', 'a.b.c', 'x'.repeat(100_000)]) {
      await expect(verifyKeyAttestation(garbage, expected())).rejects.toThrow(coded('key_attestation_malformed'));
    }
  });
});
