import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import { createCredentialRequest } from '#openid4vci';
import { jwkThumbprint, verifyJws, type JsonObject, type PublicJwk } from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { validateChain } from '#trust';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { customer } from './intake-fixture.js';
import { json, startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';
const GAS = 'gaz-fictif';
const DAY = 86_400;

describe.each<DatabaseUnderTest>(databasesUnderTest())('issuance over HTTP on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let subjectRecordId: string;
  let wallet: WalletUnderTest;

  beforeAll(async () => {
    issuer = await startIssuerUnderTest({ databaseUrl: await databaseUnderTest.freshUrl() });
    subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    wallet = new WalletUnderTest(issuer);
    issuer.clock.ahead = 0;
  });

  async function offer(id = subjectRecordId): Promise<CreatedOfferAnswer> {
    const answer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId: id });
    expect(answer.status).toBe(201);
    return (await answer.json()) as CreatedOfferAnswer;
  }
  const request = (keyProofs: string[]) =>
    createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });

  describe('what is published', () => {
    test('issuer and server metadata stand at the inserted addresses, and the DID document at its own', async () => {
      const issuerAnswer = await fetch(`${issuer.url}/.well-known/openid-credential-issuer/${WATER}`);
      expect(issuerAnswer.headers.get('access-control-allow-origin')).toBe('*');
      expect(await issuerAnswer.json()).toMatchObject({
        credential_issuer: `${issuer.url}/${WATER}`,
        batch_credential_issuance: { batch_size: 10 },
        credential_configurations_supported: { residency: { format: 'dc+sd-jwt', vct: 'urn:incola:residency:1' } },
        incola_revocation_bound_seconds: 140,
      });
      const serverAnswer = await fetch(`${issuer.url}/.well-known/oauth-authorization-server/${WATER}`);
      expect(await serverAnswer.json()).toMatchObject({ issuer: `${issuer.url}/${WATER}` });
      const did = await fetch(`${issuer.url}/${WATER}/did.json`);
      const port = new URL(issuer.url).port;
      expect(await did.json()).toMatchObject({ id: `did:web:localhost%3A${port}:${WATER}` });
      for (const path of ['.well-known/openid-credential-issuer/nobody', 'nobody/did.json', 'nobody/offers/x']) {
        expect((await fetch(`${issuer.url}/${path}`)).status).toBe(404);
      }
    });

    test('an offer by reference is the offer by value, until it is redeemed', async () => {
      const created = await offer();
      const answer = await fetch(created.credentialOfferUri);
      expect(answer.headers.get('content-type')).toContain('application/json');
      const value = new URLSearchParams(created.credentialOffer.split('?')[1]).get('credential_offer') as string;
      expect(await answer.json()).toEqual(JSON.parse(value));
      expect(created.credentialOffer).not.toContain(created.transactionCode);
      await wallet.accessToken(created);
      expect((await fetch(created.credentialOfferUri)).status).toBe(404);
    });
  });

  test('issues a batch of ten credentials with the claims of the design, each bound to its own key', async () => {
    const keys = Array.from({ length: 10 }, newKey);
    const accessToken = await wallet.accessToken(await offer());
    const answer = await wallet.credentials(accessToken, request(await wallet.keyProofs(keys)));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
    expect(credentials).toHaveLength(10);
    const now = Math.floor(issuer.clock.now() / 1000);
    const indexes = new Set<number>();
    for (const [index, { credential }] of credentials.entries()) {
      const parsed = parseSdJwtVc(credential);
      const chain = await validateChain(
        parsed.header.x5c as string[],
        [issuer.issuingRoot],
        now,
        'issuing',
        verifyWithNodeCrypto,
      );
      if (chain.outcome !== 'trusted') throw new Error(chain.code);
      expect(await verifyJws(parsed, chain.leaf.publicJwk, verifyWithNodeCrypto)).toBe(true);
      const { claims } = discloseClaims(parsed);
      const { cnf, status, iat, exp, ...attested } = claims as JsonObject & { iat: number; exp: number };
      const { jwk } = cnf as { jwk: PublicJwk };
      expect(jwkThumbprint(jwk)).toBe(jwkThumbprint(keys[index]!.publicJwk));
      const { idx, uri } = (status as { status_list: { idx: number; uri: string } }).status_list;
      expect(uri).toBe(`${issuer.peers.url}/status-lists/${WATER}/1`);
      indexes.add(idx);
      expect([iat % DAY, exp - iat]).toEqual([0, 14 * DAY]);
      expect(attested).toEqual({
        vct: 'urn:incola:residency:1',
        iss: `${issuer.url}/eaux-fictives`,
        'vct#integrity': expect.stringMatching(/^sha256-/),
        given_name: 'Amélie',
        family_name: 'Fictivea',
        address: {
          formatted: '1 rue des Lilas\n01000 Bourg-en-Bresse\nFR',
          street_address: '1 rue des Lilas',
          locality: 'Bourg-en-Bresse',
          postal_code: '01000',
          country: 'FR',
        },
        address_canonical: expect.stringMatching(/^fr1:/),
        supply_type: 'water',
        role: 'contract_holder',
        resident_since: '2020-01-31',
        resident_for_months_equal_or_over: { '3': true, '6': true, '12': true, '24': true },
        evidence_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      });
    }
    expect(indexes.size).toBe(10);
    expect(Math.max(...indexes) - Math.min(...indexes)).toBeGreaterThan(10);
  });

  test('the same request again is refused, also after a restart; whoever lost the answer asks with another nonce', async () => {
    const accessToken = await wallet.accessToken(await offer());
    const body = request(await wallet.keyProofs([newKey(), newKey()]));
    expect((await wallet.credentials(accessToken, body)).status).toBe(200);
    await issuer.restart();
    const again = await wallet.credentials(accessToken, body);
    expect([again.status, await again.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_nonce' })]);
    const other = request(await wallet.keyProofs([newKey(), newKey()]));
    expect((await wallet.credentials(accessToken, other)).status).toBe(200);
  });

  describe('management', () => {
    test("answers 404 for another tenant's records, 401 without a key, 400 for hostile texts", async () => {
      const foreign = await issuer.manage(GAS, 'POST', '/offers', { subjectRecordId });
      expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([
        404,
        'unknown_subject_record',
      ]);
      const revocation = { reason: 'moved_out' };
      const revoking = await issuer.manage(GAS, 'POST', `/subject-records/${subjectRecordId}/revocation`, revocation);
      expect(revoking.status).toBe(404);
      const anonymous = await fetch(`${issuer.url}/api/v1/offers`, json('POST', { subjectRecordId }));
      expect(anonymous.status).toBe(401);
      expect(anonymous.headers.get('access-control-allow-origin')).toBeNull();
      for (const hostile of ["' OR '1'='1", '<img src=x onerror=alert(1)>', '../../etc/passwd']) {
        expect((await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId: hostile })).status).toBe(404);
        const path = `/subject-records/${encodeURIComponent(hostile)}/revocation`;
        expect((await issuer.manage(WATER, 'POST', path, revocation)).status).toBe(404);
        const reason = await issuer.manage(WATER, 'POST', `/subject-records/${subjectRecordId}/revocation`, {
          reason: hostile,
        });
        expect(reason.status).toBe(400);
        expect(await reason.text()).not.toContain(hostile);
      }
      const foreignOffer = (await offer()).credentialOfferUri.replace(WATER, GAS);
      expect((await fetch(foreignOffer)).status).toBe(404);
      expect((await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId: ['x'] })).status).toBe(400);
      expect((await issuer.manage(WATER, 'POST', '/offers', {})).status).toBe(400);
    });
  });
});
