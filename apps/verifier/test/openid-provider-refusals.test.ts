import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createErrorResponse } from '#openid4vp';
import { fetchRequest, postForm } from './fictive-wallet.js';
import { answer, linksIn } from './hosted-steps.js';
import { PageBrowser } from './page-browser.js';
import {
  ADULT,
  arrive,
  CALLBACK,
  errorIn,
  laterOn,
  RelyingParty,
  startBridge,
  verificationIn,
  withKey,
  withSecret,
  type BridgeUnderTest,
} from './relying-party.js';
import { ADDRESS } from './running-verifier.js';

let setting: BridgeUnderTest;
let bank: RelyingParty;
let origin: string;
beforeAll(async () => {
  setting = await startBridge();
  origin = setting.config.publicUrl;
  bank = await RelyingParty.discover(setting, 'bank', 'app-with-key', withKey(setting));
}, 60_000);
afterAll(() => setting.close());

/** Where a browser comes that the relying party has sent off so. */
const sentOff = async (party: RelyingParty, scope: string, parameters: Record<string, string | undefined> = {}) => {
  const { url } = await party.begin(scope, parameters);
  return new PageBrowser().followBelow(origin, url.href);
};
const later = <Result>(seconds: number, work: () => Promise<Result>) => laterOn(setting, seconds, work);
const leave = (browser: PageBrowser, pageUrl: string) => browser.followBelow(origin, `${pageUrl}/finish`);

describe('The relying party is told that there is no proof, and no more,', () => {
  test('when the person refused', async () => {
    const request = await bank.begin('age');
    const { browser, shown } = await arrive(setting, request);
    const asked = await fetchRequest(linksIn(shown).here.replace('#', '?'), setting.cooperative.time.now);
    await postForm(asked.payload.response_uri, createErrorResponse('access_denied', asked.payload.state));
    const page = await browser.get(shown.url);
    expect(page.text).toContain('Go back to app.bank.example');
    const told = errorIn(await leave(browser, shown.url));
    expect(told).toMatchObject({ error: 'access_denied', iss: `${origin}/bank/oidc`, code: null });
    expect(told.state).toBe(request.checks.expectedState);
    expect(told.error_description).toBe('the person refused, or has no proof that answers');
  });

  test('when the proof was not accepted', async () => {
    const { browser, shown } = await arrive(setting, await bank.begin('age'));
    const link = linksIn(shown).here.replace('#', '?');
    expect((await answer(setting, link, { ...ADULT, presentationNonce: 'x'.repeat(43) })).status).toBe(400);
    expect(errorIn(await leave(browser, shown.url))).toMatchObject({
      error: 'access_denied',
      error_description: 'the proof was not accepted',
    });
  });

  test('when nobody answered in time, or the page itself is over', async () => {
    for (const seconds of [601, 1_801]) {
      const { browser, shown } = await arrive(setting, await bank.begin('age'));
      const back = await later(seconds, async () => {
        const { text } = await browser.get(shown.url);
        const [, href = ''] = /href="([^"]+)"[^>]*>Go back to app\.bank\.example/.exec(text) ?? [];
        return browser.followBelow(origin, new URL(href.replaceAll('&amp;', '&'), origin).href);
      });
      expect(errorIn(back)).toMatchObject({ error: 'access_denied', error_description: 'nobody answered in time' });
    }
  });

  test('when the bank has cancelled', async () => {
    const { browser, shown } = await arrive(setting, await bank.begin('age'));
    const id = verificationIn(shown);
    expect((await setting.call('bank', 'POST', `verifications/${id}/cancellation`)).status).toBe(204);
    expect(errorIn(await leave(browser, shown.url))).toMatchObject({
      error: 'access_denied',
      error_description: 'the request was cancelled',
    });
  });

  test('when the contract is not there, or the ledger is out of reach', async () => {
    for (const scope of ['gone', 'minor']) {
      expect(errorIn(await sentOff(bank, scope))).toMatchObject({ error: 'invalid_scope' });
    }
    setting.cooperative.away = true;
    const away = await later(1_000, () => sentOff(bank, 'age'));
    setting.cooperative.away = false;
    expect(errorIn(away)).toMatchObject({ error: 'temporarily_unavailable' });
  });
});

