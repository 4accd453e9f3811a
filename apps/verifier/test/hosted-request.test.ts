import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import type { JsonObject } from '#primitives';
import { answer, codeIn, createPage, linksIn, openedPage, redeem, RETURN_URL } from './hosted-steps.js';
import { PageBrowser } from './page-browser.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

describe.each(databasesUnderTest())('a hosted request on $name', (database) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting(database);
  }, 60_000);
  afterAll(() => setting.close());
  const later = (seconds: number) => (setting.cooperative.time.now += seconds);
  const read = async (tenant: 'bank' | 'city', path: string) => (await setting.call(tenant, 'GET', path)).body;

  describe('the bank', () => {
    const create = (page: object, question: object = BANK_QUESTION) =>
      setting.call('bank', 'POST', 'verifications', { ...question, delivery: { method: 'page', ...page } });

    test('can’t send people to an origin that is not registered, or not safe', async () => {
      for (const returnUrl of [
        'https://elsewhere.example/',
        'http://localhost:4005/',
        'http://elsewhere.example/',
        'http://localhost:4004@elsewhere.example/',
        'http://user:secret@localhost:4004/',
        'javascript:alert(1)',
        'http://localhost:4004/#fragment',
        '//localhost:4004/',
        'nonsense',
      ]) {
        const { status, body } = await create({ returnUrl });
        expect([returnUrl, status, body.code]).toEqual([returnUrl, 422, 'return_url_not_allowed']);
      }
      const foreign = { ...CITY_QUESTION, delivery: { method: 'page', returnUrl: RETURN_URL } };
      expect((await setting.call('city', 'POST', 'verifications', foreign)).status).toBe(422);
    });

    test('is refused what every question is refused', async () => {
      expect((await create({}, { contract: 'no-such-contract' })).status).toBe(404);
      expect((await create({}, { contract: 'bank-account-opening' })).status).toBe(422);
      expect((await create({ devices: 'every' })).status).toBe(400);
      expect((await create({ surprise: 1 })).status).toBe(400);
      expect((await create({ method: 'letter' })).status).toBe(400);
    });

    test('gets nothing for a code that is wrong, too old, replaced, or of another page', async () => {
      const verified = async () => {
        const page = await openedPage(setting, 'bank');
        await answer(setting, linksIn(page.shown).elsewhere);
        return page;
      };
      const page = await verified();
      const old = codeIn((await page.browser.get(`${page.url}/finish`)).location);
      const code = codeIn((await page.browser.get(`${page.url}/finish`)).location);
      const other = await verified();
      const others = codeIn((await other.browser.get(`${other.url}/finish`)).location);
      for (const wrong of [old, others, 'x', 'A'.repeat(43), `${code.slice(0, -1)}~`]) {
        const answered = await redeem(setting, 'bank', page.id, wrong);
        expect(answered).toMatchObject({ status: 400, body: { code: 'invalid_response_code' } });
        expect(JSON.stringify(answered.body)).not.toContain('verified');
      }
      later(301);
      expect((await redeem(setting, 'bank', page.id, code)).status).toBe(400);
      const fresh = codeIn((await page.browser.get(`${page.url}/finish`)).location);
      expect((await redeem(setting, 'bank', page.id, fresh)).status).toBe(200);
    });

    test('learns how far a request is, and never what was answered', async () => {
      const { id, pageUrl, url } = await createPage(setting, 'bank');
      const progress = async () => ((await read('bank', `verifications/${id}`)).page as JsonObject).progress;
      expect(await progress()).toBe('not_opened');
      const browser = new PageBrowser();
      const shown = await browser.follow(await browser.get(pageUrl));
      expect(await progress()).toBe('open');
      await answer(setting, linksIn(shown).elsewhere);
      expect(await progress()).toBe('answered');
      // A redaction would tell whether the answer was verified, which the response code is for.
      const redaction = `verifications/${id}/redaction`;
      expect((await setting.call('bank', 'POST', redaction)).body.code).toBe('not_redactable');
      await redeem(setting, 'bank', id, codeIn((await browser.get(`${url}/finish`)).location));
      expect(await progress()).toBe('redeemed');
      expect((await setting.call('bank', 'POST', redaction)).status).toBe(204);
      const { status, history } = await read('bank', `verifications/${id}`);
      const told = (history as { status: string }[]).map((change) => change.status);
      expect([status, told]).toEqual(['redacted', ['created', 'opened', 'presented', 'verified', 'redacted']]);
      expect((await setting.call('city', 'GET', `verifications/${id}`)).status).toBe(404);
    });

    test('and nobody else reads an address in the database', async () => {
      await openedPage(setting, 'bank');
      const rows = JSON.stringify(await read('bank', 'verifications'));
      expect(rows).not.toContain(ADDRESS.street_address);
    });
  });
});
