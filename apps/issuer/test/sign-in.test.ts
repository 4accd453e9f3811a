import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import {
  APP_WALLET,
  authorizeUrl,
  CitizenBrowser,
  customerWithLetter,
  pushRequest,
  tenantWithWallets,
  WATER,
  WEB_WALLET,
} from './citizen-browser.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';

const MINUTE = 60_000;
const WRONG = 'ABCD-EFGH-JK';

describe.each<DatabaseUnderTest>(databasesUnderTest())('signing in on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let next = 0;

  beforeAll(async () => {
    issuer = await startIssuerUnderTest({
      databaseUrl: await databaseUnderTest.freshUrl(),
      changes: tenantWithWallets(),
    });
  });
  afterAll(() => issuer.close());

  const newCustomer = () => {
    const number = `C-${String(next).padStart(4, '0')}`;
    return customerWithLetter(issuer, customer(next++), number);
  };
  const fields = (customerNumber: string, letterCode: string) => ({
    'customer-number': customerNumber,
    'letter-code': letterCode,
  });

  /** A browser that has come from a wallet. */
  async function visit(wallet = WEB_WALLET, browser = new CitizenBrowser(issuer)) {
    const pushed = await pushRequest(issuer, wallet);
    const { path, formToken } = await browser.begin(pushed);
    /** Sends a form, and follows to the page that it leads to. */
    const follow = async (answer: Response, headers: Record<string, string> = {}) =>
      answer.headers.get('location') === `${issuer.url}${path}` ? browser.get(path, headers) : answer;
    const post = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
      follow(await browser.post(path, { formToken, ...form }, headers), headers);
    const cancel = async () => follow(await browser.post(`${path}/cancellation`, { formToken }));
    return { browser, pushed, path, formToken, post, cancel };
  }

  const answerOf = (answer: Response) => {
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    return { location, parameters: Object.fromEntries(new URL(location).searchParams) };
  };

  it('leads back to the wallet with a code, its state and iss, its own query kept', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const { post } = await visit();
    const { location, parameters } = answerOf(await post(fields(customerNumber, letterCode)));
    expect(location.startsWith(`${WEB_WALLET.redirectUri}&`)).toBe(true);
    expect(parameters).toMatchObject({ from: 'issuer', state: 'a state', iss: `${issuer.url}/${WATER}` });
    expect(parameters.code).toMatch(/^[\w.-]{40,}$/);
  });

  it('Cancel leads back with access_denied, state and iss, also for an app with a scheme of its own', async () => {
    const { cancel } = await visit(APP_WALLET);
    const { location, parameters } = answerOf(await cancel());
    expect(location.startsWith(`${APP_WALLET.redirectUri}?`)).toBe(true);
    expect(parameters).toMatchObject({ error: 'access_denied', state: 'a state', iss: `${issuer.url}/${WATER}` });
    expect(parameters.code).toBeUndefined();
  });

  it('the page names wallet, proof and where the browser goes back to, and its policy lets the way back through', async () => {
    for (const [wallet, target, place] of [
      [WEB_WALLET, 'https://wallet.example', 'wallet.example'],
      [APP_WALLET, 'eau-wallet:', 'eau-wallet:'],
    ] as const) {
      const { browser, path } = await visit(wallet);
      const page = await browser.get(path);
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain(`form-action 'self' ${target};`);
      expect(policy).not.toContain('unsafe');
      const text = await page.text();
      for (const part of [
        wallet.clientId,
        `<code>${place}</code>`,
        'Proof of residence',
        'id="sign-in"',
        'id="cancel"',
      ]) {
        expect(text).toContain(part);
      }
      expect(text).not.toMatch(/style=|<script(?![^>]*src=)/);
    }
  });

  it('keeps the number and says beside the field that the two don’t fit, in the browser’s language', async () => {
    const { customerNumber } = await newCustomer();
    const { post } = await visit();
    const page = await post(fields(customerNumber, WRONG), { 'accept-language': 'fr' });
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('Ce numéro et ce code ne vont pas ensemble.');
    expect(text).toMatch(new RegExp(`<input[^>]*value="${customerNumber}"[^>]*id="customer-number"`));
    expect(text).not.toContain(WRONG);
    const missing = await (await post(fields('', ''))).text();
    expect(missing).toMatch(/id="customer-number-error"[^>]*>Please type in your customer number/);
    expect(await (await post(fields('C-1', ' '))).text()).toContain('Please type in the code');
  });

  it('an unknown number gets the very page of a wrong code', async () => {
    const { customerNumber } = await newCustomer();
    const { post, formToken, path } = await visit();
    const strip = (text: string) => text.replaceAll(customerNumber, 'N').replaceAll('C-99999', 'N');
    const wrong = strip(await (await post(fields(customerNumber, WRONG))).text());
    const unknown = strip(await (await post(fields('C-99999', WRONG))).text());
    expect(unknown).toBe(wrong);
    expect([formToken, path].every((part) => wrong.includes(part))).toBe(true);
  });

  it('the same wrong code sent again by a second click or a reload is one attempt; the fifth says until when to wait', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const { post } = await visit();
    const said = async (letter: string) => (await post(fields(customerNumber, letter))).text();
    for (let time = 0; time < 10; time++) expect(await said(WRONG)).toContain('do not belong together');
    for (const last of 'ABC') expect(await said(`${WRONG.slice(0, -1)}${last}`)).toContain('do not belong together');
    expect(await said(`${WRONG.slice(0, -1)}D`)).toMatch(/Please wait until \d+ \w+ \d{4} at \d\d:\d\d/);
    expect(await said(letterCode)).toContain('Please wait until');
    issuer.clock.ahead += 2 * MINUTE;
    answerOf(await post(fields(customerNumber, letterCode)));
  });

  it('a second click on the same button leads where the first one led; later the page says that it is over', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const { browser, path, post, cancel } = await visit();
    const answers = await Promise.all([1, 2, 3].map(() => post(fields(customerNumber, letterCode))));
    const [first, ...others] = answers.map((answer) => answerOf(answer).location);
    for (const other of others) expect(other).toBe(first);
    // Whoever pressed Cancel after it was too late is led to what was decided.
    expect(answerOf(await cancel()).location).toBe(first);
    const back = await browser.get(path);
    expect(back.status).toBe(410);
    expect(await back.text()).toContain('You have finished here already');
    issuer.clock.ahead += 2 * MINUTE;
    expect((await post(fields(customerNumber, letterCode))).status).toBe(410);
    expect((await cancel()).status).toBe(410);
  });

  it('refuses every form that did not come from the page, and every other browser', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const { browser, path, formToken, post } = await visit();
    const right = fields(customerNumber, letterCode);
    const refused = [
      await browser.post(path, right),
      await browser.post(path, { ...right, formToken: 'A'.repeat(43) }),
      await post(right, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
      await post(right, { 'sec-fetch-site': 'same-site' }),
      await post(right, { origin: 'https://evil.example' }),
    ];
    for (const answer of refused)
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('nothing was done')]);
    const stranger = new CitizenBrowser(issuer);
    for (const answer of [
      await stranger.get(path),
      await stranger.post(path, { ...right, formToken }),
      await stranger.post(`${path}/cancellation`, { formToken }),
    ]) {
      expect([answer.status, await answer.text()]).toEqual([
        403,
        expect.stringContaining('belongs to another browser'),
      ]);
    }
    const other = await visit();
    expect((await other.browser.get(path)).status).toBe(403);
    // The token of one sign-in is none of another's, in the same browser neither.
    const again = await visit(WEB_WALLET, browser);
    expect((await browser.post(again.path, { ...right, formToken })).status).toBe(403);
    answerOf(await post(right));
  });

  it('two wallets in one browser at once don’t take each other’s place', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const browser = new CitizenBrowser(issuer);
    const [one, two] = [await visit(WEB_WALLET, browser), await visit(APP_WALLET, browser)];
    expect(browser.cookies.size).toBe(1);
    expect(answerOf(await two.post(fields(customerNumber, letterCode))).location).toContain(APP_WALLET.redirectUri);
    expect(answerOf(await one.post(fields(customerNumber, letterCode))).location).toContain(WEB_WALLET.redirectUri);
  });

  it('the request may be opened again before it ends, in another browser too; the first that ends it ends it for all', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const first = await visit();
    const second = new CitizenBrowser(issuer);
    const { path, formToken } = await second.begin(first.pushed);
    answerOf(await second.post(path, { formToken, ...fields(customerNumber, letterCode) }));
    expect((await first.browser.get(first.path)).status).toBe(410);
    expect((await first.post(fields(customerNumber, letterCode))).status).toBe(410);
    const again = await first.browser.get(authorizeUrl(issuer, first.pushed));
    expect(answerOf(again).parameters.error).toBeDefined();
  });

  it('after ten minutes the page says so and still leads back with an error', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const { browser, path, post, cancel } = await visit();
    issuer.clock.ahead += 11 * MINUTE;
    for (const page of [await browser.get(path), await post(fields(customerNumber, letterCode))]) {
      expect(page.status).toBe(410);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://wallet.example;");
      expect(await page.text()).toContain('That took too long');
    }
    expect(answerOf(await cancel()).parameters).toMatchObject({ error: 'access_denied', state: 'a state' });
    issuer.clock.ahead += 24 * 60 * MINUTE;
    expect([404, 410]).toContain((await browser.get(path)).status);
  });

  it('an unknown address and another tenant’s are not there, and a page of an unknown tenant neither', async () => {
    const { browser, path } = await visit();
    const id = path.split('/').at(-1) as string;
    expect((await browser.get(`/${WATER}/sign-in/${'A'.repeat(22)}`)).status).toBe(404);
    expect((await browser.get(`/gaz-fictif/sign-in/${id}`)).status).toBe(404);
    expect((await browser.get(`/nobody/sign-in/${id}`)).status).toBe(404);
    expect((await browser.get(`${path}/account`)).status).toBe(404);
  });

  it('a restart between page and form loses nothing', async () => {
    const { customerNumber, letterCode } = await newCustomer();
    const { post } = await visit();
    await issuer.restart();
    answerOf(await post(fields(customerNumber, letterCode)));
  });

  it('behind a proxy that is trusted a stranger’s attempts keep nobody else waiting; any other’s word of an address is worth nothing', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const meet = async () => {
      const { customerNumber, letterCode } = await newCustomer();
      const [stranger, citizen] = [await visit(), await visit()];
      for (const last of 'ABCDE') {
        await stranger.post(fields(customerNumber, `${WRONG.slice(0, -1)}${last}`), from('198.51.100.7'));
      }
      return citizen.post(fields(customerNumber, letterCode), from('192.0.2.1'));
    };
    // By default none is trusted: both came from this machine.
    expect(await (await meet()).text()).toContain('Please wait until');
    await issuer.close();
    const trustedProxies = ['127.0.0.0/8', '::1'];
    issuer = await startIssuerUnderTest({ changes: { ...tenantWithWallets(), trustedProxies } });
    answerOf(await meet());
  });
});
