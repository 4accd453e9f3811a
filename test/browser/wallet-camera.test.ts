import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../environment/chromium.mjs';
import { deliverWallet, type DeliveredWallet } from './deliver-wallet.js';
import { filmQrCode } from './film-qr-code.js';
import { setUpByPassphrase } from './wallet-steps.js';

const OFFER =
  'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fissuer.invalid%2Fwater%2Foffers%2Fmarker-7261';

let folder: string;
let wallet: DeliveredWallet;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incola-camera-'));
  const film = join(folder, 'code.y4m');
  await filmQrCode(film, OFFER);
  wallet = await deliverWallet('http://127.0.0.1:9');
  browser = await startChromium(['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await wallet.close();
  await rm(folder, { recursive: true, force: true });
});

async function scanWith(permissions: string[]): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', permissions });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${wallet.url}/scan`);
  await setUpByPassphrase(page);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  return page;
}

describe('the wallet’s camera', () => {
  it('reads a code and goes where it leads, in this browser only', async () => {
    const page = await scanWith(['camera']);
    await page.waitForURL('**/offer#*');
    expect(decodeURIComponent(page.url())).toContain('issuer.invalid/water/offers/marker-7261');
    await page.context().close();
  }, 120_000);

  it('explains what to do when it is not allowed, and other ways stay', async () => {
    const page = await scanWith([]);
    await page.getByRole('alert').getByText('The camera is not allowed for this site').waitFor();
    await page.getByLabel('Paste the link here').waitFor();
    await page.context().close();
  }, 120_000);
});
