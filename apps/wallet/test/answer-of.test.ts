import { describe, expect, it } from '@jest/globals';
import { answerOf } from '../src/service-worker/answer-of.js';

const ORIGIN = 'https://wallet.example';
const precached = new Set(['/index.html', '/assets/index-a1.js', '/icon.svg']);
const ask = (url: string, mode: RequestMode = 'cors', method = 'GET') =>
  answerOf({ url: new URL(url, ORIGIN).href, method, mode }, ORIGIN, precached);

describe('the service worker', () => {
  it('answers each place of the app with its shell, offline too', () => {
    for (const place of ['/', '/offer', '/settings', '/history/1', '/card/a']) {
      expect(ask(place, 'navigate')).toBe('/index.html');
    }
  });

  it('answers what it keeps with itself', () => {
    expect(ask('/assets/index-a1.js')).toBe('/assets/index-a1.js');
    expect(ask('/icon.svg?x=1')).toBe('/icon.svg');
  });

  it.each([
    ['another origin, even at a path that it knows', 'https://issuer.example/index.html', 'cors', 'GET'],
    ['the description, which must be new', '/wallet.json', 'cors', 'GET'],
    ['the description, opened as a page', '/wallet.json', 'navigate', 'GET'],
    ['a file of another version', '/assets/index-b2.js', 'cors', 'GET'],
    ['what changes something', '/', 'navigate', 'POST'],
    ['data that nobody navigates to', '/offer', 'cors', 'GET'],
  ] as const)('leaves to the network %s', (_what, url, mode, method) => {
    expect(ask(url, mode, method)).toBeUndefined();
  });
});
