import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Locale } from '#look';
import { parseJws } from '#primitives';
import { createCredentialRequest } from '#openid4vci';
import {
  authorizeUrl,
  customerWithLetter,
  pushRequest,
  tenantWithWallets,
  WATER,
  type PushedRequest,
} from '../../apps/issuer/test/citizen-browser.js';
import { customer } from '../../apps/issuer/test/intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { newKey, WalletUnderTest } from '../../apps/issuer/test/wallet-under-test.js';
import { LETTER_CODE_MESSAGES } from '../../apps/issuer/src/console/letter-code.messages.js';
import { REFUSED_SIGN_IN_MESSAGES } from '../../apps/issuer/src/sign-in/refused-sign-in.messages.js';
import { SIGN_IN_PAGE_MESSAGES } from '../../apps/issuer/src/sign-in/sign-in-page.messages.js';
import { buildWallet } from '../browser/deliver-wallet.js';
import { startChromium } from '../environment/chromium.mjs';
import { examine } from './examine.js';
import { Keyboard } from './keyboard.js';
import { openProfile, type Profile, type ProfileOptions } from './profile.js';
import { button, screen, words } from './steps/on-page.js';

const UTILITY = 'Eaux Fictives';
const MINUTE = 60_000;
const WRONG = 'ABCD-EFGH-JK';

let issuer: IssuerUnderTest;
let walletSide: Server;
let redirectUri: string;
let browser: Browser;
let profile: Profile;
let next = 0;

beforeAll(async () => {
  buildWallet();
  // Where the wallet waits for its answer.
  walletSide = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Wallet</h1>'),
  );
  walletSide.listen(0, '127.0.0.1');
  await once(walletSide, 'listening');
  redirectUri = `http://localhost:${(walletSide.address() as AddressInfo).port}/back?from=issuer`;
  issuer = await startIssuerUnderTest({ changes: tenantWithWallets(undefined, redirectUri) });
  browser = await startChromium();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await issuer.close();
  walletSide.closeAllConnections();
  walletSide.close();
}, 60_000);
afterEach(async () => {
  await profile.context.close();
  expect(profile.complaints).toEqual([]);
});

const open = async (options?: ProfileOptions) => {
  const urls = { issuer: issuer.url, wallet: new URL(redirectUri).origin } as never;
  profile = await openProfile({ browser, urls }, options);
  return profile.page;
};
const newCustomer = () => {
  const number = `C-${String(next).padStart(4, '0')}`;
  return customerWithLetter(issuer, customer(next++), number);
};
const push = () => pushRequest(issuer, { clientId: 'local-wallet', redirectUri });

async function come(page: Page, pushed?: PushedRequest): Promise<PushedRequest> {
  const request = pushed ?? (await push());
  await page.goto(authorizeUrl(issuer, request));
  await screen(page, SIGN_IN_PAGE_MESSAGES[profile.locale].title(UTILITY));
  return request;
}

async function type(page: Page, customerNumber: string, letterCode: string): Promise<void> {
  await page.fill('#customer-number', customerNumber);
  await page.fill('#letter-code', letterCode);
  await page.click('#continue');
}

async function answerAt(page: Page): Promise<Record<string, string>> {
  await page.waitForURL((url) => url.href.startsWith(redirectUri));
  return Object.fromEntries(new URL(page.url()).searchParams);
}

/** Pictures for whoever works on the pages: INCOLA_PICTURES names a folder. */
const look = async (name: string, page: Page) => {
  const folder = process.env['INCOLA_PICTURES'];
  const { width } = page.viewportSize() ?? { width: 0 };
  const path = join(folder ?? '', `${name}-${profile.locale}-${width}.png`);
  if (folder !== undefined) await page.screenshot({ path, fullPage: true });
  expect(await examine(name, page)).toEqual([]);
};

it.each<[Locale, ProfileOptions['viewport']]>([
  ['en', { width: 390, height: 844 }],
  ['fr', { width: 1280, height: 800 }],
])(
  'a citizen finds out what is wrong, waits, signs in, and goes back by mistake (%s)',
  async (locale, viewport) => {
    const page = await open({ locale, ...(viewport && { viewport }) });
    const messages = SIGN_IN_PAGE_MESSAGES[locale];
    const { customerNumber, letterCode } = await newCustomer();
    await come(page);
    await look('sign-in', page);
    await type(page, customerNumber, WRONG);
    await words(page, messages.problems(UTILITY).wrong);
    expect(await page.inputValue('#customer-number')).toBe(customerNumber);
    expect(await page.inputValue('#letter-code')).toBe('');
    await look('sign-in-wrong', page);
    for (const last of 'ABCD') await type(page, customerNumber, `${WRONG.slice(0, -1)}${last}`);
    await words(page, messages.later('|').split('|')[0] as string);
    await look('sign-in-later', page);
    await type(page, customerNumber, letterCode);
    await words(page, messages.later('|').split('|')[0] as string);
    issuer.clock.ahead += 2 * MINUTE;
    await type(page, customerNumber, letterCode.toLowerCase().replaceAll('-', ' '));
    expect(await answerAt(page)).toMatchObject({ from: 'issuer', state: 'a state', iss: `${issuer.url}/${WATER}` });
    await page.goBack();
    await screen(page, REFUSED_SIGN_IN_MESSAGES[locale].sign_in_over.title);
    await look('sign-in-over', page);
  },
  120_000,
);

