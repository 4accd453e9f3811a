import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import encodeQR from 'qr';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startChromium } from '../environment/chromium.mjs';
import { deliverWallet, type DeliveredWallet } from './deliver-wallet.js';
import { dumpStorages } from './dump-storages.js';
import { addAuthenticator, lockWallet, PASSPHRASE, setUpByPassphrase, unlockByPassphrase } from './wallet-steps.js';

const PATIENCE = 30_000;

/** A link whose offer lies at the cooperative of this test, which answers with something else. */
let offer: string;
let wallet: DeliveredWallet;
let browser: Browser;
let cooperative: Server;
let clockOffsetSeconds = 0;
beforeAll(async () => {
  cooperative = createServer((_request, response) => {
    const date = new Date(Date.now() + clockOffsetSeconds * 1000).toUTCString();
    const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Date' };
    response.writeHead(200, { ...cors, date, 'content-type': 'application/json' }).end('{"height":1}');
  });
  cooperative.listen(0, '127.0.0.1');
  await once(cooperative, 'listening');
  const { port } = cooperative.address() as AddressInfo;
  const cooperativeUrl = `http://127.0.0.1:${port}`;
  offer = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${cooperativeUrl}/offers/marker-7261`)}`;
  wallet = await deliverWallet(cooperativeUrl);
  browser = await startChromium();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await wallet.close();
  cooperative.closeAllConnections();
  cooperative.close();
});

