import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { JsonObject } from '#primitives';
import { HOSTED_PAGE_MESSAGES } from '../../apps/verifier/src/hosted-pages/hosted-page.messages.js';
import { createPage, linksIn, openedPage, redeem, codeIn } from '../../apps/verifier/test/hosted-steps.js';
import { PageBrowser } from '../../apps/verifier/test/page-browser.js';
import { startSetting, type Setting } from '../../apps/verifier/test/running-verifier.js';
import { fetchRequest, presentationForm } from '../../apps/verifier/test/fictive-wallet.js';
import { startChromium } from '../environment/chromium.mjs';
import { answerAsPlatform, requestIn, type DigitalRequest } from './platform-wallet.js';

const root = join(import.meta.dirname, '../..');
const words = HOSTED_PAGE_MESSAGES.en;
const stages = words.stages('Ville fictive');

let setting: Setting;
let origin: string;
beforeAll(async () => {
  if (!existsSync(join(root, 'dist', 'browser', 'verifier', 'digital-credentials.js'))) {
    execFileSync(process.execPath, [join(root, 'libs', 'look', 'build', 'build-browser.mjs')], { cwd: root });
  }
  setting = await startSetting();
  origin = new URL(setting.config.publicUrl).origin;
}, 180_000);
afterAll(() => setting.close());

const statusOf = async (tenant: 'bank' | 'city', id: string) => {
  return (await setting.call(tenant, 'GET', `verifications/${id}`)).body.status;
};

/**
 * In a real Chromium, whose `navigator.credentials.get` is replaced by a function that stands for the platform and its wallet: no
 * wallet is installed here that Chromium could ask. What the page asks for and what becomes of the answer is real; that a
 * platform takes the request so is not shown by this test.
 */
describe('the hosted page in a browser with the Digital Credentials API', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  }, 60_000);
  afterAll(() => browser.close());

  /** @param wallet what stands for the wallet; `null`: the person dismisses the dialogue; `undefined`: the browser has no such API */
  async function openWith(
    pageUrl: string,
    wallet: ((asked: DigitalRequest) => Promise<JsonObject>) | null | undefined,
  ) {
    const context: BrowserContext = await browser.newContext({ locale: 'en' });
    const page: Page = await context.newPage();
    if (wallet === undefined) {
      await page.addInitScript('delete window.DigitalCredential;');
    } else {
      await page.exposeFunction('wallet', async (asked: string) => {
        if (wallet === null) throw new Error('dismissed');
        return JSON.stringify(await wallet(JSON.parse(asked) as DigitalRequest));
      });
      await page.addInitScript(PLATFORM);
    }
    await page.goto(pageUrl);
    return { context, page, button: page.getByRole('button', { name: words.browsers.button }) };
  }

  test('is answered in its own session, and shows the outcome by itself', async () => {
    const hosted = await createPage(setting, 'city', { devices: 'same' });
    const seen: unknown[] = [];
    const { context, page, button } = await openWith(hosted.pageUrl, (asked) => {
      const payload = requestIn(asked);
      seen.push(payload.response_mode, payload.expected_origins, payload.state, payload.response_uri);
      return answerAsPlatform(setting.cooperative, payload, { origin });
    });
    await button.click();
    await page.getByText(stages.verified.title).waitFor();
    expect(seen).toEqual(['dc_api.jwt', [origin], undefined, undefined]);
    expect(await statusOf('city', hosted.id)).toBe('verified');
    await context.close();
  }, 30_000);

  test('goes on waiting where the person dismisses what the browser shows', async () => {
    const hosted = await createPage(setting, 'city');
    const { context, page, button } = await openWith(hosted.pageUrl, null);
    await button.click();
    await page.getByText(stages.waiting.title).waitFor();
    await expect(button.isEnabled()).resolves.toBe(true);
    expect(await statusOf('city', hosted.id)).toBe('created');
    await context.close();
  }, 30_000);

  test('says that nothing was shared where the wallet refuses', async () => {
    const hosted = await createPage(setting, 'city');
    const refuse = () => Promise.resolve({ error: 'access_denied' });
    const { context, page, button } = await openWith(hosted.pageUrl, refuse);
    await button.click();
    await page.getByText(stages.refused.title).waitFor();
    expect(await statusOf('city', hosted.id)).toBe('refused');
    await context.close();
  }, 30_000);

  test('is what it was where the browser does not have it', async () => {
    const hosted = await createPage(setting, 'city');
    const { context, page, button } = await openWith(hosted.pageUrl, undefined);
    await page.getByText(words.here.button).waitFor();
    await expect(button.isVisible()).resolves.toBe(false);
    await expect(page.getByText(words.browsers.title).isVisible()).resolves.toBe(false);
    await context.close();
  }, 30_000);
});

