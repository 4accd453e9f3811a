import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPortBase, RunningDemonstration, startParameters } from './running-demonstration.js';

const STARTING_MILLISECONDS = 400_000;

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'incola-problems-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  printed: string;
}

/** Runs a program to its end. */
async function runToEnd(program: string, parameters: readonly string[]): Promise<Ended> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => void (printed += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed };
}

/** `npm start` where it cannot start. */
async function startInVain(dataFolder: string, portBase: number, ...more: string[]): Promise<Ended> {
  return runToEnd(process.execPath, startParameters(dataFolder, portBase, more));
}

describe('`npm start` where it cannot start says why in a sentence, and what to do', () => {
  test('when another program has taken a port', async () => {
    const portBase = await findPortBase();
    const other = createServer().listen(portBase + 2, '127.0.0.1');
    await once(other, 'listening');
    try {
      const { code, printed } = await startInVain(join(scratch, 'taken'), portBase);
      expect(code).toBe(1);
      expect(printed).toContain(`Port ${portBase + 2}, where the verifier listens, is taken`);
      expect(printed).toContain('--port-base');
      expect(printed).not.toMatch(/^\s+at /m);
    } finally {
      other.close();
    }
  });

  test('when Node.js is too old', async () => {
    // No old Node.js can be had everywhere; this one says that it is one.
    const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.0'})`;
    const { code, printed } = await runToEnd(process.execPath, ['--import', older, resolve('bootstrap.mjs'), 'start']);
    expect(code).toBe(1);
    expect(printed).toContain('Node.js 18.20.0 is too old.');
    expect(printed).toMatch(/Install Node\.js 20\.19\.0.* or later\./);
  });

  test('when the folder is of an earlier version, or of somebody else, and removes nothing', async () => {
    const earlier = join(scratch, 'earlier');
    await mkdir(earlier);
    await writeFile(join(earlier, 'ports.json'), '{"issuer":4001,"verifier":4002,"cooperative":4003,"bank":4004}');
    const portBase = await findPortBase();
    const { code, printed } = await startInVain(earlier, portBase);
    expect([code, printed]).toEqual([1, expect.stringMatching(/earlier version.*\n.*npm start -- --fresh/)]);

    const foreign = join(scratch, 'foreign');
    await mkdir(foreign);
    await writeFile(join(foreign, 'thesis.txt'), 'years of work');
    const refused = await startInVain(foreign, portBase, '--fresh');
    expect([refused.code, refused.printed]).toEqual([1, expect.stringContaining('nothing was removed')]);
    expect(await readFile(join(foreign, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  /** A file system of its own, so small that it is full at once; `unshare` gives it to this one command. */
  const inTinyFolder = (folder: string, script: string) =>
    runToEnd('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', folder]);
  const mayMount =
    spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status ===
    0;

  (mayMount ? test : test.skip)(
    'when the disk is full, at each moment of the founding; with room again it goes on where it stopped',
    async () => {
      const folder = join(scratch, 'tiny');
      await mkdir(folder);
      const parameters = startParameters(join(folder, 'data'), await findPortBase());
      const node = [process.execPath, ...parameters].map((word) => `'${word}'`).join(' ');
      const script = ['mount -t tmpfs -o size=64k tmpfs "$1"'];
      const sizes = ['64k', '400k', '2m'];
      for (const size of sizes) {
        script.push(`mount -o remount,size=${size} "$1"`, `timeout 100 ${node}`, 'echo "ended with $?"');
      }
      // With room it runs until it is asked to stop, which is a good end. What it prints is kept outside of the full disk.
      script.push(
        'mount -o remount,size=64m "$1"',
        `${node} > "$1.printed" 2>&1 & started=$!`,
        'for second in $(seq 150); do grep -q "Incola is running" "$1.printed" && break; sleep 1; done',
        'kill -TERM $started; wait $started; ended=$?; cat "$1.printed"; echo "ended with $ended"',
      );
      const { printed } = await inTinyFolder(folder, script.join('\n'));
      expect(printed.match(/^ended with \d+$/gm)).toEqual([...sizes.map(() => 'ended with 1'), 'ended with 0']);
      expect(printed.match(/^The disk is full: .*\nMake room there/gm)).toHaveLength(sizes.length);
      expect(printed).toContain('Incola is running.');
      expect(printed).not.toMatch(/^\s+at /m);
    },
    STARTING_MILLISECONDS,
  );
});

describe('`npm start -- --fresh`', () => {
  test(
    'refuses while another start holds the folder; then removes what was founded, says what, and founds anew',
    async () => {
      const dataFolder = join(scratch, 'data');
      const portBase = await findPortBase();
      const readGenesis = () => readFile(join(dataFolder, 'founding', 'genesis.json'), 'utf8');
      const first = await RunningDemonstration.start(dataFolder, portBase);
      const genesis = await readGenesis();
      try {
        const refused = await startInVain(dataFolder, portBase, '--fresh');
        expect([refused.code, refused.printed]).toEqual([1, expect.stringContaining('Another start is running')]);
        expect((await fetch(`http://localhost:${portBase + 3}/api/v1/ledger/checkpoint`)).status).toBe(200);
        expect(await readGenesis()).toBe(genesis);
      } finally {
        await first.stop();
      }

      // Another founding's genesis over the ledger that stands: what a folder looks like that was mixed up.
      await rm(join(dataFolder, 'founded.json'));
      await rm(join(dataFolder, 'founding'), { recursive: true });
      const mixed = await startInVain(dataFolder, portBase);
      expect([mixed.code, mixed.printed]).toEqual([1, expect.stringContaining('npm start -- --fresh')]);

      await writeFile(join(dataFolder, 'mine.txt'), 'not ours');
      const second = await RunningDemonstration.start(dataFolder, portBase, '--fresh');
      try {
        expect(second.printed).toMatch(new RegExp(`Removed from ${dataFolder}: .*founding.*ports\\.json`));
        expect(second.printed).toContain('Left alone there, since it is not ours: mine.txt.');
        expect(await readGenesis()).not.toBe(genesis);
        expect(await readdir(dataFolder)).toContain('mine.txt');
      } finally {
        expect(await second.stop()).toBe(0);
      }
    },
    STARTING_MILLISECONDS,
  );
});
