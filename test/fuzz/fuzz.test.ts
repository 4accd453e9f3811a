import { describe, expect, test } from '@jest/globals';
import { fuzz, keptInputs, readOne, type FuzzTarget } from './fuzz-target.js';
import { FUZZ_TARGETS } from './targets.js';

/** Seconds for all of them in a run of all suites; hours by `npm run fuzz -- --seconds 3600`. */
const ROUNDS = 1_500;
const MAX_MILLISECONDS = 1_500;

describe('whatever a stranger sends', () => {
  test.each(FUZZ_TARGETS)('$name is read or refused by code, and nothing else', async (target) => {
    const startedAt = performance.now();
    const isEnough = (round: number) => round >= ROUNDS || performance.now() - startedAt > MAX_MILLISECONDS;
    const { findings, rounds } = await fuzz(target, 'suite 1', isEnough);
    expect(findings.map(({ fault, input }) => ({ fault, input: Buffer.from(input).toString('base64') }))).toEqual([]);
    expect(rounds).toBeGreaterThan(0);
  });

  test.each(FUZZ_TARGETS)('of $name what was found once is read again', async (target) => {
    for (const input of keptInputs(target.name)) expect(await readOne(target, input)).not.toHaveProperty('fault');
  });
});

describe('the fuzzing itself', () => {
  const broken = (read: FuzzTarget['read']): FuzzTarget => ({
    name: 'broken',
    samples: () => [new TextEncoder().encode('{"a":[1,2,3]}')],
    read,
  });

  test('notices an error without a code', async () => {
    const target = broken((input) => {
      if (input.length < 10) throw new TypeError('cannot read');
    });
    const { findings } = await fuzz(target, '1', (round) => round > 200);
    expect(findings[0]).toMatchObject({ fault: 'TypeError: cannot read', seed: '1' });
  });

  test('notices a second reading of the same input, and repeats itself from its seed', async () => {
    const target = broken((input) => (input.includes(0x7f) ? '!taken for something else' : undefined));
    const [first, second] = await Promise.all([1, 2].map(() => fuzz(target, '7', (round) => round > 500)));
    expect(first?.findings.length).toBeGreaterThan(0);
    expect(second?.findings).toEqual(first?.findings);
  });

  test('notices what takes long', async () => {
    const target = broken(() => {
      const until = performance.now() + 1_100;
      while (performance.now() < until);
    });
    expect(await readOne(target, new Uint8Array())).toMatchObject({ fault: expect.stringMatching(/^took \d+ ms$/) });
  });
});
