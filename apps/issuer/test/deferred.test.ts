import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCredentialRequest, createDeferredCredentialRequest, parseDeferredResponse } from '#openid4vci';
import { jwkThumbprint, type PublicJwk } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { ConsoleVisitor } from './console-visitor.js';
import { APPROVED, errorOf, PLAIN, startTenants } from './credential-tenants.js';
import { customer } from './intake-fixture.js';
import type { IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const DAY = 86_400_000;

describe.each<DatabaseUnderTest>(databasesUnderTest())('requests that wait for an operator on $name', (database) => {
  let issuer: IssuerUnderTest;
  let subjectRecordId: string;

  beforeAll(async () => {
    issuer = await startTenants({ databaseUrl: await database.freshUrl() });
    subjectRecordId = await issuer.importCustomer(APPROVED, customer(0), 'C-0000');
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    issuer.clock.ahead = 0;
  });

  async function asked(count = 2, subject = subjectRecordId) {
    const answer = await issuer.manage(APPROVED, 'POST', '/offers', { subjectRecordId: subject });
    const wallet = new WalletUnderTest(issuer, APPROVED);
    const accessToken = await wallet.accessToken((await answer.json()) as CreatedOfferAnswer);
    const keys = Array.from({ length: count }, newKey);
    const keyProofs = await wallet.keyProofs(keys);
    const body = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
    const deferred = await wallet.post('credential', accessToken, body);
    expect([deferred.status, deferred.headers.get('cache-control')]).toEqual([202, 'no-store']);
    const { transaction_id: id, interval } = parseDeferredResponse(await deferred.text());
    const fetchDeferred = () =>
      wallet.post('deferred-credential', accessToken, createDeferredCredentialRequest({ deferredTransactionId: id }));
    return { wallet, accessToken, keys, id, interval, fetchDeferred };
  }
  const decide = (id: string, decision: string, tenant = APPROVED) =>
    issuer.manage(tenant, 'POST', `/issuances/${id}/approval`, { decision });

  test('are answered with 202 until he lets them through, then once with credentials for the keys asked for', async () => {
    const { keys, id, interval, fetchDeferred } = await asked();
    expect(interval).toBe(60);
    const pending = await fetchDeferred();
    expect([pending.status, await pending.json()]).toEqual([202, { transaction_id: id, interval: 60 }]);
    await issuer.restart();
    const list = await issuer.manage(APPROVED, 'GET', '/issuances');
    expect(await list.json()).toMatchObject({
      items: [expect.objectContaining({ id, subjectRecordId, credentialCount: 2 })],
      nextCursor: null,
    });
    expect((await decide(id, 'approved')).status).toBe(200);
    await issuer.restart();
    const fetched = await fetchDeferred();
    expect(fetched.status).toBe(200);
    const content = (await fetched.json()) as { credentials: { credential: string }[]; notification_id: string };
    expect(content.notification_id).toBeTruthy();
    const bound = content.credentials.map(
      ({ credential }) => (parseSdJwtVc(credential).payload.cnf as { jwk: PublicJwk }).jwk,
    );
    expect(bound.map(jwkThumbprint)).toEqual(keys.map(({ publicJwk }) => jwkThumbprint(publicJwk)));
    expect(await errorOf(await fetchDeferred())).toEqual([400, 'invalid_transaction_id']);
    expect((await decide(id, 'approved')).status).toBe(404);
  });

  test('fetched several times at once are given out once', async () => {
    const { id, fetchDeferred } = await asked(1);
    await decide(id, 'approved');
    const answers = await Promise.all(Array.from({ length: 4 }, fetchDeferred));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
  });

  test('are refused for good where he says no; the same word again changes nothing, another one is refused', async () => {
    const { id, fetchDeferred } = await asked(1);
    expect((await decide(id, 'refused')).status).toBe(200);
    expect((await decide(id, 'refused')).status).toBe(200);
    const other = await decide(id, 'approved');
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([409, 'issuance_decided']);
    for (let time = 0; time < 2; time++) {
      expect(await errorOf(await fetchDeferred())).toEqual([400, 'credential_request_denied']);
    }
  });

  test('belong to their grant and their tenant, end after a month, and are gone with the customer', async () => {
    const { wallet, id } = await asked(1);
    const { accessToken: otherToken, wallet: other } = await asked(1);
    const body = createDeferredCredentialRequest({ deferredTransactionId: id });
    expect(await errorOf(await other.post('deferred-credential', otherToken, body))).toEqual([
      400,
      'invalid_transaction_id',
    ]);
    expect((await decide(id, 'approved', PLAIN)).status).toBe(404);
    expect((await decide('A'.repeat(22), 'approved')).status).toBe(404);
    expect((await decide(id, 'maybe')).status).toBe(400);
    expect(await errorOf(await wallet.post('deferred-credential', otherToken, body))).toEqual([401, 'invalid_token']);
    const gone = await issuer.importCustomer(APPROVED, customer(1), 'C-0001');
    const lost = await asked(1, gone);
    expect((await issuer.manage(APPROVED, 'DELETE', `/subject-records/${gone}`)).status).toBe(204);
    await issuer.service.drain();
    expect((await decide(lost.id, 'approved')).status).toBe(404);
    expect(await errorOf(await lost.fetchDeferred())).toEqual([401, 'invalid_token']);
    issuer.clock.ahead = 31 * DAY;
  });

  test.each<[string, string, string]>([
    ['garbage', '{', 'invalid_credential_request'],
    ['no transaction', '{}', 'invalid_credential_request'],
    ['an unknown transaction', '{"transaction_id":"nobody"}', 'invalid_transaction_id'],
    [
      'encryption that is none',
      '{"transaction_id":"x","credential_response_encryption":{}}',
      'invalid_encryption_parameters',
    ],
  ])('a deferred request with %s is refused', async (_words, body, error) => {
    const { wallet, accessToken } = await asked(1);
    expect(await errorOf(await wallet.post('deferred-credential', accessToken, body))).toEqual([400, error]);
  });

  test('stand on a page of the operator, who decides there too', async () => {
    const { id, fetchDeferred } = await asked(3);
    const visitor = new ConsoleVisitor(issuer);
    await visitor.signIn(issuer.apiKeys[APPROVED] as string);
    const page = await (await visitor.get('/issuances')).text();
    expect(page).toContain(`/issuances/${id}/approval`);
    expect(page).toContain('Amélie');
    const decided = await visitor.follow(await visitor.post(`/issuances/${id}/approval`, { decision: 'approved' }));
    expect(decided.path).toBe('/issuances?decided=approved');
    expect(decided.text).not.toContain(`/issuances/${id}/approval`);
    expect((await fetchDeferred()).status).toBe(200);
    const elsewhere = new ConsoleVisitor(issuer);
    await elsewhere.signIn(issuer.apiKeys[PLAIN] as string);
    expect(await (await elsewhere.get('/')).text()).not.toContain('href="/issuances"');
    expect((await elsewhere.post(`/issuances/${id}/approval`, { decision: 'refused' })).status).toBe(404);
  });
});
