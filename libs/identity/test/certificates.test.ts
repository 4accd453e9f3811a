import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { createHash, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import {
  createEnrolment,
  createRevocationList,
  createRoot,
  issueLeaf,
  verifyWithNodeCrypto,
  type Enrolment,
} from '#identity';
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
  const publishedAt = {
    contactUri: 'http://localhost:4003/explorer',
    revocationListUri: `http://localhost:4003/${purpose}.crl`,
  };
  const organisation = COOPERATIVE;
  const root = { signer, purpose, organisation, notBefore: NOW, days: 3650, publishedAt, random: platformRandom };
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

  it('of an issuer follow the profile of a document signer, ISO/IEC 18013-5 Table B.3', async () => {
    const { root, leaf } = await makeLeaf('issuing');
    const [read, authority] = [leaf, root.certificate].map((text) => new x509.X509Certificate(text));
    const critical = (certificate: x509.X509Certificate) =>
      certificate.extensions.filter((extension) => extension.critical).map(({ type }) => type);
    expect(critical(read!).sort()).toEqual(['2.5.29.15', '2.5.29.37']);
    expect(critical(authority!).sort()).toEqual(['2.5.29.15', '2.5.29.19']);
    expect(read!.getExtension(x509.ExtendedKeyUsageExtension)?.usages).toEqual(['1.0.18013.5.1.2']);
    for (const certificate of [read!, authority!]) {
      expect(certificate.getExtension(x509.IssuerAlternativeNameExtension)?.names.toJSON()).toEqual([
        { type: 'url', value: 'http://localhost:4003/explorer' },
      ]);
      const [point] = certificate.getExtension(x509.CRLDistributionPointsExtension)?.distributionPoints ?? [];
      expect(point?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier).toBe(
        'http://localhost:4003/issuing.crl',
      );
    }
    expect(read!.issuer).toBe(authority!.subject);
    expect(read!.subjectName.getField('C')).toEqual(['FR']);
    const point = new Uint8Array(read!.publicKey.rawData).subarray(-65);
    const identifier = createHash('sha1').update(point).digest('hex');
    expect(read!.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId).toBe(identifier);
    const days = (read!.notAfter.getTime() - read!.notBefore.getTime()) / 86_400_000;
    expect(days).toBeLessThanOrEqual(457);
  });

  it('begin with their day, so that the cut times of what is signed that day lie within them', async () => {
    const { root, leaf } = await makeLeaf('issuing');
    for (const text of [leaf, root.certificate]) {
      expect(new x509.X509Certificate(text).notBefore).toEqual(new Date((NOW - (NOW % 86_400)) * 1000));
    }
  });

  it('have a revocation list of their authority, which revokes nothing', async () => {
    const { certificate, signer } = await makeRoot('issuing');
    const list = { root: { certificate, signer }, thisUpdate: NOW, nextUpdate: NOW + 86_400 };
    const crl = new x509.X509Crl((await createRevocationList(list)).slice());
    expect(await crl.verify({ publicKey: new x509.X509Certificate(certificate).publicKey })).toBe(true);
    expect(crl.issuer).toBe(new x509.X509Certificate(certificate).subject);
    expect(crl.entries).toEqual([]);
    expect([crl.thisUpdate, crl.nextUpdate]).toEqual([new Date(NOW * 1000), new Date((NOW + 86_400) * 1000)]);
    expect(crl.extensions.map(({ type }) => type).sort()).toEqual(['2.5.29.20', '2.5.29.35']);
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
