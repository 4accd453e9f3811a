import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCredentialRequest } from '#openid4vci';
import type { Signer } from '#primitives';
import { createIssuingKeys } from '../src/tenants/issuing-key.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';
const DAY = 86_400_000;

describe('the key that signs credentials', () => {
  let issuer: IssuerUnderTest;
  beforeAll(async () => {
    issuer = await startIssuerUnderTest();
  });
  afterAll(() => issuer.close());

  test('signs nothing once its certificate has expired, and says so', async () => {
    const subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
    issuer.clock.ahead = 31 * DAY;
    const wallet = new WalletUnderTest(issuer);
    const offered = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId });
    const accessToken = await wallet.accessToken((await offered.json()) as CreatedOfferAnswer);
    const body = createCredentialRequest({
      credentialConfigurationId: 'residency',
      keyProofs: await wallet.keyProofs([newKey()]),
    });
    expect((await wallet.credentials(accessToken, body)).status).toBe(503);
    issuer.clock.ahead = 0;
    await issuer.restart();
    issuer.clock.ahead = 31 * DAY;
    await issuer.restart();
    expect((await fetch(`${issuer.url}/readyz`)).status).toBe(200);
    issuer.clock.ahead = 0;
  });

  test('is refused with the certificate of another key, and without one', async () => {
    const now = issuer.clock.now;
    const publicJwk = newKey().publicJwk;
    const signer = { suite: 'ES256', publicJwk, sign: () => new Uint8Array(64) } as unknown as Signer;
    const parts = { current: () => Promise.resolve({ signer, certificate: null }), clock: now };
    const none = createIssuingKeys({ ...parts, certificates: new Map() });
    await expect(none('did:web:a.example')).rejects.toMatchObject({ code: 'certificate_missing', fault: 'outage' });
    const other = createIssuingKeys({ ...parts, certificates: new Map([['did:web:a.example', issuer.issuingRoot]]) });
    await expect(other('did:web:a.example')).rejects.toMatchObject({ code: 'certificate_of_another_key' });
  });
});
