import { describe, expect, it } from '@jest/globals';
import { generatePrivateBytes, issuerIdentity, openSigningKey, publicJwkOfDidKey, signerOver, signW3cCredential, verifyWithNodeCrypto } from '#identity'; // prettier-ignore
import { createJws, parseJws, platformRandom, verifyJws, type JsonObject } from '#primitives';
import { createJwtVp, createW3cCredential, didJwkOf, parseJwtVp, publicJwkOfDidJwk, readW3cCredential } from '../src/index.js'; // prettier-ignore

const NOW = 1_781_524_800;
const ORGANISATION = 'did:web:issuer.example:eaux-fictives';
const newKey = () => signerOver(openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', platformRandom)));
const issuerKey = newKey();
const holder = newKey();
const STATUS = { idx: 7, uri: 'https://cooperative.example/status-lists/eaux-fictives/1' };
const toIssue = {
  type: 'MunicipalityCredential',
  claims: { locality: 'Essai', postal_code: '01234' },
  holderKey: holder.publicJwk,
  status: STATUS,
  issuedAt: NOW,
  expiresAt: NOW + 86_400,
};

async function issue(method: 'did:web' | 'did:key' | 'did:jwk' = 'did:web') {
  const identity = issuerIdentity(method, ORGANISATION, issuerKey);
  return {
    identity,
    jwt: await signW3cCredential(createW3cCredential({ ...toIssue, issuer: identity.did }), identity),
  };
}

describe('a credential signed by Veramo’s agent', () => {
  it.each(['did:web', 'did:key', 'did:jwk'] as const)(
    'names its issuer by %s and verifies with its key',
    async (method) => {
      const { identity, jwt } = await issue(method);
      const parsed = parseJws(jwt);
      expect(parsed.header).toEqual({ alg: 'ES256', typ: 'JWT', kid: identity.keyId });
      expect(await verifyJws(parsed, issuerKey.publicJwk, verifyWithNodeCrypto)).toBe(true);
      expect(parsed.payload.iss).toBe(identity.did);
      if (method === 'did:key') expect(publicJwkOfDidKey(identity.did)).toEqual(issuerKey.publicJwk);
      if (method === 'did:jwk') expect(publicJwkOfDidJwk(identity.did)).toEqual(issuerKey.publicJwk);
    },
  );

  it('holds the claims as VC Data Model 1.1 encodes them, and no time but the given ones', async () => {
    const { jwt } = await issue();
    const did = didJwkOf(holder.publicJwk);
    expect(parseJws(jwt).payload).toEqual({
      iss: ORGANISATION,
      sub: did,
      nbf: NOW,
      iat: NOW,
      exp: NOW + 86_400,
      status: { status_list: STATUS },
      vc: {
        '@context': ['https://www.w3.org/2018/credentials/v1'],
        type: ['VerifiableCredential', 'MunicipalityCredential'],
        issuer: { id: ORGANISATION },
        issuanceDate: '2026-06-15T12:00:00Z',
        expirationDate: '2026-06-16T12:00:00Z',
        credentialSubject: { id: did, locality: 'Essai', postal_code: '01234' },
      },
    });
  });

  it('is read with its registered claims as properties', async () => {
    const read = readW3cCredential(parseJws((await issue()).jwt).payload);
    expect(read).toMatchObject({
      issuer: ORGANISATION,
      subject: didJwkOf(holder.publicJwk),
      type: 'MunicipalityCredential',
    });
    expect(read.properties.credentialSubject).toMatchObject({ locality: 'Essai' });
  });
});

describe('a credential as JWT', () => {
  const payload = createW3cCredential({ ...toIssue, issuer: ORGANISATION });
  const vc = payload.vc as JsonObject;

  it.each<[string, JsonObject]>([
    ['holds no credential', { ...payload, vc: 'none' }],
    ['names no issuer', { ...payload, iss: 7 }],
    ['names no subject', { vc, iss: ORGANISATION }],
    ['has several subjects', { ...payload, vc: { ...vc, credentialSubject: [] } }],
    ['has another first context', { ...payload, vc: { ...vc, '@context': ['https://www.w3.org/ns/credentials/v2'] } }],
    ['has no type of its own', { ...payload, vc: { ...vc, type: ['VerifiableCredential'] } }],
    ['has two types of its own', { ...payload, vc: { ...vc, type: ['VerifiableCredential', 'A', 'B'] } }],
  ])('is refused where it %s', (_why, odd) => {
    expect(() => readW3cCredential(odd)).toThrow(expect.objectContaining({ code: 'malformed_w3c_credential' }));
  });

  it.each<[string, JsonObject]>([
    ['issuer', { issuer: { id: 'did:web:other.example' } }],
    ['issuer as a text', { issuer: 'did:web:other.example' }],
    ['subject', { credentialSubject: { id: 'did:web:other.example' } }],
    ['time of issue', { issuanceDate: '2020-01-01T00:00:00Z' }],
    ['end', { expirationDate: '2040-01-01T00:00:00Z' }],
    ['end that is no date', { expirationDate: 'never' }],
    ['identifier', { id: 'urn:other' }],
  ])('is refused where claims and `vc` have another %s', (_what, change) => {
    const contradicting = { ...payload, vc: { ...vc, ...change } };
    expect(() => readW3cCredential(contradicting)).toThrow(expect.objectContaining({ code: 'contradictory_w3c_credential' })); // prettier-ignore
  });
});

describe('a presentation as JWT', () => {
  it('binds credential, request and holder’s key', async () => {
    const { jwt: credential } = await issue();
    const request = { audience: 'x509_hash:abc', presentationNonce: 'n-0S6', issuedAt: NOW };
    const presented = parseJwtVp(await createJwtVp({ credential, ...request, signer: holder }));
    const did = didJwkOf(holder.publicJwk);
    expect(presented.header).toEqual({ alg: 'ES256', typ: 'JWT', kid: `${did}#0` });
    expect(presented.payload).toMatchObject({ iss: did, aud: 'x509_hash:abc', nonce: 'n-0S6', iat: NOW });
    expect(presented.credential).toEqual(parseJws(credential));
    expect(await verifyJws(presented, holder.publicJwk, verifyWithNodeCrypto)).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['holds none', {}],
    ['is of another type', { vp: { type: ['VerifiableCredential'], verifiableCredential: ['a.b.c'] } }],
    ['presents nothing', { vp: { type: ['VerifiablePresentation'], verifiableCredential: [] } }],
    ['presents two', { vp: { type: ['VerifiablePresentation'], verifiableCredential: ['a.b.c', 'a.b.c'] } }],
    ['presents an object', { vp: { type: ['VerifiablePresentation'], verifiableCredential: [{}] } }],
  ])('is refused where it %s', async (_why, odd) => {
    const jwt = await createJws({ typ: 'JWT' }, odd, holder);
    expect(() => parseJwtVp(jwt)).toThrow(expect.objectContaining({ code: 'malformed_presentation' }));
  });
});
