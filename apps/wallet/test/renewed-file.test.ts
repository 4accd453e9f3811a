import { expect, it } from '@jest/globals';
import { RenewedFile } from '../src/server/renewed-file.js';

it('reads a file anew once a minute has passed, and keeps what it had where that fails, which it reports', async () => {
  const time = { now: 0 };
  const reported: unknown[] = [];
  let content: string | Error = 'first';
  const readFile = () => (content instanceof Error ? Promise.reject(content) : Promise.resolve(content));
  const file = await RenewedFile.open(readFile, { clock: () => time.now, report: (error) => reported.push(error) });
  content = 'second';
  time.now = 59_999;
  expect(await file.read()).toBe('first');
  time.now = 60_000;
  expect(await file.read()).toBe('second');
  content = new Error('half written');
  time.now = 120_000;
  expect(await file.read()).toBe('second');
  expect(reported).toEqual([content]);
  const none = RenewedFile.open(readFile, { clock: () => time.now, report: () => undefined });
  await expect(none).rejects.toThrow('half written');
});
