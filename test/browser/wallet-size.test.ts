import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildWallet } from './deliver-wallet.js';

const folder = resolve(import.meta.dirname, '..', '..', 'dist', 'wallet');
const LIMIT_BYTES = 120_000;

/** What the browser must have before the first screen: the scripts of the page and all that they import at once. */
function initialScripts(): string[] {
  const shell = readFileSync(join(folder, 'index.html'), 'utf8');
  const waiting = [...shell.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const code = readFileSync(join(folder, path), 'utf8');
    for (const [, name = ''] of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g)) {
      waiting.push(join(dirname(path), name));
    }
  }
  return [...found];
}

describe('the built wallet', () => {
  beforeAll(buildWallet, 120_000);

  it('needs at most 120 kB of JavaScript, compressed, for its first screen', () => {
    const scripts = initialScripts();
    const sizes = scripts.map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length);
    expect(scripts.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LIMIT_BYTES);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(20_000);
  });

  it('brings camera, key stretching and backup only when they are needed', () => {
    const initial = initialScripts().join(' ');
    for (const later of ['scan-screen', 'argon2.worker', 'settings-screen', 'setup-screen']) {
      expect(initial).not.toContain(later);
    }
  });

  it('has no style and no script in its page, and asks nobody else for anything', () => {
    const shell = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(shell).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|https?:\/\//);
  });

  it('is installable: name, start, icons of both sizes and a maskable one, each of them there', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8')) as {
      name: string;
      start_url: string;
      display: string;
      icons: { src: string; sizes: string; purpose: string }[];
    };
    expect(manifest).toMatchObject({ name: 'Incola', start_url: '/', display: 'standalone' });
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
      'any any',
      '192x192 any',
      '512x512 any',
      '512x512 maskable',
    ]);
    for (const { src } of manifest.icons) expect(readFileSync(join(folder, src)).length).toBeGreaterThan(100);
  });
});
