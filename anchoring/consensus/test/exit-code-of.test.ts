import { expect, it } from '@jest/globals';
import { outage, refusal } from '#primitives';
import { exitCodeOf } from '../src/command/exit-code-of.js';

async function run(read: () => string | undefined, perform: (task: string) => Promise<void> = async () => undefined) {
  const lines: string[] = [];
  const code = await exitCodeOf({ usage: 'Usage: so', print: (line) => lines.push(line), read, perform });
  return { code, lines };
}

it('is 0 for what was done, and 2 with the usage for what nobody can read', async () => {
  expect(await run(() => 'task')).toEqual({ code: 0, lines: [] });
  expect(await run(() => undefined)).toEqual({ code: 2, lines: ['Usage: so'] });
});

it.each([
  ['performing refuses', () => 'task', () => Promise.reject(refusal('no', 'Not so.'))],
  ['performing meets an outage', () => 'task', () => Promise.reject(outage('away', 'Not so.'))],
  [
    'reading refuses',
    (): string => {
      throw refusal('no', 'Not so.');
    },
    undefined,
  ],
])('is 1 with its sentence where %s', async (_, read, perform) => {
  expect(await run(read, perform)).toEqual({ code: 1, lines: ['Not so.'] });
});

it('hides no fault of ours', async () => {
  await expect(
    run(
      () => 'task',
      () => Promise.reject(new TypeError('ours')),
    ),
  ).rejects.toThrow('ours');
});