it.each<Locale>(['en', 'fr'])(
  'a citizen who cancels is back in the wallet, which is told so (%s)',
  async (locale) => {
    const page = await open({ locale });
    await come(page);
    await page.click('#cancel');
    expect(await answerAt(page)).toMatchObject({ error: 'access_denied', state: 'a state' });
  },
  60_000,
);

it.each<Locale>(['en', 'fr'])(
  'a citizen who took too long is told so, and gets back to the wallet (%s)',
  async (locale) => {
    const page = await open({ locale });
    const { customerNumber, letterCode } = await newCustomer();
    await come(page);
    issuer.clock.ahead += 11 * MINUTE;
    await type(page, customerNumber, letterCode);
    await screen(page, REFUSED_SIGN_IN_MESSAGES[locale].sign_in_expired.title);
    await look('sign-in-expired', page);
    await page.click('#cancel');
    expect(await answerAt(page)).toMatchObject({ error: 'access_denied', state: 'a state' });
  },
  60_000,
);

it('the language changes by the switch, and stays; two wallets follow each other in one browser', async () => {
  const page = await open({ locale: 'en' });
  const { customerNumber, letterCode } = await newCustomer();
  await come(page);
  await page.getByRole('link', { name: 'Français' }).click();
  await screen(page, SIGN_IN_PAGE_MESSAGES.fr.title(UTILITY));
  await type(page, customerNumber, letterCode);
  const first = await answerAt(page);
  await page.goto(authorizeUrl(issuer, await push()));
  await screen(page, SIGN_IN_PAGE_MESSAGES.fr.title(UTILITY));
  await type(page, customerNumber, letterCode);
  const second = await answerAt(page);
  expect(second.code).not.toBe(first.code);
}, 60_000);

it('whoever has no mouse signs in with the keyboard, and sees where he is', async () => {
  const page = await open();
  const { customerNumber, letterCode } = await newCustomer();
  await come(page);
  const keyboard = new Keyboard(page);
  await keyboard.type(page.locator('#customer-number'), customerNumber);
  await keyboard.type(page.locator('#letter-code'), letterCode);
  await keyboard.press(page.locator('#continue'));
  expect(await answerAt(page)).toHaveProperty('code');
  expect(keyboard.unseen).toEqual([]);
}, 60_000);

it.each<Locale>(['en', 'fr'])(
  'the operator makes the letter whose code signs in, and sees whether one is in force (%s)',
  async (locale) => {
    const page = await open({ locale });
    const { id, customerNumber } = await newCustomer();
    const { card, letter } = LETTER_CODE_MESSAGES[locale];
    await page.goto(`${issuer.url}/sign-in?next=/customers/${id}`);
    await page.fill('#accessKey', issuer.apiKeys[WATER] as string);
    await page.click('button[type=submit]:not([form])');
    await words(page, card.title);
    await look('customer-with-letter', page);
    await button(page, card.make).click();
    await screen(page, letter.title);
    await look('letter-with-code', page);
    const letterCode = await page.locator('.console-code').innerText();
    await come(page);
    await type(page, customerNumber, letterCode);
    expect(await answerAt(page)).toHaveProperty('code');
  },
  60_000,
);

it('another browser with the same address gets a page that says so', async () => {
  const first = await open();
  await come(first);
  const address = first.url();
  const stranger = await browser.newContext({ locale: 'en' });
  const page = await stranger.newPage();
  await page.goto(address);
  await screen(page, REFUSED_SIGN_IN_MESSAGES.en.sign_in_of_another_browser.title);
  await look('sign-in-of-another-browser', page);
  await stranger.close();
}, 60_000);

it('a form on another site’s page completes nothing', async () => {
  const page = await open();
  const { customerNumber, letterCode } = await newCustomer();
  await come(page);
  const { pathname } = new URL(page.url());
  const formToken = await page.inputValue('#sign-in input[name=formToken]');
  const evil = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(
      `<form method="post" action="${issuer.url}${pathname}"><input name="formToken" value="${formToken}">
       <input name="customer-number" value="${customerNumber}"><input name="letter-code" value="${letterCode}"><button>x</button></form>`,
    ),
  );
  evil.listen(0, '127.0.0.1');
  await once(evil, 'listening');
  await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
  profile.complaints.length = 0;
  await page.click('button');
  // Not even the cookie comes along from there, so that it is another browser's.
  await screen(page, REFUSED_SIGN_IN_MESSAGES.en.sign_in_of_another_browser.title);
  evil.closeAllConnections();
  evil.close();
}, 60_000);

it('from the wallet’s request over the citizen’s sign-in to the credential in the wallet', async () => {
  const page = await open();
  const { customerNumber, letterCode } = await newCustomer();
  const { codeVerifier, clientId } = await come(page);
  await type(page, customerNumber, letterCode);
  const { code = '' } = await answerAt(page);
  const wallet = new WalletUnderTest(issuer);
  const token = await wallet.token(
    new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri },
      ...{ code, code_verifier: codeVerifier },
    }).toString(),
  );
  expect(token.status).toBe(200);
  const { access_token: accessToken } = (await token.json()) as { access_token: string };
  const keyProofs = await wallet.keyProofs([newKey()]);
  const request = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
  const answer = await wallet.credentials(accessToken, request);
  expect(answer.status).toBe(200);
  const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
  const [jwt = ''] = (credentials[0]?.credential ?? '').split('~');
  expect(parseJws(jwt).payload).toHaveProperty('vct');
}, 60_000);
