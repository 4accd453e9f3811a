import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { createEnrolment, createRoot, issueLeaf, verifyWithNodeCrypto, type Enrolment } from '#identity';
import { platformRandom } from '#primitives';
import { keyDigest, validateChain, type LeafPurpose } from '#trust';
import { openKeyStore, ORGANISATION, type KeyStore } from './open-key-store.js';

const NOW = 1_800_000_000;
const COOPERATIVE = {
  did: 'did:web:localhost%3A4003:cooperative',
  name: 'Coopérative fictive d’essai',
  legalId: 'FR-000000009',
};

let store: KeyStore;
let enrolment: Enrolment;

beforeAll(async () => {
  store = await openKeyStore();
  enrolment = await createEnrolment(store.keys, ORGANISATION, ['issuing', 'access']);
  await store.keys.ensureIdentity({ ...COOPERATIVE, uses: ['issuing_root', 'access_root'] });
});
afterAll(() => store.database.close());

async function makeRoot(purpose: LeafPurpose) {
  const signer = await store.keys.signer(COOPERATIVE.did, `${purpose}_root`);
  const root = { signer, purpose, organisation: COOPERATIVE, notBefore: NOW, days: 3650, random: platformRandom };
  return { certificate: await createRoot(root), signer };
}

async function makeLeaf(purpose: LeafPurpose, request = enrolment.certificateRequests[purpose]!) {
  const root = await makeRoot(purpose);
  const dnsNames = ['localhost'];
  const leaf = { request, root, purpose, organisation: ORGANISATION, dnsNames, notBefore: NOW, days: 365 };
  return { root, leaf: await issueLeaf({ ...leaf, random: platformRandom }) };
}

describe('an enrolment', () => {
  it('is the same at a second call, but for the requests’ signatures', async () => {
    const again = await createEnrolment(store.keys, ORGANISATION, ['issuing', 'access']);
    expect({ ...again, certificateRequests: {} }).toEqual({ ...enrolment, certificateRequests: {} });
  });

  it('holds no private key', () => {
    expect(JSON.stringify(enrolment)).not.toMatch(/PRIVATE|"d"/);
  });
});

describe('certificates', () => {
  it.each(['issuing', 'access'] as const)('of the %s authority are valid for its purpose only', async (purpose) => {
    const { root, leaf } = await makeLeaf(purpose);
    const other = purpose === 'issuing' ? 'access' : 'issuing';
    const outcome = await validateChain([leaf], [root.certificate], NOW, purpose, verifyWithNodeCrypto);
    const { publicJwk } = await store.keys.signer(ORGANISATION.did, purpose);
    expect(outcome).toMatchObject({
      outcome: 'trusted',
      leaf: { keyDigest: keyDigest(publicJwk), subjectName: ORGANISATION.name },
    });
    const crossed = await validateChain([leaf], [root.certificate], NOW, other, verifyWithNodeCrypto);
    expect(crossed).toEqual({ outcome: 'untrusted', code: 'chain_usage' });
  });

  it('name the organisation by its DID, and are what node:crypto reads too', async () => {
    const { root, leaf } = await makeLeaf('access');
    const [read, authority] = [leaf, root.certificate].map((text) => new X509Certificate(Buffer.from(text, 'base64')));
    expect(read!.subjectAltName).toContain(`URI:${ORGANISATION.did}`);
    expect(read!.subjectAltName).toContain('DNS:localhost');
    expect(read!.checkIssued(authority!)).toBe(true);
    expect(read!.verify(authority!.publicKey)).toBe(true);
    expect(read!.ca).toBe(false);
    expect(authority!.ca).toBe(true);
  });

  it('are refused where the request is garbage or not signed with its own key', async () => {
    await expect(makeLeaf('access', 'garbage')).rejects.toMatchObject({ code: 'malformed_certificate_request' });
    await expect(makeLeaf('access', 'A'.repeat(10_000))).rejects.toMatchObject({
      code: 'malformed_certificate_request',
    });
    const [header, body, footer] = enrolment.certificateRequests.access!.split(/(?<=-----)\n|\n(?=-----)/);
    const der = Buffer.from(body!, 'base64');
    der[der.length - 1]! ^= 1;
    await expect(makeLeaf('access', `${header}\n${der.toString('base64')}\n${footer}`)).rejects.toMatchObject({
      code: 'certificate_request_signature',
    });
  });
});
