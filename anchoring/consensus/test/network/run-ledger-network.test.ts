import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { platformRandom, systemClock } from '#primitives';
import { runLedgerNetwork } from '../../src/network/run-ledger-network.js';
import { scratchFolder } from './fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
let printed: string[];
beforeEach(() => {
  scratch = scratchFolder();
  printed = [];
});
afterEach(() => scratch.remove());

const run = (args: readonly string[], applicationModule = join(scratch.folder, 'application.js')) =>
  runLedgerNetwork({
    args: ['--folder', join(scratch.folder, 'network'), ...args],
    environment: { path: scratch.folder, forGo: {} },
    moduleFolder: fileURLToPath(new URL('../../engine/', import.meta.url)),
    cacheFolder: join(scratch.folder, 'cache'),
    applicationModule,
    clock: systemClock,
    random: platformRandom,
    print: (line) => printed.push(line),
    whenAsked: Promise.resolve(),
  });

it.each([
  ['--validators-per-college', '0'],
  ['--validators-per-college', '11'],
  ['--validators-per-college', 'two'],
  ['--else'],
])('says how it is used: %s %s', async (...args) => {
  expect(await run(args)).toBe(2);
  expect(printed.join('\n')).toContain('Usage: npm run ledger:network');
});

it('makes nothing where the application is not built', async () => {
  expect(await run([])).toBe(1);
  expect(printed.join('\n')).toContain('application is not built');
  expect(existsSync(join(scratch.folder, 'network'))).toBe(false);
});

it('makes nothing where the engine cannot be had, and says what to do', async () => {
  writeFileSync(join(scratch.folder, 'application.js'), '');
  expect(await run([])).toBe(1);
  expect(printed.join('\n')).toContain('Install Go');
  expect(existsSync(join(scratch.folder, 'network'))).toBe(false);
});
