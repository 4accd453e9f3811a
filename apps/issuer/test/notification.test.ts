import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCredentialRequest, createNotificationRequest } from '#openid4vci';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { ConsoleVisitor } from './console-visitor.js';
import { errorOf } from './credential-tenants.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';

describe.each<DatabaseUnderTest>(databasesUnderTest())('the notification endpoint on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let subjectRecordId: string;
  let wallet: WalletUnderTest;
  let accessToken: string;
  let notificationId: string;

  beforeAll(async () => {
    issuer = await startIssuerUnderTest({ databaseUrl: await databaseUnderTest.freshUrl() });
    subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
  });
  afterAll(() => issuer.close());
  beforeEach(async () => {
    ({ wallet, accessToken, notificationId } = await issued());
  });

  async function issued() {
    const answer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId });
    const one = new WalletUnderTest(issuer);
    const token = await one.accessToken((await answer.json()) as CreatedOfferAnswer);
    const keyProofs = await one.keyProofs([newKey()]);
    const body = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
    const content = (await (await one.post('credential', token, body)).json()) as { notification_id: string };
    return { wallet: one, accessToken: token, notificationId: content.notification_id };
  }
  const tell = (event: 'credential_accepted' | 'credential_failure' | 'credential_deleted', id = notificationId) =>
    wallet.post('notification', accessToken, createNotificationRequest({ notificationId: id, event }));

  test('takes each event with 204, the same again, and another later; the operator reads the last', async () => {
    for (const event of ['credential_accepted', 'credential_accepted', 'credential_failure'] as const) {
      const answer = await tell(event);
      expect([answer.status, await answer.text()]).toEqual([204, '']);
    }
    expect((await tell('credential_deleted')).status).toBe(204);
    const visitor = new ConsoleVisitor(issuer);
    await visitor.signIn(issuer.apiKeys[WATER] as string);
    expect(await (await visitor.get(`/customers/${subjectRecordId}`)).text()).toContain('declined by the customer');
    expect(await (await visitor.get(`/customers/${subjectRecordId}?language=fr`)).text()).toContain(
      'écartées par le client',
    );
  });

  test("refuses an identifier of nobody, and another grant's", async () => {
    expect(await errorOf(await tell('credential_accepted', 'nobody'))).toEqual([400, 'invalid_notification_id']);
    const other = await issued();
    expect(await errorOf(await tell('credential_accepted', other.notificationId))).toEqual([
      400,
      'invalid_notification_id',
    ]);
  });

  test.each([
    '{',
    '[]',
    '{}',
    '{"notification_id":"x"}',
    '{"notification_id":"x","event":"credential_eaten"}',
    '{"notification_id":7,"event":"credential_accepted"}',
  ])('refuses %s', async (body) => {
    const answer = await wallet.post('notification', accessToken, body);
    expect(await errorOf(answer)).toEqual([400, 'invalid_notification_request']);
  });

  test('refuses whoever has no token in force, or the wrong DPoP proof', async () => {
    const body = createNotificationRequest({ notificationId, event: 'credential_accepted' });
    const invented = `${accessToken.split('.')[0]}.${'A'.repeat(43)}`;
    expect(await errorOf(await wallet.post('notification', invented, body))).toEqual([401, 'invalid_token']);
    const dpop = await wallet.dpop('credential', accessToken);
    expect(await errorOf(await wallet.post('notification', accessToken, body, { dpop }))).toEqual([
      401,
      'invalid_dpop_proof',
    ]);
    const used = await wallet.dpop('notification', accessToken);
    expect((await wallet.post('notification', accessToken, body, { dpop: used })).status).toBe(204);
    expect(await errorOf(await wallet.post('notification', accessToken, body, { dpop: used }))).toEqual([
      401,
      'invalid_dpop_proof',
    ]);
  });
});
