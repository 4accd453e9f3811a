import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { measureLevel, type Level } from '../src/speed/measure-levels.js';
import type { Acceptance } from '../src/load/steady-load.js';

const clock = () => performance.now();

/** A ledger that answers slowly at first, and fast once it has accepted so many. */
function startWarmingLoad(slow: number) {
  const acceptances: Acceptance[] = [];
  let isEnding = false;
  const running = (async () => {
    while (!isEnding) {
      const acceptedAt = clock();
      const latency = acceptances.length < slow ? 1000 : 10;
      for (let one = 0; one < 20; one++) acceptances.push({ sentAt: acceptedAt - latency, acceptedAt });
      await sleep(5);
    }
  })();
  const stop = async () => {
    isEnding = true;
    await running;
  };
  return { acceptances, stop };
}

const measure = (inFlight: Level, slow: number) =>
  measureLevel(inFlight, async () => startWarmingLoad(slow), {
    clock,
    warmUpMilliseconds: 50,
    measuredMilliseconds: 200,
  });

it('with 100 in flight nothing is measured before the processes have executed so much that they are fast', async () => {
  const figures = await measure(100, 1000);
  expect(figures.p50Milliseconds).toBeCloseTo(10);
  expect(figures.p95Milliseconds).toBeCloseTo(10);
  expect(figures.accepted).toBeGreaterThan(0);
});

it('what is still slow after that is measured as it is', async () => {
  expect((await measure(100, Infinity)).p50Milliseconds).toBeCloseTo(1000);
});

it('with fewer in flight the warm-up has its time alone', async () => {
  expect((await measure(10, Infinity)).accepted).toBeLessThan(1000);
  expect((await measure(1, 0)).p50Milliseconds).toBeCloseTo(10);
});
