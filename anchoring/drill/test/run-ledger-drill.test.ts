import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DrillCase } from '../src/drill-case.js';
import { requireShown } from '../src/require-shown.js';
import { runLedgerDrill } from '../src/run-ledger-drill.js';
import { drillScratch } from './drill-scratch.js';

let scratch: ReturnType<typeof drillScratch>;
let engine: string;
const own = fileURLToPath(import.meta.url);

beforeAll(() => {
  scratch = drillScratch();
  engine = join(scratch.folder, 'cometbft');
  writeFileSync(engine, '#!/bin/sh\necho 0.39.4\n');
  chmodSync(engine, 0o755);
});
afterAll(() => scratch.remove());

const shown: DrillCase = {
  name: 'shown',
  shows: 'something is as it must be',
  run: async () => ({ sentence: 'It is.', figures: { milliseconds: 7 } }),
};
const failing: DrillCase = {
  name: 'failing',
  shows: 'something is not as it must be',
  run: async () => {
    requireShown(false, 'It is not.');
    return { sentence: '', figures: {} };
  },
};

async function drill(args: string[], applicationModule = own) {
  const lines: string[] = [];
  const exitCode = await runLedgerDrill({
    args,
    cases: [shown, failing],
    environment: { configured: engine, path: '', forGo: {} },
    moduleFolder: fileURLToPath(new URL('../../consensus/engine/', import.meta.url)),
    cacheFolder: scratch.folder,
    clockSource: own,
    projectFolder: scratch.folder,
    applicationModule,
    hostileModule: own,
    shiftedModule: own,
    holderModule: own,
    clock: scratch.tools.clock,
    random: scratch.tools.random,
    print: (line) => lines.push(line),
  });
  return { exitCode, lines, last: lines.at(-1) ?? '' };
}

it('ends with one line of JSON that has the figures of each case', async () => {
  const { exitCode, last } = await drill(['--only', 'shown']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(last)).toMatchObject({
    ok: true,
    scale: 'short',
    cases: { shown: { ok: true, figures: { milliseconds: 7 } } },
  });
});

it('a case that is not shown is a failure of the whole, with its reason, and the others still run', async () => {
  const { exitCode, last, lines } = await drill([]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(last)).toMatchObject({
    ok: false,
    cases: { shown: { ok: true }, failing: { ok: false, code: 'not_shown', reason: 'It is not.' } },
  });
  expect(lines).toContain('  FAILED: It is not.');
});

it('lists its cases', async () => {
  const { exitCode, lines } = await drill(['--list']);
  expect(exitCode).toBe(0);
  expect(lines).toEqual(['shown: something is as it must be', 'failing: something is not as it must be']);
});

it.each([[['--only', 'unheard-of']], [['--scale', 'huge']], [['--links', 'cables']], [['--fast']]])(
  'refuses %j',
  async (args) => {
    const { exitCode, last } = await drill(args);
    expect(exitCode).toBe(2);
    expect(JSON.parse(last)).toEqual({ ok: false, code: 'usage' });
  },
);

it('says so where the application is not built', async () => {
  const { exitCode, last } = await drill([], join(scratch.folder, 'missing.js'));
  expect(exitCode).toBe(1);
  expect(JSON.parse(last)).toMatchObject({ ok: false, code: 'application_missing' });
});
