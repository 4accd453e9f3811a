import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { EventReader } from './event-reader.js';
import { answer, linksIn, openedPage, startAgain, stateOf } from './hosted-steps.js';
import { countdownAnnouncement, countdownWords } from '../src/live-state/countdown.js';
import type { PageBrowser } from './page-browser.js';
import { startSetting, type Setting } from './running-verifier.js';

const openEvents = (page: { url: string; browser: PageBrowser }, lastEventId?: string) =>
  EventReader.open(`${page.url}/events`, { cookie: page.browser.cookieFor(`${page.url}/events`) }, lastEventId);

describe('the page’s events', () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting();
  }, 60_000);
  afterAll(() => setting.close());

  test('tell each stage, and say what polling says', async () => {
    const page = await openedPage(setting, 'city');
    const events = await openEvents(page);
    expect(events.answer.headers.get('content-type')).toContain('text/event-stream');
    expect(events.answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(events.answer.headers.get('x-content-type-options')).toBe('nosniff');
    const polled = async () => {
      const { status, ...state } = await stateOf(page);
      expect(status).toBe(200);
      return state;
    };
    expect((await events.next())?.data).toEqual(await polled());
    const { body } = await answer(setting, linksIn(page.shown).here.replace('#', '?'));
    let told = await events.next();
    if (told?.data.stage === 'opened') told = await events.next();
    expect(told?.data).toMatchObject({ stage: 'return' });
    expect(told?.data).toEqual(await polled());
    await page.browser.get(body.redirect_uri as string);
    const last = await events.next();
    expect(last).toMatchObject({ id: '1-verified', data: { stage: 'verified' } });
    expect(last?.data).toEqual(await polled());
    events.close();
  });

  test('go on where they were: the newest state, or nothing where it is known', async () => {
    const page = await openedPage(setting, 'city');
    const first = await openEvents(page);
    const seen = await first.next();
    first.close();
    await startAgain(page);
    const behind = await openEvents(page, seen?.id);
    expect(await behind.next()).toMatchObject({ id: '2-waiting' });
    behind.close();
    const current = await openEvents(page, '2-waiting');
    await startAgain(page, 2);
    expect(await current.next()).toMatchObject({ id: '3-waiting' });
    current.close();
  });

  test('are nobody else’s: not without the cookie, and not with the cookie of another page', async () => {
    const page = await openedPage(setting, 'city');
    const other = await openedPage(setting, 'city');
    const statusWith = async (cookie?: string) => {
      const answered = await fetch(`${page.url}/events`, { headers: cookie === undefined ? {} : { cookie } });
      return [answered.status, ((await answered.json()) as JsonObject).code];
    };
    expect(await statusWith()).toEqual([403, 'page_of_another_browser']);
    expect(await statusWith(other.browser.cookieFor(other.url))).toEqual([403, 'page_of_another_browser']);
    const own = page.browser.cookieFor(page.url);
    expect(await statusWith(`${own}; ${own}`)).toEqual([403, 'page_of_another_browser']);
    const nobody = await fetch(`${setting.config.publicUrl}/city/verify/${'A'.repeat(22)}/events`);
    expect(nobody.status).toBe(404);
    const foreign = await fetch(`${page.url.replace('/city/', '/bank/')}/events`, { headers: { cookie: own } });
    expect(foreign.status).toBe(404);
  });

  test('of a page that opens too many, the oldest ends', async () => {
    const page = await openedPage(setting, 'city');
    const streams: EventReader[] = [];
    for (let count = 0; count < 5; count++) {
      const stream = await openEvents(page);
      expect(await stream.next()).toMatchObject({ id: '1-waiting' });
      streams.push(stream);
    }
    expect(await streams[0]?.next()).toBeUndefined();
    streams.slice(1).forEach((stream) => stream.close());
  });

  test('end when the service closes, and the page is where it was', async () => {
    const page = await openedPage(setting, 'city');
    const events = await openEvents(page);
    expect(await events.next()).toBeDefined();
    const began = performance.now();
    const restarted = setting.restart();
    expect(await events.next()).toBeUndefined();
    // Ten seconds is what a service waits for connections that nobody ends.
    expect(performance.now() - began).toBeLessThan(8_000);
    await restarted;
    expect(await stateOf(page)).toMatchObject({ stage: 'waiting' });
  }, 60_000);
});

describe('the countdown', () => {
  test('is told in words that change seldom', () => {
    const words = [600, 571, 95, 89, 31, 30, 1, 0, -5].map((seconds) => countdownWords(seconds, 'en'));
    expect(words).toEqual([
      'About 10 minutes left.',
      'About 10 minutes left.',
      'About 2 minutes left.',
      'About a minute left.',
      'About a minute left.',
      'Less than half a minute left.',
      'Less than half a minute left.',
      'The time is over.',
      'The time is over.',
    ]);
    expect(countdownWords(180, 'fr')).toBe('Il reste environ 3 minutes.');
  });

  test('is announced at a few moments, and not every second', () => {
    let announced = 0;
    for (let left = 600; left >= -10; left--) {
      if (countdownAnnouncement(left + 1, left, 'en') !== undefined) announced += 1;
    }
    expect(announced).toBe(4);
    expect(countdownAnnouncement(301, 299, 'fr')).toBe('Il reste environ 5 minutes.');
    expect(countdownAnnouncement(299, 298, 'fr')).toBeUndefined();
  });
});
