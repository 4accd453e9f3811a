import type { BrowserContext, Page } from 'playwright-core';
import type { Locale } from '#look';
import type { PagesScene } from './scene.js';

/** How long a locator waits: much longer than anything takes, so that a loaded machine fails nothing. */
export const PATIENCE = 30_000;
export const PHONE = { width: 390, height: 844 };
export const LAPTOP = { width: 1280, height: 800 };

/** One person's browser, with what it complained of. */
export interface Profile {
  context: BrowserContext;
  page: Page;
  locale: Locale;
  /** Errors of scripts, refusals of policies, and requests to addresses that are not ours. */
  complaints: string[];
}

export interface ProfileOptions {
  locale?: Locale;
  viewport?: typeof PHONE;
}

export async function openProfile(
  { browser, urls }: Pick<PagesScene, 'browser' | 'urls'>,
  { locale = 'en', viewport = PHONE }: ProfileOptions = {},
): Promise<Profile> {
  const complaints: string[] = [];
  const ours = new Set<string>(Object.values(urls));
  const context = await browser.newContext({ locale, viewport });
  context.setDefaultTimeout(PATIENCE);
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    // An answer of 4xx is what many tests are about; the browser notes each in these words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !ours.has(url.origin)) complaints.push(`request to ${url.origin}`);
  });
  return { context, page: await context.newPage(), locale, complaints };
}
