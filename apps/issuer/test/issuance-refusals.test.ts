import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCredentialRequest } from '#openid4vci';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { customer } from './intake-fixture.js';
import { json, startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { codeOf, newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';
const GAS = 'gaz-fictif';
const DAY = 86_400;

describe.each<DatabaseUnderTest>(databasesUnderTest())('issuance on $name', (databaseUnderTest) => {
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
  async function errorOf(answer: Response): Promise<[number, string]> {
    return [answer.status, ((await answer.json()) as { error: string }).error];
  }
  const request = (keyProofs: string[]) =>
    createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });

  describe('refuses at the token endpoint', () => {
    test('an offer redeemed before', async () => {
      const created = await offer();
      const form = { preAuthorizedCode: codeOf(created), transactionCode: created.transactionCode };
      const first = await wallet.token(form);
      expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await errorOf(await wallet.token(form))).toEqual([400, 'invalid_grant']);
    });

    test('two redemptions of one offer at once: exactly one of them', async () => {
      const created = await offer();
      const form = { preAuthorizedCode: codeOf(created), transactionCode: created.transactionCode };
      const wallets = Array.from({ length: 8 }, () => new WalletUnderTest(issuer));
      const answers = await Promise.all(wallets.map((one) => one.token(form)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(400)]);
    });

    test('wrong transaction codes, until the offer is locked for the right one too', async () => {
      const created = await offer();
      const preAuthorizedCode = codeOf(created);
      const wrong = created.transactionCode === '000000' ? '000001' : '000000';
      const told: unknown[] = [];
      for (let attempt = 1; attempt <= 5; attempt++) {
        const answer = await wallet.token({ preAuthorizedCode, transactionCode: wrong });
        const body = (await answer.json()) as Record<string, unknown>;
        expect([answer.status, body.error]).toEqual([400, 'invalid_grant']);
        told.push([body.incola_reason, body.incola_attempts_left]);
      }
      expect(told).toEqual([
        ...[4, 3, 2, 1].map((left) => ['transaction_code_wrong', left]),
        ['transaction_code_locked', undefined],
      ]);
      const right = await wallet.token({ preAuthorizedCode, transactionCode: created.transactionCode });
      const locked = (await right.json()) as { error: string; error_description: string };
      expect([right.status, locked.error]).toEqual([400, 'invalid_grant']);
      expect(locked.error_description).toContain('locked');
    });

    test('a missing transaction code, without counting it', async () => {
      const created = await offer();
      expect(await errorOf(await wallet.token({ preAuthorizedCode: codeOf(created) }))).toEqual([
        400,
        'invalid_request',
      ]);
      expect(await wallet.accessToken(created)).toBeTruthy();
    });

    test('an expired offer, an invented code, and a code at another tenant', async () => {
      const created = await offer();
      const form = { preAuthorizedCode: codeOf(created), transactionCode: created.transactionCode };
      const elsewhere = new WalletUnderTest(issuer, GAS);
      expect(await errorOf(await elsewhere.token(form))).toEqual([400, 'invalid_grant']);
      const invented = { ...form, preAuthorizedCode: `${created.id}.${'A'.repeat(43)}` };
      expect(await errorOf(await wallet.token(invented))).toEqual([400, 'invalid_grant']);
      issuer.clock.ahead = 8 * DAY * 1000;
      expect(await errorOf(await new WalletUnderTest(issuer).token(form))).toEqual([400, 'invalid_grant']);
    });

    test('a missing, replayed, foreign or garbage DPoP proof, and one without our nonce', async () => {
      const created = await offer();
      const form = { preAuthorizedCode: codeOf(created), transactionCode: created.transactionCode };
      const dpop = await wallet.dpop('token');
      const wrong = { ...form, transactionCode: '0000000' };
      expect(await errorOf(await wallet.token(wrong, dpop))).toEqual([400, 'invalid_grant']);
      expect(await errorOf(await wallet.token(form, dpop))).toEqual([400, 'invalid_dpop_proof']);
      const elsewhere = await wallet.dpop('credential');
      expect(await errorOf(await wallet.token(form, elsewhere))).toEqual([400, 'invalid_dpop_proof']);
      expect(await errorOf(await wallet.token(form, 'a.b.c'))).toEqual([400, 'invalid_dpop_proof']);
      const none = `${Buffer.from('{"typ":"dpop+jwt","alg":"none"}').toString('base64url')}.e30.`;
      expect(await errorOf(await wallet.token(form, none))).toEqual([400, 'invalid_dpop_proof']);
      const withoutProof = await fetch(`${wallet.identifier}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code=x',
      });
      expect(await errorOf(withoutProof)).toEqual([400, 'invalid_request']);
      issuer.clock.ahead = 301_000;
      const stale = await wallet.token(form, await wallet.dpop('token'));
      expect(stale.headers.get('dpop-nonce')).toBeTruthy();
      expect(await errorOf(stale)).toEqual([400, 'use_dpop_nonce']);
    });

    test('another grant, a repeated parameter, and bodies that are no form', async () => {
      expect(await errorOf(await wallet.token('grant_type=password&username=x'))).toEqual([
        400,
        'unsupported_grant_type',
      ]);
      expect(await errorOf(await wallet.token('grant_type=a&grant_type=b'))).toEqual([400, 'invalid_request']);
      expect(await errorOf(await wallet.token('%%%'))).toEqual([400, 'invalid_request']);
      expect((await fetch(`${wallet.identifier}/token`, json('POST', {}))).status).toBe(400);
      const deep = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '['.repeat(5000) };
      expect((await fetch(`${wallet.identifier}/token`, deep)).status).toBe(400);
      expect((await fetch(`${wallet.identifier}/token`, { method: 'POST' })).status).toBe(400);
    });
  });

  describe('refuses at the credential endpoint', () => {
    test('a reused and an expired nonce', async () => {
      const nonce = await wallet.nonce();
      const first = await wallet.accessToken(await offer());
      const second = await wallet.accessToken(await offer());
      const third = await wallet.accessToken(await offer());
      const answered = await wallet.credentials(first, request(await wallet.keyProofs([newKey()], nonce)));
      expect(answered.status).toBe(200);
      const reused = await wallet.credentials(second, request(await wallet.keyProofs([newKey()], nonce)));
      expect(await errorOf(reused)).toEqual([400, 'invalid_nonce']);
      const early = await wallet.nonce();
      issuer.clock.ahead = 299_000;
      await wallet.nonce();
      issuer.clock.ahead = 301_000;
      const expired = await wallet.credentials(third, request(await wallet.keyProofs([newKey()], early)));
      expect(await errorOf(expired)).toEqual([400, 'invalid_nonce']);
      const invented = await wallet.credentials(third, request(await wallet.keyProofs([newKey()], 'invented')));
      expect(await errorOf(invented)).toEqual([400, 'invalid_nonce']);
    });

    test("another key's proof, a key twice, too many keys, and key proofs that are none", async () => {
      const accessToken = await wallet.accessToken(await offer());
      const [own, other] = await wallet.keyProofs([newKey(), newKey()]);
      const forged = `${own!.split('.').slice(0, 2).join('.')}.${other!.split('.')[2]}`;
      expect(await errorOf(await wallet.credentials(accessToken, request([forged])))).toEqual([400, 'invalid_proof']);
      const key = newKey();
      const twice = await wallet.keyProofs([key, key]);
      expect(await errorOf(await wallet.credentials(accessToken, request(twice)))).toEqual([400, 'invalid_proof']);
      const many = await wallet.keyProofs(Array.from({ length: 11 }, newKey));
      expect(await errorOf(await wallet.credentials(accessToken, request(many)))).toEqual([
        400,
        'invalid_credential_request',
      ]);
      const elsewhere = await new WalletUnderTest(issuer, GAS).keyProofs([newKey()]);
      expect(await errorOf(await wallet.credentials(accessToken, request(elsewhere)))).toEqual([400, 'invalid_proof']);
      for (const garbage of ['x', 'a.b.c', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`]) {
        const answer = await wallet.credentials(accessToken, request([garbage]));
        expect(await errorOf(answer)).toEqual([400, 'invalid_proof']);
      }
    });

    test('a DPoP proof that was used, is of another key, or of another token', async () => {
      const accessToken = await wallet.accessToken(await offer());
      const body = request(await wallet.keyProofs([newKey()]));
      const dpop = await wallet.dpop('credential', accessToken);
      expect((await wallet.credentials(accessToken, body, { dpop })).status).toBe(200);
      const replayed = await wallet.credentials(accessToken, body, { dpop });
      expect(replayed.headers.get('www-authenticate')).toContain('invalid_dpop_proof');
      expect(await errorOf(replayed)).toEqual([401, 'invalid_dpop_proof']);
      const stolen = await wallet.dpop('credential', accessToken, { signer: newKey() });
      expect(await errorOf(await wallet.credentials(accessToken, body, { dpop: stolen }))).toEqual([
        401,
        'invalid_token',
      ]);
      const otherToken = await wallet.dpop('credential', 'another');
      expect(await errorOf(await wallet.credentials(accessToken, body, { dpop: otherToken }))).toEqual([
        401,
        'invalid_dpop_proof',
      ]);
    });

    test('a bearer token, no token, an invented one, an expired one, and one of another tenant', async () => {
      const accessToken = await wallet.accessToken(await offer());
      const body = request(await wallet.keyProofs([newKey()]));
      const bearer = await wallet.credentials(accessToken, body, { scheme: 'Bearer' });
      expect(bearer.headers.get('www-authenticate')).toContain('DPoP');
      expect(await errorOf(bearer)).toEqual([401, 'invalid_token']);
      const none = await fetch(`${wallet.identifier}/credential`, json('POST', {}));
      expect(await errorOf(none)).toEqual([401, 'invalid_token']);
      const invented = `${accessToken.split('.')[0]}.${'A'.repeat(43)}`;
      expect(await errorOf(await wallet.credentials(invented, body))).toEqual([401, 'invalid_token']);
      expect(await errorOf(await wallet.credentials("' OR 1=1 --", body))).toEqual([401, 'invalid_token']);
      const elsewhere = new WalletUnderTest(issuer, GAS);
      expect(await errorOf(await elsewhere.credentials(accessToken, body))).toEqual([401, 'invalid_token']);
      issuer.clock.ahead = 601_000;
      await wallet.nonce();
      expect(await errorOf(await wallet.credentials(accessToken, body))).toEqual([401, 'invalid_token']);
    });

    test('requests for what was not offered, and bodies that are garbage or deep', async () => {
      const accessToken = await wallet.accessToken(await offer());
      const keyProofs = await wallet.keyProofs([newKey()]);
      const of = (body: string) => wallet.credentials(accessToken, body).then(errorOf);
      const unknown = createCredentialRequest({ credentialConfigurationId: '<script>', keyProofs });
      expect(await of(unknown)).toEqual([400, 'unknown_credential_configuration']);
      const identified = createCredentialRequest({ credentialIdentifier: "x'; DROP TABLE issuer_offer", keyProofs });
      expect(await of(identified)).toEqual([400, 'unknown_credential_identifier']);
      for (const garbage of ['', '{', '[]', '"x"', '{"proofs":{"jwt":["x"]}}', '['.repeat(100_000)]) {
        expect(await of(garbage)).toEqual([400, 'invalid_credential_request']);
      }
      expect(await of('{"credential_configuration_id":"residency"}')).toEqual([400, 'invalid_proof']);
      const encrypted = { credential_configuration_id: 'residency', credential_response_encryption: {} };
      expect(await of(JSON.stringify(encrypted))).toEqual([400, 'invalid_encryption_parameters']);
      const large = await wallet.credentials(accessToken, `"${'x'.repeat(300_000)}"`);
      expect(large.status).toBe(413);
    });

    test('more credentials than five batches in a week, which begins with the first after the last one', async () => {
      const accessToken = await wallet.accessToken(await offer());
      const ten = async () => request(await wallet.keyProofs(Array.from({ length: 10 }, newKey)));
      for (let batch = 0; batch < 5; batch++) {
        expect((await wallet.credentials(accessToken, await ten())).status).toBe(200);
      }
      const one = request(await wallet.keyProofs([newKey()]));
      expect(await errorOf(await wallet.credentials(accessToken, one))).toEqual([400, 'credential_request_denied']);
    });

    test('a customer who was erased after the offer', async () => {
      const id = await issuer.importCustomer(WATER, customer(3), 'C-0003');
      const accessToken = await wallet.accessToken(await offer(id));
      expect((await issuer.manage(WATER, 'DELETE', `/subject-records/${id}`)).status).toBe(204);
      const answer = await wallet.credentials(accessToken, request(await wallet.keyProofs([newKey()])));
      const [status, error] = await errorOf(answer);
      // Whichever comes first: the record is gone, or the outbox has withdrawn the offer with its token.
      expect([400, 401]).toContain(status);
      expect(['credential_request_denied', 'invalid_token']).toContain(error);
    });
  });
});