let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeEach(async () => {
  clockOffsetSeconds = 0;
  ({ context, page } = await openProfile());
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function openProfile(): Promise<{ context: BrowserContext; page: Page }> {
  complaints = [];
  const profile = await browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 } });
  profile.setDefaultTimeout(PATIENCE);
  profile.on('weberror', (error) => complaints.push(error.error().message));
  // A refusal of the page's own policy would stand here.
  profile.on('console', (message) => {
    if (/policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  return { context: profile, page: await profile.newPage() };
}

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const open = (path = '/') => page.goto(`${wallet.url}${path}`);

describe('the wallet in a browser', () => {
  it('is set up in four steps, locks, refuses a wrong passphrase and opens by the right one', async () => {
    await open();
    await setUpByPassphrase(page);
    await page.getByRole('navigation', { name: 'Wallet' }).waitFor();
    await lockWallet(page);
    await unlockByPassphrase(page, 'quite another passphrase');
    await page.getByRole('alert').getByText('This does not open the wallet').waitFor();
    await unlockByPassphrase(page, PASSPHRASE);
    await page.getByRole('navigation', { name: 'Wallet' }).waitFor();
  }, 120_000);

  it('refuses a passphrase that is too short, and one that was not typed twice alike', async () => {
    await open();
    await page.getByRole('button', { name: 'Set up my wallet' }).click();
    await page.getByLabel('Choose a passphrase').fill('short');
    await page.getByText('Still too short.').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Type the passphrase once more').fill('something else entirely');
    await page.getByRole('button', { name: 'Create my wallet' }).click();
    await page.getByRole('alert').getByText('not the same passphrase').waitFor();
  }, 120_000);

  it('is set up with a passkey, whose secret the authenticator makes, and opens by a passphrase that was added later', async () => {
    await addAuthenticator(page, { hasPrf: true });
    await open();
    await page.getByRole('button', { name: 'Set up my wallet' }).click();
    await page.getByLabel('A passkey').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Create passkey and wallet' }).click();
    await page.getByRole('button', { name: 'Go to my wallet' }).click();
    await lockWallet(page);
    await page.getByRole('button', { name: 'Unlock with passkey' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Add a passphrase' }).click();
    await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock with passkey' }).click();
    await page.getByText('Added. It opens your wallet from now on.').waitFor();
    await page.getByRole('button', { name: 'Remove: Passkey' }).click();
    await page.getByText('Removed. It no longer opens this wallet.').waitFor();
    await lockWallet(page);
    await unlockByPassphrase(page, PASSPHRASE);
    await heading('Settings');
  }, 120_000);

  it('says that a passkey without a pseudo-random function cannot protect it, and makes nothing', async () => {
    await addAuthenticator(page, { hasPrf: false });
    await open();
    await page.getByRole('button', { name: 'Set up my wallet' }).click();
    await page.getByLabel('A passkey').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Create passkey and wallet' }).click();
    await page.getByRole('alert').getByText('cannot protect a wallet').waitFor();
    await page.reload();
    await heading(/Your wallet for proofs/);
  }, 120_000);

  it('holds nothing readable in any storage, while a link waits and after it was opened', async () => {
    await open(`/offer#${offer.slice(offer.indexOf('?') + 1)}`);
    await page.getByText('The link that you opened is kept').waitFor();
    await setUpByPassphrase(page);
    const stored = await dumpStorages(page);
    expect(stored.bytes).toBeGreaterThan(500);
    for (const secret of [PASSPHRASE, 'marker-7261', 'credential_offer', 'refused', 'trust_pinned', 'incola-genesis']) {
      expect({ secret, found: stored.holds(secret) }).toEqual({ secret, found: [] });
    }
    // What the search would find if it were there.
    expect(stored.holds('incola-wallet-lock')).not.toEqual([]);
  }, 120_000);

  it('keeps a link through setup, locking and unlocking, in the address only', async () => {
    await open(`/offer#${offer.slice(offer.indexOf('?') + 1)}`);
    await setUpByPassphrase(page);
    expect(page.url()).toContain('marker-7261');
    await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.l-skip')?.click());
    expect(page.url()).toContain('marker-7261');
    await page.reload();
    await unlockByPassphrase(page, PASSPHRASE);
    await page.getByRole('navigation', { name: 'Wallet' }).waitFor();
    expect(page.url()).toContain('marker-7261');
  }, 120_000);

  it('reads a code from a picture and a link that was pasted, and refuses what is neither offer nor request', async () => {
    await open('/scan');
    await setUpByPassphrase(page);
    await page.getByLabel('Paste the link here').fill('hello');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').getByText('neither an offer').waitFor();
    const picture = Buffer.from(encodeQR(offer, 'gif', { scale: 4 }));
    await page
      .getByLabel('A picture or screenshot')
      .setInputFiles({ name: 'a.gif', mimeType: 'image/gif', buffer: picture });
    await page.waitForURL('**/offer#*');
    await open('/scan');
    await unlockByPassphrase(page, PASSPHRASE);
    await page.getByLabel('Paste the link here').fill(offer);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/offer#*');
    expect(decodeURIComponent(page.url())).toContain('marker-7261');
  }, 120_000);

  it('warns of a clock that is ten minutes off, and only then', async () => {
    await open();
    await setUpByPassphrase(page);
    await lockWallet(page);
    clockOffsetSeconds = 600;
    await unlockByPassphrase(page, PASSPHRASE);
    await page.getByText('It is about 10 minutes behind').waitFor();
    await lockWallet(page);
    clockOffsetSeconds = 0;
    await unlockByPassphrase(page, PASSPHRASE);
    await page.getByText('Your device’s clock is wrong').waitFor({ state: 'hidden' });
  }, 120_000);

  it('works in one window at a time, and moves when the person says so', async () => {
    await open();
    await setUpByPassphrase(page);
    const second = await context.newPage();
    await second.goto(`${wallet.url}/`);
    await second.getByRole('button', { name: 'Continue here' }).click();
    await unlockByPassphrase(second, PASSPHRASE);
    await second.getByRole('navigation', { name: 'Wallet' }).waitFor();
    await heading('Your wallet is open in another window');
  }, 120_000);

  it('explains when the browser deleted its storage', async () => {
    await open();
    await setUpByPassphrase(page);
    await page.evaluate(() => indexedDB.deleteDatabase('incola-wallet'));
    await heading('Your browser has deleted this wallet’s storage');
    await page.getByRole('button', { name: 'Start again' }).click();
    await heading(/Your wallet for proofs/);
  }, 120_000);

  it('is carried to another device by an encrypted file, which a wrong passphrase does not open', async () => {
    await open('/settings');
    await setUpByPassphrase(page);
    await page.getByRole('button', { name: 'Make a backup' }).click();
    await page.getByLabel('Choose a passphrase').fill('a passphrase for the backup');
    await page.getByLabel('Type the passphrase of the backup once more').fill('a passphrase for the backup');
    await page.getByLabel('Your passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Make the backup' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^incola-\d{4}-\d{2}-\d{2}\.incola-backup$/);
    const file = { name: 'a.incola-backup', mimeType: '', buffer: await readFile(await download.path()) };
    await context.close();
    ({ context, page } = await openProfile());
    await open();
    await page.getByRole('button', { name: 'I have a backup' }).click();
    await page.getByLabel('The backup file').setInputFiles(file);
    await page.getByLabel('The passphrase of the backup').fill('not this one, surely');
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByRole('alert').getByText('not the passphrase of this backup').waitFor();
    await page.getByLabel('The passphrase of the backup').fill('a passphrase for the backup');
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByRole('navigation', { name: 'Wallet' }).waitFor();
  }, 120_000);

  it('is erased only after the typed word', async () => {
    await open('/settings');
    await setUpByPassphrase(page);
    expect(await page.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
    await page.getByLabel('To confirm, type the word ERASE').fill('erase');
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await heading(/Your wallet for proofs/);
    expect((await dumpStorages(page)).holds('incola-wallet-lock')).toEqual([]);
  }, 120_000);
});

describe('the wallet without its server', () => {
  it('starts and can be read offline', async () => {
    await open();
    await setUpByPassphrase(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await wallet.stop();
    await context.setOffline(true);
    try {
      await open('/settings');
      await unlockByPassphrase(page, PASSPHRASE);
      await heading('Settings');
      await page.getByText('You are offline').waitFor();
    } finally {
      await wallet.startAgain();
    }
  }, 120_000);

  it('stays closed where the address speaks for another cooperative', async () => {
    await open();
    await setUpByPassphrase(page);
    await lockWallet(page);
    await wallet.becomeAnother();
    await unlockByPassphrase(page, PASSPHRASE);
    await heading('This address now speaks for another cooperative');
  }, 120_000);

  it('offers a new version, and changes to it when the person says so', async () => {
    await open();
    await setUpByPassphrase(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await wallet.release('next-version-8f3a');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('A new version is ready').waitFor();
    const names = () => page.evaluate(() => caches.keys());
    expect(await names()).toHaveLength(2);
    await page.getByRole('button', { name: 'Update now' }).click();
    await heading('Unlock your wallet');
    await page.waitForFunction(async () => (await caches.keys()).join() === 'incola-app-next-version-8f3a');
  }, 120_000);
});