describe('An authorization request is refused', () => {
  test('to a page, never to an address that is not registered, whatever is a little like it', async () => {
    for (const redirect_uri of [`${CALLBACK}/`, `${CALLBACK}?x=1`, 'https://app.bank.example.evil.example/callback']) {
      const { url } = await bank.begin('age', { redirect_uri });
      const refused = await new PageBrowser().get(url.href);
      expect([refused.status, refused.location]).toEqual([400, undefined]);
      expect(refused.text).toContain('This request comes from nobody we know');
      expect(refused.text).not.toContain('evil.example');
      expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const { url } = await bank.begin('age', { client_id: 'stranger' });
    const french = await new PageBrowser().get(url.href, { 'accept-language': 'fr' });
    expect([french.status, french.text]).toMatchObject([400, expect.stringContaining('service inconnu')]);
  });

  test('without PKCE, and with the plain kind of it', async () => {
    const none = await sentOff(bank, 'age', { code_challenge: undefined, code_challenge_method: undefined });
    expect(errorIn(none)).toMatchObject({ error: 'invalid_request' });
    expect(errorIn(await sentOff(bank, 'age', { code_challenge_method: 'plain' }))).toMatchObject({
      error: 'invalid_request',
    });
  });

  test('for a scope that is not registered, not this client’s, none, or two at once', async () => {
    const app = await RelyingParty.discover(setting, 'bank', 'app-with-secret', withSecret());
    for (const [party, scope] of [
      [bank, 'openid payments'],
      [app, 'openid residency'],
      [bank, 'openid'],
      [bank, 'openid age residency'],
    ] as const) {
      expect([scope, errorIn(await sentOff(party, '', { scope }))]).toMatchObject([scope, { error: 'invalid_scope' }]);
    }
  });

  test('with a response of another type, or by another mode than the query', async () => {
    for (const response_type of ['token', 'id_token', 'code id_token']) {
      const at = await sentOff(bank, 'age', { response_type });
      expect(at.location).toMatch(/^https:\/\/app\.bank\.example\/callback[?#]error=/);
      expect(at.location).not.toMatch(/token=|code=/);
    }
    for (const response_mode of ['form_post', 'fragment', 'jwt']) {
      const { status, location, text } = await sentOff(bank, 'age', { response_mode });
      expect([status, location, text]).toMatchObject([
        400,
        undefined,
        expect.stringContaining('can not be carried out'),
      ]);
    }
  });

  test('without a person, for a certain person, or with an address in the browser’s line', async () => {
    expect(errorIn(await sentOff(bank, 'age', { prompt: 'none' }))).toMatchObject({ error: 'login_required' });
    const certain = JSON.stringify({ id_token: { sub: { value: 'somebody' } } });
    expect(errorIn(await sentOff(bank, 'age', { claims: certain }))).toMatchObject({ error: 'invalid_request' });
    const claims = JSON.stringify({ userinfo: { address: { value: ADDRESS } } });
    expect(errorIn(await sentOff(bank, 'address_confirmed', { claims }))).toMatchObject({ error: 'invalid_request' });
    expect(errorIn(await sentOff(bank, 'address_confirmed'))).toMatchObject({
      error: 'invalid_request',
      error_description: 'this scope confirms an address: send it as value of the claim address',
    });
  });

  test('where it must be pushed and was not, so that nobody begins one in a relying party’s name', async () => {
    const pushing = await RelyingParty.discover(setting, 'bank', 'app-that-pushes', withSecret());
    expect(errorIn(await sentOff(pushing, 'age'))).toMatchObject({ error: 'invalid_request' });
    const { shown } = await arrive(setting, await pushing.begin('age', {}, true));
    expect(shown.text).toContain('Open your wallet');
  });

  test('to another tenant’s client, and where a tenant is no provider', async () => {
    const tariff = await RelyingParty.discover(setting, 'city', 'tariff', withSecret());
    const { url } = await tariff.begin('municipality');
    const elsewhere = await new PageBrowser().get(url.href.replace('/city/', '/bank/'));
    expect([elsewhere.status, elsewhere.location]).toEqual([400, undefined]);
    expect((await fetch(`${origin}/nobody/oidc/jwks`)).status).toBe(404);
  });
});
