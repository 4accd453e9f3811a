import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { VERIFICATION_EVENTS } from '../src/verifications/verification-events.js';
import { fetchRequest, postForm, presentationForm } from './fictive-wallet.js';
import { BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

describe.each(databasesUnderTest())('a tenant’s webhook on $name', (database) => {
  let setting: Setting;
  let deliveries: string;
  beforeAll(async () => {
    setting = await startSetting(database);
    const webhook = { url: `${setting.cooperative.url}/hook`, events: VERIFICATION_EVENTS };
    const { body } = await setting.call('city', 'POST', 'webhooks', webhook);
    deliveries = `webhooks/${body.id as string}/deliveries`;
  }, 60_000);
  afterAll(() => setting.close());

  /** What was left for it since the last question. */
  const known = new Set<string>();
  const news = async () => {
    const { items } = (await setting.call('city', 'GET', deliveries)).body;
    const fresh = (items as { id: string; type: string }[]).filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    return fresh.map(({ type }) => type).sort();
  };

  test('is told once that the request was opened, however many wallets fetch it at the same time', async () => {
    const { requestUri } = await setting.ask('city', CITY_QUESTION);
    expect(await news()).toEqual([]);
    const fetched = await Promise.all([1, 2, 3].map(() => fetch(requestUri)));
    expect(fetched.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await news()).toEqual(['verification.opened']);
  });

  test('is told of each end once', async () => {
    const { walletLink, id } = await setting.ask('city', CITY_QUESTION);
    const request = await fetchRequest(walletLink, setting.cooperative.time.now);
    const form = await presentationForm(setting.cooperative, request);
    for (let time = 0; time < 2; time++) await postForm(request.payload.response_uri, form);
    expect(await news()).toEqual(['verification.decided', 'verification.opened']);
    for (let time = 0; time < 2; time++) await setting.call('city', 'POST', `verifications/${id}/redaction`);
    expect(await news()).toEqual(['verification.redacted']);
    const { id: other } = await setting.ask('city', CITY_QUESTION);
    for (let time = 0; time < 2; time++) await setting.call('city', 'POST', `verifications/${other}/cancellation`);
    expect(await news()).toEqual(['verification.cancelled']);
  });

  test('hears nothing of another tenant', async () => {
    const { requestUri } = await setting.ask('bank', BANK_QUESTION);
    expect((await fetch(requestUri)).status).toBe(200);
    expect(await news()).toEqual([]);
  });
});