/** Runs in the page before its scripts. */
const PLATFORM = `
  window.DigitalCredential = class { static userAgentAllowsProtocol(protocol) { return protocol === 'openid4vp-v1-signed'; } };
  navigator.credentials.get = async ({ digital }) => ({
    protocol: digital.requests[0].protocol,
    data: JSON.parse(await window.wallet(JSON.stringify(digital))),
  });
`;

describe('an answer of the Digital Credentials API', () => {
  const place = ({ url }: { url: string }) => `${url}/digital-credentials`;
  const ask = async (hosted: { url: string; browser: PageBrowser }) => {
    const { status, text } = await hosted.browser.get(place(hosted));
    expect(status).toBe(200);
    return requestIn(JSON.parse(text) as DigitalRequest);
  };
  async function send(
    hosted: { url: string; browser: PageBrowser },
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    const own = { origin, 'content-type': 'application/json', cookie: hosted.browser.cookieFor(place(hosted)) };
    const init = { method: 'POST', headers: { ...own, ...headers }, body: JSON.stringify(body) };
    const answer = await fetch(place(hosted), init);
    return [answer.status, ((await answer.json()) as JsonObject).code];
  }
  const given = (data: JsonObject) => ({ protocol: 'openid4vp-v1-signed', data });

  test('is released to a tenant with a return URL by the code that the browser carries, and by nothing else', async () => {
    const question = await openedPage(setting, 'bank');
    const payload = await ask(question);
    const data = await answerAsPlatform(setting.cooperative, payload, { origin });
    expect(await send(question, given(data))).toEqual([200, undefined]);
    expect(await statusOf('bank', question.id)).toBe('presented');
    const left = await question.browser.get(question.url);
    const { status } = await redeem(setting, 'bank', question.id, codeIn(left.location));
    expect(status).toBe(200);
    expect(await statusOf('bank', question.id)).toBe('verified');
    expect(await send(question, given(data))).toEqual([409, 'response_already_used']);
  });

  test('is refused bound to the client instead of the origin, and then the request is closed', async () => {
    const question = await openedPage(setting, 'city');
    const payload = await ask(question);
    const data = await answerAsPlatform(setting.cooperative, payload, { origin, audience: payload.client_id });
    expect(await send(question, given(data))).toEqual([400, 'presentation_not_accepted']);
    expect(await statusOf('city', question.id)).toBe('not_verified');
  });

  test('is refused to another browser, to a foreign site, and where it is none', async () => {
    const question = await openedPage(setting, 'city');
    const payload = await ask(question);
    const data = await answerAsPlatform(setting.cooperative, payload, { origin });
    const stranger = { url: question.url, browser: new PageBrowser() };
    expect(await send(stranger, given(data))).toEqual([403, 'page_of_another_browser']);
    expect((await stranger.browser.get(place(question))).status).toBe(403);
    expect(await send(question, given(data), { origin: 'https://elsewhere.example' })).toEqual([403, 'foreign_form']);
    for (const [body, code] of [
      [{ ...given(data), protocol: 'openid4vp-v1-unsigned' }, 'invalid_request'],
      [{ ...given(data), surprise: 1 }, 'invalid_request'],
      [given({}), 'malformed_response'],
      [given({ ...data, vp_token: {} }), 'malformed_response'],
      [given({ vp_token: { credential_0: ['a~'] } }), 'response_mode_differs'],
      [given({ response: 'a..b.c.d' }), 'response_not_decrypted'],
    ] as const) {
      expect(await send(question, body)).toEqual([400, code]);
    }
    // None of it closed the request.
    expect(await send(question, given(data))).toEqual([200, undefined]);
  });

  test('is not interchangeable with one for the links of the page: the keys differ', async () => {
    const question = await openedPage(setting, 'city');
    const behindLink = await fetchRequest(linksIn(question.shown).elsewhere, setting.cooperative.time.now);
    const payload = await ask(question);
    expect(payload.client_metadata.jwks?.keys[0]?.x).not.toBe(behindLink.payload.client_metadata.jwks.keys[0]?.x);
    const form = new URLSearchParams(await presentationForm(setting.cooperative, behindLink));
    const data = { response: form.get('response') ?? '' };
    expect(await send(question, given(data))).toEqual([400, 'response_not_decrypted']);
  });
});
