import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { PHONE } from './profile.js';

/** Smaller than a laptop's, so that a picture in the README stays light. */
const DESK = { width: 760, height: 900 };

/** What the README shows, as a window shows it: the main screens, one of them in the dark. */
const SHOWN: Readonly<Record<string, { viewport: typeof PHONE; colorScheme: 'light' | 'dark' }>> = {
  'wallet-home': { viewport: PHONE, colorScheme: 'light' },
  'wallet-consent-bank': { viewport: PHONE, colorScheme: 'light' },
  'wallet-history': { viewport: PHONE, colorScheme: 'dark' },
  'verifier-hosted-waiting-bank': { viewport: { ...DESK, height: 1000 }, colorScheme: 'light' },
  'verifier-result-bank': { viewport: DESK, colorScheme: 'light' },
  explorer: { viewport: { ...DESK, height: 840 }, colorScheme: 'dark' },
};

/** Takes the README's picture of a screen, where it shows that one. */
export async function takeReadmePicture(screen: string, page: Page): Promise<void> {
  const shown = SHOWN[screen];
  if (shown === undefined) return;
  const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'screens');
  await mkdir(folder, { recursive: true });
  await page.setViewportSize(shown.viewport);
  await page.emulateMedia({ colorScheme: shown.colorScheme });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(folder, `${screen}.png`), animations: 'disabled' });
}
