import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { repeatWork } from '../src/repeat-work.js';

it('work that runs when the service closes is told so, waited for, and not begun again', async () => {
  const told: boolean[] = [];
  let begun: () => void = () => undefined;
  const running = new Promise<void>((resolve) => (begun = resolve));
  const work = async (stopping: AbortSignal) => {
    begun();
    while (!stopping.aborted) await sleep(1);
    told.push(stopping.aborted);
  };
  const stop = repeatWork([{ everyMilliseconds: 1, work }], (error) => {
    throw error;
  });
  await running;
  await stop();
  expect(told).toEqual([true]);
  await sleep(20);
  expect(told).toHaveLength(1);
});
