import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCredentialRequest } from '#openid4vci';
import { jwkThumbprint, type PublicJwk, type Signer } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { ATTESTED, attest, errorOf, PLAIN, startTenants, walletProvider } from './credential-tenants.js';
import { customer } from './intake-fixture.js';
import type { IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const residency = { credentialConfigurationId: 'residency' };

describe.each<DatabaseUnderTest>(databasesUnderTest())('the credential endpoint on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  const customers: Record<string, string> = {};

  beforeAll(async () => {
    issuer = await startTenants({ databaseUrl: await databaseUnderTest.freshUrl() });
    for (const tenant of [PLAIN, ATTESTED]) {
      customers[tenant] = await issuer.importCustomer(tenant, customer(0), 'C-0000');
    }
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    issuer.clock.ahead = 0;
  });

  async function granted(tenant = PLAIN): Promise<{ wallet: WalletUnderTest; accessToken: string }> {
    const answer = await issuer.manage(tenant, 'POST', '/offers', { subjectRecordId: customers[tenant] });
    const wallet = new WalletUnderTest(issuer, tenant);
    return { wallet, accessToken: await wallet.accessToken((await answer.json()) as CreatedOfferAnswer) };
  }
  const keysOf = (count: number): Signer[] => Array.from({ length: count }, newKey);
  const thumbprints = (keys: readonly Signer[]) => keys.map(({ publicJwk }) => jwkThumbprint(publicJwk)).sort();
  async function boundKeys(answer: Response): Promise<string[]> {
    const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
    return credentials
      .map(({ credential }) => (parseSdJwtVc(credential).payload.cnf as { jwk: PublicJwk }).jwk)
      .map(jwkThumbprint)
      .sort();
  }

  describe('what every answer has', () => {
    test('a date, no cache, the next DPoP nonce, the caller’s own interaction id, and a notification id', async () => {
      const { wallet, accessToken } = await granted();
      const body = createCredentialRequest({ ...residency, keyProofs: await wallet.keyProofs([newKey()]) });
      const id = 'c770aef3-6784-41f7-8e0e-ff5f97bddb3a';
      const answer = await wallet.post('credential', accessToken, body, { headers: { 'x-fapi-interaction-id': id } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(Date.parse(answer.headers.get('date') ?? '')).not.toBeNaN();
      expect(answer.headers.get('dpop-nonce')).toBeTruthy();
      expect(answer.headers.get('x-fapi-interaction-id')).toBe(id);
      const content = (await answer.json()) as object;
      expect(Object.keys(content)).toEqual(['credentials', 'notification_id']);
    });

    test('in an error: its code and a description in plain ASCII, and nothing else', async () => {
      const { wallet, accessToken } = await granted();
      const answer = await wallet.post('credential', accessToken, '{"credential_configuration_id":"residency"}');
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const body = (await answer.json()) as Record<string, string>;
      expect(Object.keys(body).sort()).toEqual(['error', 'error_description']);
      expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
    });
  });

  test('an access token serves several requests, and members of others are ignored', async () => {
    const { wallet, accessToken } = await granted();
    for (let request = 0; request < 3; request++) {
      const keys = keysOf(2);
      const text = createCredentialRequest({ ...residency, keyProofs: await wallet.keyProofs(keys) });
      const body = JSON.stringify({ ...(JSON.parse(text) as object), format: 'dc+sd-jwt', claims: [], x: { y: 1 } });
      const answer = await wallet.post('credential', accessToken, body);
      expect(await boundKeys(answer)).toEqual(thumbprints(keys));
    }
  });

  describe('refuses', () => {
    test('a token in the address, and one in a form, whatever else is sent', async () => {
      const { wallet, accessToken } = await granted();
      const body = createCredentialRequest({ ...residency, keyProofs: await wallet.keyProofs([newKey()]) });
      const inAddress = await wallet.post('credential', accessToken, body, { query: `?access_token=${accessToken}` });
      expect(await errorOf(inAddress)).toEqual([401, 'invalid_token']);
      const alone = await fetch(`${wallet.identifier}/credential?access_token=${accessToken}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(await errorOf(alone)).toEqual([401, 'invalid_token']);
      const form = await fetch(`${wallet.identifier}/credential`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `access_token=${accessToken}`,
      });
      expect(await errorOf(form)).toEqual([401, 'invalid_token']);
    });

    test('another media type, and none', async () => {
      const { wallet, accessToken } = await granted();
      const body = createCredentialRequest({ ...residency, keyProofs: await wallet.keyProofs([newKey()]) });
      for (const contentType of ['text/plain', 'application/x-www-form-urlencoded', 'application/vc+json']) {
        const answer = await wallet.post('credential', accessToken, body, { contentType });
        expect(await errorOf(answer)).toEqual([400, 'invalid_credential_request']);
      }
      const unknown = await wallet.post('credential', accessToken, body, { contentType: 'image/png' });
      expect(unknown.status).toBe(415);
    });

    test.each<[string, object, string]>([
      ['an unknown configuration', { credential_configuration_id: 'nobody' }, 'unknown_credential_configuration'],
      ['an identifier that was not given', { credential_identifier: 'nobody' }, 'unknown_credential_identifier'],
      ['both', { credential_configuration_id: 'a', credential_identifier: 'b' }, 'invalid_credential_request'],
      ['neither', {}, 'invalid_credential_request'],
      ['no proofs', { credential_configuration_id: 'residency' }, 'invalid_proof'],
      [
        'the proof of an older draft',
        { credential_configuration_id: 'residency', proof: { proof_type: 'jwt', jwt: 'a.b.c' } },
        'invalid_proof',
      ],
      [
        'proofs of a type that is not listed',
        { credential_configuration_id: 'residency', proofs: { di_vp: [{}] } },
        'invalid_proof',
      ],
      [
        'an attestation where nobody is trusted to attest',
        { credential_configuration_id: 'residency', proofs: { attestation: ['a.b.c'] } },
        'invalid_proof',
      ],
      [
        'an encrypted response, without encrypting the request',
        {
          credential_configuration_id: 'residency',
          proofs: { jwt: ['a.b.c'] },
          credential_response_encryption: {
            jwk: { ...walletProvider.publicJwk, alg: 'ECDH-ES' },
            enc: 'A256GCM',
          },
        },
        'invalid_encryption_parameters',
      ],
    ])('%s', async (_words, body, error) => {
      const { wallet, accessToken } = await granted();
      const answer = await wallet.post('credential', accessToken, JSON.stringify(body));
      expect(await errorOf(answer)).toEqual([400, error]);
    });

    test('a nonce that was used, also by the very same request, and by two requests at once all but one', async () => {
      const { wallet, accessToken } = await granted();
      const nonce = await wallet.nonce();
      const body = createCredentialRequest({ ...residency, keyProofs: await wallet.keyProofs([newKey()], nonce) });
      const answers = await Promise.all(
        Array.from({ length: 4 }, async () => wallet.post('credential', accessToken, body)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
      const again = createCredentialRequest({ ...residency, keyProofs: await wallet.keyProofs([newKey()], nonce) });
      expect(await errorOf(await wallet.post('credential', accessToken, again))).toEqual([400, 'invalid_nonce']);
      expect(await errorOf(await wallet.post('credential', accessToken, body))).toEqual([400, 'invalid_nonce']);
    });
  });

  describe('where keys must be attested', () => {
    test('all keys of an attestation get credentials, by one key proof, by one each, or without any', async () => {
      const { wallet, accessToken } = await granted(ATTESTED);
      const keys = keysOf(3);
      const [first] = keys as [Signer];
      const keyAttestation = await attest(issuer, keys);
      const one = await wallet.keyProofs([first], undefined, { keyAttestation });
      const byOne = await wallet.post(
        'credential',
        accessToken,
        createCredentialRequest({ ...residency, keyProofs: one }),
      );
      expect(await boundKeys(byOne)).toEqual(thumbprints(keys));
      const each = await wallet.keyProofs(keys, undefined, { keyAttestation });
      const byEach = await wallet.post(
        'credential',
        accessToken,
        createCredentialRequest({ ...residency, keyProofs: each }),
      );
      expect(await boundKeys(byEach)).toEqual(thumbprints(keys));
      const alone = await attest(issuer, keys, { credentialNonce: await wallet.nonce() });
      const without = createCredentialRequest({ ...residency, keyAttestation: alone });
      expect(await boundKeys(await wallet.post('credential', accessToken, without))).toEqual(thumbprints(keys));
      expect(await errorOf(await wallet.post('credential', accessToken, without))).toEqual([400, 'invalid_nonce']);
    });

    test('only as many as a batch has', async () => {
      const { wallet, accessToken } = await granted(ATTESTED);
      const alone = await attest(issuer, keysOf(14), { credentialNonce: await wallet.nonce() });
      const answer = await wallet.post(
        'credential',
        accessToken,
        createCredentialRequest({ ...residency, keyAttestation: alone }),
      );
      expect(await boundKeys(answer)).toHaveLength(10);
    });

    test.each<[string, (keys: Signer[], nonce: string) => Promise<string | undefined>, string]>([
      ['is none', async () => undefined, 'invalid_proof'],
      ['is of other keys', () => attest(issuer, [newKey()]), 'invalid_proof'],
      ['is of weaker keys', (keys) => attest(issuer, keys, { keyStorage: ['iso_18045_basic'] }), 'invalid_proof'],
      ['is signed by somebody else', (keys) => attest(issuer, keys, { signer: newKey() }), 'invalid_proof'],
      ['is over', (keys) => attest(issuer, keys, { ttlSeconds: -120 }), 'invalid_proof'],
      ['holds a nonce of nobody', (keys) => attest(issuer, keys, { credentialNonce: 'invented' }), 'invalid_nonce'],
    ])('a key proof is refused whose attestation %s', async (_words, make, error) => {
      const { wallet, accessToken } = await granted(ATTESTED);
      const keys = [newKey()];
      const nonce = await wallet.nonce();
      const keyAttestation = await make(keys, nonce);
      const keyProofs = await wallet.keyProofs(keys, nonce, keyAttestation === undefined ? {} : { keyAttestation });
      const answer = await wallet.post('credential', accessToken, createCredentialRequest({ ...residency, keyProofs }));
      expect(await errorOf(answer)).toEqual([400, error]);
    });

    test('an attestation alone is refused without our nonce, with a wrong one, and where it is garbage', async () => {
      const { wallet, accessToken } = await granted(ATTESTED);
      const ask = async (keyAttestation: string) =>
        errorOf(
          await wallet.post('credential', accessToken, createCredentialRequest({ ...residency, keyAttestation })),
        );
      expect(await ask(await attest(issuer, [newKey()]))).toEqual([400, 'invalid_proof']);
      const invented = await attest(issuer, [newKey()], { credentialNonce: 'invented' });
      expect(await ask(invented)).toEqual([400, 'invalid_nonce']);
      expect(await ask('a.b.c')).toEqual([400, 'invalid_proof']);
    });
  });
});
