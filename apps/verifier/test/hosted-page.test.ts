import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createErrorResponse } from '#openid4vp';
import type { JsonObject } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { fetchRequest, postForm } from './fictive-wallet.js';
import {
  answer,
  codeIn,
  createPage,
  linksIn,
  openedPage,
  redeem,
  requestIdIn,
  startAgain,
  stateOf,
} from './hosted-steps.js';
import { PageBrowser } from './page-browser.js';
import { startSetting, type Setting } from './running-verifier.js';

describe.each(databasesUnderTest())('the hosted page on $name', (database) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting(database);
  }, 60_000);
  afterAll(() => setting.close());
  const later = (seconds: number) => (setting.cooperative.time.now += seconds);
  const read = async (tenant: 'bank' | 'city', path: string) => (await setting.call(tenant, 'GET', path)).body;

  describe('shows', () => {
    test('who asks, why, what, and the ways into a wallet, in both languages', async () => {
      const { browser, shown, url } = await openedPage(setting, 'bank');
      expect(shown.status).toBe(200);
      for (const text of [
        'Banque fictive',
        'FR-banque',
        new URL(url).host,
        'localhost:4004',
        'Purpose',
        'Whether the address is the one asked about',
        'Date of the evidence',
        'About 10 minutes left.',
      ]) {
        expect(shown.text).toContain(text);
      }
      const french = await browser.get(`${url}?language=fr`);
      expect(french.text).toContain('<html lang="fr">');
      expect(french.text).toContain('Si l&#39;adresse est celle qui est demandée'.replace('&#39;', "'"));
      expect(french.text).toContain('Il reste environ 10 minutes.');
      expect(`${shown.text}${french.text}`).not.toMatch(/lilas|Camille/i);
    });

    test('headers that let no script, frame or other site in', async () => {
      const { shown } = await openedPage(setting, 'city');
      const policy = shown.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(shown.headers.get('access-control-allow-origin')).toBeNull();
      expect(shown.headers.get('cache-control')).toBe('no-store');
      expect(shown.text).not.toMatch(/style="|<script>|onclick/);
    });
  });

  describe('opens', () => {
    test('once: the first browser has it, with the secret gone from its address', async () => {
      const { browser, pageUrl, url, shown } = await openedPage(setting, 'city');
      expect(shown.status).toBe(200);
      const again = await browser.get(pageUrl);
      expect([again.status, again.location]).toEqual([303, url]);
      const cookie = browser.cookieFor(url);
      expect(cookie).toMatch(/^incola-verifier-page=[A-Za-z0-9_-]{43}$/);
      expect(browser.cookieFor(`${setting.config.publicUrl}/city/verify/other`)).toBe('');
    });

    test('by a cookie that no script reads and no other page gets', async () => {
      const { pageUrl, url } = await createPage(setting, 'city');
      const opened = await new PageBrowser().get(pageUrl);
      const cookie = opened.headers.get('set-cookie') ?? '';
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Lax');
      expect(cookie).toContain(`Path=${new URL(url).pathname};`);
    });

    test('refuses a second browser, with and without the secret, and tells it why', async () => {
      const { pageUrl, url } = await openedPage(setting, 'bank');
      const thief = new PageBrowser();
      for (const address of [pageUrl, url, `${url}/return?response_code=${'A'.repeat(43)}`, `${url}/finish`]) {
        const refused = await thief.get(address);
        expect(refused.status).toBe(403);
        expect(refused.text).toContain('This page belongs to another browser');
        expect(refused.text).not.toContain('present#');
        expect(refused.headers.get('set-cookie')).toBeNull();
      }
      for (const address of [`${url}/state`, `${url}/events`]) {
        const refused = await thief.get(address);
        expect([refused.status, JSON.parse(refused.text)]).toMatchObject([403, { code: 'page_of_another_browser' }]);
      }
      expect((await thief.post(`${url}/start-again`, 'attempt=1')).status).toBe(403);
    });

    test('of two browsers at once, one', async () => {
      const { pageUrl } = await createPage(setting, 'city');
      const answers = await Promise.all(Array.from({ length: 6 }, () => new PageBrowser().get(pageUrl)));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403, 403, 403, 403]);
    });

    test('not by looking ahead, by a wrong secret, under another tenant, or when its time is over', async () => {
      const { pageUrl, url, id } = await createPage(setting, 'bank');
      const looking = new PageBrowser();
      expect((await looking.get(pageUrl, {}, 'HEAD')).headers.get('set-cookie')).toBeNull();
      expect((await looking.get(pageUrl, { 'sec-purpose': 'prefetch' })).headers.get('set-cookie')).toBeNull();
      expect((await looking.get(`${url}?start=${'A'.repeat(43)}`)).status).toBe(404);
      expect((await looking.get(pageUrl.replace('/bank/', '/city/'))).status).toBe(404);
      expect((await looking.get(`${setting.config.publicUrl}/nobody/verify/${id}`)).status).toBe(404);
      later(1_801);
      expect((await looking.get(pageUrl)).status).toBe(404);
    });
  });

  describe('answered on the browser’s own device', () => {
    test('shows the result only when the wallet leads back, then sends on with a code that the bank exchanges once', async () => {
      const page = await openedPage(setting, 'bank');
      const { here } = linksIn(page.shown);
      expect(here).toMatch(/^http:\/\/localhost:4000\/present#client_id=x509_hash/);
      const { body, status, request } = await answer(setting, here.replace('#', '?'));
      expect(status).toBe(200);
      expect(request.payload.response_uri).toContain('?device=same');
      expect(body).toMatchObject({ incola_receipt: { receipt: expect.any(String) as unknown } });
      expect(await stateOf(page)).toMatchObject({ stage: 'return', leave: false });
      expect((await page.browser.get(`${page.url}/finish`)).status).toBe(409);

      const thief = new PageBrowser();
      expect((await thief.get(body.redirect_uri as string)).status).toBe(403);
      const back = await page.browser.get(body.redirect_uri as string);
      expect([back.status, back.location]).toEqual([303, page.url]);
      expect(await stateOf(page)).toMatchObject({ stage: 'verified', leave: true });

      const verificationId = page.id;
      // What it asks with is no verification of its own.
      const asked = requestIdIn(linksIn(page.shown).standardHere);
      expect((await setting.call('bank', 'GET', `verifications/${asked}`)).status).toBe(404);
      expect(await read('bank', `verifications/${verificationId}`)).toMatchObject({
        status: 'presented',
        verdicts: [],
        withheld: { code: 'code_awaited' },
      });
      const left = await page.browser.get(page.url);
      expect(left.location).toMatch(
        /^http:\/\/localhost:4004\/accounts\/back\?step=2&response_code=[A-Za-z0-9_-]{43}$/,
      );
      const code = codeIn(left.location);
      expect(await redeem(setting, 'city', page.id, code)).toMatchObject({ status: 404 });
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => redeem(setting, 'bank', page.id, code)));
      const all = [first, ...others].map((one) => one?.status).sort();
      expect(all).toEqual([200, 400, 400]);
      const used = await redeem(setting, 'bank', page.id, code);
      expect(used).toMatchObject({ status: 400, body: { code: 'invalid_response_code' } });
      expect(await read('bank', `verifications/${verificationId}`)).toMatchObject({ status: 'verified' });
      expect((await page.browser.get(page.url)).text).toContain('You have finished here');
    });

    test('gives the result whole for the code', async () => {
      const page = await openedPage(setting, 'bank');
      const { body } = await answer(setting, linksIn(page.shown).here.replace('#', '?'));
      await page.browser.get(body.redirect_uri as string);
      const { location } = await page.browser.get(page.url);
      const result = await redeem(setting, 'bank', page.id, codeIn(location));
      expect(result).toMatchObject({ status: 200, body: { status: 'verified', decision: 'verified' } });
      expect(result.body.answer).toMatchObject([{ claims: { evidence_date: '2026-05-20' } }]);
    });

    test('refuses the response code of another request, and an old one after starting again', async () => {
      const page = await openedPage(setting, 'city');
      const other = await openedPage(setting, 'city');
      const { body } = await answer(setting, linksIn(page.shown).here.replace('#', '?'));
      const code = codeIn(body.redirect_uri as string);
      const foreign = await other.browser.get(`${other.url}/return?response_code=${code}`);
      expect([foreign.status, foreign.text]).toMatchObject([403, expect.stringContaining('does not fit')]);
      for (const wrong of ['', 'x', 'A'.repeat(43), `${code}A`]) {
        expect((await page.browser.get(`${page.url}/return?response_code=${wrong}`)).status).toBe(403);
      }
      expect((await page.browser.get(`${page.url}/return`)).status).toBe(403);
      expect(await stateOf(page)).toMatchObject({ stage: 'return' });
      expect((await startAgain(page)).status).toBe(303);
      expect((await page.browser.get(body.redirect_uri as string)).status).toBe(403);
      expect(await stateOf(page)).toMatchObject({ stage: 'waiting', version: '2-waiting' });
    });

    test('asked so only, it shows no QR code, and what a relayed request brought is told to nobody', async () => {
      const page = await openedPage(setting, 'city', { devices: 'same' });
      expect(page.shown.text).not.toContain('l-qr');
      const { elsewhere } = linksIn(page.shown);
      const { body, status } = await answer(setting, elsewhere);
      expect(status).toBe(200);
      expect(await stateOf(page)).toMatchObject({ stage: 'return' });
      const { id } = page;
      expect(await read('city', `verifications/${id}`)).toMatchObject({ status: 'presented', verdicts: [] });
      const { items } = await read('city', 'verifications');
      const listed = (items as JsonObject[]).find((item) => item.id === id);
      expect(listed).toMatchObject({ status: 'presented' });
      expect(listed).not.toHaveProperty('retentionEndsAt');
      await page.browser.get(body.redirect_uri as string);
      expect(await stateOf(page)).toMatchObject({ stage: 'verified' });
      expect(await read('city', `verifications/${id}`)).toMatchObject({ status: 'verified', decision: 'verified' });
    });
  });

  describe('answered from a telephone', () => {
    test('leads nobody anywhere, and shows the result where it was asked for', async () => {
      const page = await openedPage(setting, 'city');
      const { elsewhere } = linksIn(page.shown);
      const request = await fetchRequest(elsewhere, setting.cooperative.time.now);
      expect(await stateOf(page)).toMatchObject({ stage: 'opened' });
      const { body } = await answer(setting, elsewhere);
      expect(request.payload.response_uri).not.toContain('?');
      expect(body.redirect_uri).toBeUndefined();
      const { text } = await page.browser.get(page.url);
      expect(text).toContain('Done: your proof was accepted');
      expect(text).not.toContain('Ville-Imaginaire');
      expect(await read('city', `verifications/${page.id}`)).toMatchObject({ status: 'verified' });
    });

    test('says that nothing was shared when the person refused, and goes back with a code for that', async () => {
      const page = await openedPage(setting, 'bank');
      const request = await fetchRequest(linksIn(page.shown).elsewhere, setting.cooperative.time.now);
      await postForm(request.payload.response_uri, createErrorResponse('access_denied', request.payload.state));
      const { text } = await page.browser.get(page.url);
      expect(text).toContain('Nothing was shared');
      const { location } = await page.browser.get(`${page.url}/finish`);
      const result = await redeem(setting, 'bank', page.id, codeIn(location));
      expect(result.body).toMatchObject({ status: 'refused', refusal: { code: 'access_denied' } });
    });

    test('says that a proof was not accepted, and asks again', async () => {
      const page = await openedPage(setting, 'bank');
      const { status } = await answer(setting, linksIn(page.shown).elsewhere, { presentationNonce: 'x'.repeat(43) });
      expect(status).toBe(400);
      const { text } = await page.browser.get(page.url);
      expect(text).toContain('Your proof could not be accepted');
      expect((await startAgain(page)).status).toBe(303);
      const again = await page.browser.get(page.url);
      expect((await answer(setting, linksIn(again).elsewhere)).status).toBe(200);
      expect(await stateOf(page)).toMatchObject({ stage: 'verified', version: '2-verified' });
    });
  });

  describe('starts again', () => {
    test('with a new request of the same question; the old one is closed, and a double click makes no third', async () => {
      const page = await openedPage(setting, 'bank');
      const first = linksIn(page.shown).elsewhere;
      const clicks = await Promise.all([1, 2].map(() => startAgain(page)));
      expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
      await expect(fetchRequest(first, setting.cooperative.time.now)).rejects.toThrow('410');
      expect(await stateOf(page)).toMatchObject({ version: '2-waiting' });
      const second = linksIn(await page.browser.get(page.url)).elsewhere;
      const { request, status } = await answer(setting, second);
      const values = request.payload.dcql_query.credentials[0]?.claims?.[0]?.values;
      expect([status, values]).toEqual([200, ['fr1:12 BIS|RUE DES LILAS IMAGINAIRES|59000|VILLE IMAGINAIRE']]);
    });

    test('after its time is over, in words', async () => {
      const page = await openedPage(setting, 'city');
      later(601);
      expect(await stateOf(page)).toMatchObject({ stage: 'expired' });
      await setting.verifier.runDueWork();
      expect((await page.browser.get(page.url)).text).toContain('The time for this request is over');
      expect((await startAgain(page)).status).toBe(303);
      expect(await stateOf(page)).toMatchObject({ stage: 'waiting' });
    }, 120_000);

    test('not for a form of another site, and not once it was answered', async () => {
      const page = await openedPage(setting, 'city');
      for (const origin of ['https://elsewhere.example', 'http://localhost:4999', 'null']) {
        const forged = await startAgain(page, 1, origin);
        expect([origin, forged.status]).toEqual([origin, 403]);
      }
      expect(await stateOf(page)).toMatchObject({ version: '1-waiting' });
      await answer(setting, linksIn(page.shown).elsewhere);
      expect((await startAgain(page)).status).toBe(409);
    });

    test('ten times at most, and never after the page has ended and forgotten its question', async () => {
      const page = await openedPage(setting, 'bank');
      for (let attempt = 1; attempt < 10; attempt++) {
        expect((await startAgain(page, attempt)).status).toBe(303);
      }
      expect((await startAgain(page, 10)).status).toBe(409);
      expect((await startAgain(page, 9)).status).toBe(303);
      expect(await stateOf(page)).toMatchObject({ version: '10-waiting' });
      for (const body of ['', 'attempt=x', 'attempt=1&more=1']) {
        expect((await page.browser.post(`${page.url}/start-again`, body)).status).toBe(400);
      }
      const other = await openedPage(setting, 'bank');
      later(1_801);
      await setting.verifier.runDueWork();
      expect((await startAgain(other)).status).toBe(409);
      expect((await other.browser.get(other.url)).text).toContain('The time of this page is over');
      const ended = { status: 'expired', page: { progress: 'ended', attempts: 1 } };
      expect(await read('bank', `verifications/${other.id}`)).toMatchObject(ended);
    }, 120_000);
  });
});
