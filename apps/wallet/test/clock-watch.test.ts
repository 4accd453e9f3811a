import { describe, expect, it } from '@jest/globals';
import { isWrongClock, watchClock } from '../src/app/clock/clock-watch.js';

const THEIRS = Date.parse('2026-11-21T10:00:00Z');

async function aheadBy(seconds: number, headers: Record<string, string>, takesSeconds = 0): Promise<number[]> {
  const reports: number[] = [];
  let now = THEIRS + seconds * 1000 - (takesSeconds * 1000) / 2;
  const fetch = watchClock(
    async () => {
      now += takesSeconds * 1000;
      return new Response('{}', { headers });
    },
    () => now,
    (ahead) => reports.push(ahead),
  );
  await fetch('https://cooperative.example/api/v1/ledger/height', {});
  return reports;
}

describe('the device’s clock', () => {
  it.each([0, 30, -30, 600, -86_400])('is compared with the cooperative’s: %d seconds ahead', async (seconds) => {
    const date = new Date(THEIRS).toUTCString();
    expect(await aheadBy(seconds, { date })).toEqual([seconds]);
    expect(await aheadBy(seconds, { date }, 8)).toEqual([seconds]);
  });

  it('is not judged by an answer without a date, or with none that can be read', async () => {
    expect(await aheadBy(900, {})).toEqual([]);
    expect(await aheadBy(900, { date: 'yesterday' })).toEqual([]);
  });

  it('is wrong from more than two minutes on, in either direction', () => {
    expect([120, -120, 121, -121].map(isWrongClock)).toEqual([false, false, true, true]);
  });
});
