import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../environment/chromium.mjs';
import type * as portableVectors from './portable-vectors.js';
import { runVectors } from './portable-vectors.js';

const ORIGIN = 'http://localhost';
const folder = import.meta.dirname;

describe('the portable libs', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const bundler = join(folder, 'bundle-for-browser.mjs');
    const bundle = execFileSync(process.execPath, [bundler, join(folder, 'portable-vectors.ts')], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    browser = await startChromium();
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route(`${ORIGIN}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: bundle })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>vectors</title>' }),
    );
    await page.goto(`${ORIGIN}/`);
  }, 60_000);

  afterAll(() => browser.close());

  it('give in Node what the vectors say', async () => {
    for (const { name, is, should } of await runVectors()) expect(`${name}: ${is}`).toBe(`${name}: ${should}`);
  });

  it('give in a real browser what the vectors say, without Node’s modules', async () => {
    const results = await page.evaluate(async () => {
      const address = '/vectors.js';
      const module = (await import(address)) as typeof portableVectors;
      return module.runVectors();
    });
    expect(results.length).toBeGreaterThan(10);
    for (const { name, is, should } of results) expect(`${name}: ${is}`).toBe(`${name}: ${should}`);
    expect(complaints).toEqual([]);
  });
});
