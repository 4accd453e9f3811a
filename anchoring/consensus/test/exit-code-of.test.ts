import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
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

describe('what the system refuses is said with what to do about it', () => {
  const failed = async (perform: () => unknown) => {
    const { code, lines } = await run(
      () => 'task',
      async () => void (await perform()),
    );
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    return lines[0];
  };

  it('a file that is not there', async () => {
    expect(await failed(() => readFileSync('/nowhere/trust.json'))).toBe(
      "/nowhere/trust.json is not there. Check the path: a relative one begins at the project's folder.",
    );
  });

  it('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const sentence = await failed(() => once(createServer().listen(port, '127.0.0.1'), 'listening'));
    server.close();
    expect(sentence).toBe(`127.0.0.1:${port} is in use by another program. End that one, or choose another port.`);
  });

  it.each([
    ['EROFS', /mounted for reading only/],
    ['ENOSPC', /the disk is full\. Make room/],
    ['EACCES', /may not be used by this user\. Run the command as its owner/],
  ])('%s', async (code, sentence) => {
    const error = Object.assign(new Error(code), { code, syscall: 'open', path: '/var/lib/x' });
    expect(await failed(() => Promise.reject(error))).toMatch(sentence);
  });
});

it('hides no fault of ours', async () => {
  await expect(
    run(
      () => 'task',
      () => Promise.reject(new TypeError('ours')),
    ),
  ).rejects.toThrow('ours');
});
