import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BROKEN_WORLDS } from './broken-worlds.js';
import type { EpisodeResult } from './episode.js';
import { forkSimulation } from './fork-simulation.mjs';
import { createInvariants } from './invariants/index.js';

const MINUTES = 60_000;
/** What a person decides is drawn: in some seed he agrees. */
const MOST_SEEDS = 12;
let simulation: ChildProcess;

beforeAll(async () => {
  simulation = forkSimulation();
  await once(simulation, 'message');
}, 5 * MINUTES);

afterAll(async () => {
  simulation.send({});
  await once(simulation, 'exit');
}, MINUTES);

describe('an invariant of the simulation', () => {
  it.each(BROKEN_WORLDS.map(({ noticedBy, what }, broken) => [noticedBy, what, broken] as const))(
    '“%s” notices %s',
    async (noticedBy, _what, broken) => {
      for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
        const { breaches } = await run({ seed, broken });
        if (breaches.length === 0) continue;
        expect(breaches.join('\n')).toContain(noticedBy);
        return;
      }
      throw new Error('nobody noticed');
    },
    5 * MINUTES,
  );

  it(
    'is silent about the same stories where nothing is broken',
    async () => {
      for (const broken of BROKEN_WORLDS.keys()) {
        const { breaches } = await run({ seed: broken + 1, broken, whole: true });
        expect(breaches).toEqual([]);
      }
    },
    5 * MINUTES,
  );

  it('has a broken world that it notices', () => {
    const noticed = new Set(BROKEN_WORLDS.map(({ noticedBy }) => noticedBy));
    expect(createInvariants().filter(({ name }) => !noticed.has(name))).toEqual([]);
  });
});

describe('the command', () => {
  it(
    'runs each seed to the same trace twice',
    () => {
      const { status, last } = simulate('--seeds', '6', '--times', '2');
      expect(last).toMatchObject({ ok: true, seeds: 12 });
      expect(status).toBe(0);
    },
    5 * MINUTES,
  );

  it('refuses an option that it does not know', () => {
    expect(simulate('--sedes', '3').status).toBe(1);
  });
});

async function run(episode: { seed: number; broken: number; whole?: boolean }): Promise<EpisodeResult> {
  simulation.send(episode);
  const [result] = (await once(simulation, 'message')) as [EpisodeResult];
  return result;
}

function simulate(...options: string[]) {
  const program = join(import.meta.dirname, 'run-simulation.mjs');
  const { status, stdout } = spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  return { status, last: line.startsWith('{') ? (JSON.parse(line) as unknown) : undefined };
}
