import { expect } from '@jest/globals';
import type { FictiveEngine } from './fictive-engine.js';

/**
 * Nobody can bring the bytes into the ledger: they don't wait, also where they waited, aren't proposed, are a reason to vote
 * against a block, and change nothing where validators decided on them all the same.
 */
export async function expectRefused(engine: FictiveEngine, bytes: Uint8Array, code: string): Promise<void> {
  const before = (await engine.ask('/head')).value;
  for (const type of [0, 1]) {
    expect(await engine.check(bytes, type)).toMatchObject({ code: 1, log: { outcome: 'refused', code } });
  }
  expect(await engine.prepare([bytes])).toEqual([]);
  expect(await engine.process([bytes])).toBe(2);
  expect(engine.reported.at(-1)?.message).toContain(code);
  const { finalizeBlock } = await engine.finalize([bytes]);
  expect(finalizeBlock?.txResults.map((result) => result.code)).toEqual([1]);
  expect((await engine.ask('/head')).value).toEqual(before);
}
