import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import {
  compareWithReference,
  describeComparison,
  tellComparisons,
  type Comparison,
} from '../src/speed/compare-with-reference.js';
import { measureMachine } from '../src/speed/measure-machine.js';

const reached = (measured: Parameters<typeof compareWithReference>[0]) =>
  compareWithReference(measured, { timesAsSlow: 2 }).map((comparison) => comparison.reached);

it('a rate is reached at four fifths of the reference, and not below', () => {
  expect(reached({ 'accepted, 100 in flight': 150.4 })).toEqual([true]);
  expect(reached({ 'accepted, 100 in flight': 150.3 })).toEqual([false]);
});

it('a time may be so much longer, and no longer', () => {
  expect(reached({ 'commit p50, 1 in flight': 310 })).toEqual([true]);
  expect(reached({ 'commit p50, 1 in flight': 310.1 })).toEqual([false]);
});

it('what was not measured is not compared', () => {
  expect(compareWithReference({}, { timesAsSlow: 2 })).toEqual([]);
});

it('what the processor decides is scaled beside what was measured, and never in its place', () => {
  const measured = { 'accepted in bulk': 300, 'commit p50, 100 in flight': 1000 };
  const compared = compareWithReference(measured, { timesAsSlow: 2 });
  expect(compared).toMatchObject([
    { measured: 300, reached: false, scaled: { measured: 600, timesAsSlow: 2, reached: true } },
    { measured: 1000, reached: false, scaled: { measured: 500, reached: true } },
  ]);
  expect(describeComparison(compared[0] as Comparison)).toMatch(/NOT reached .* scaled .* reached$/);
});

it('a faster machine than the reference makes no figure better', () => {
  const [compared] = compareWithReference({ 'accepted in bulk': 500 }, { timesAsSlow: 0.5 });
  expect(compared).toMatchObject({ reached: true, scaled: { measured: 250, reached: false } });
});

it('what timeouts decide, and sizes, are not scaled', () => {
  const measured = { 'commit p50, 1 in flight': 400, 'accepted, 10 in flight': 20, 'memory of an engine': 200 };
  for (const compared of compareWithReference(measured, { timesAsSlow: 2 })) {
    expect(compared.reached).toBe(false);
    expect(compared).not.toHaveProperty('scaled');
  }
});

it('where the machine was not measured nothing is scaled, and each figure is told in its line', () => {
  const said: string[] = [];
  const measured = { 'accepted in bulk': 300, 'resumed after all were killed': 2250 };
  const compared = tellComparisons((line) => said.push(line), measured);
  expect(compared.map((one) => [one.reached, 'scaled' in one])).toEqual([
    [false, false],
    [true, false],
  ]);
  expect(said).toEqual([
    expect.stringMatching(/bulk: 300 .s, NOT reached/),
    expect.stringMatching(/killed: 2250 ms, reached/),
  ]);
});

it('the machine is measured by its parts', () => {
  const { parts, timesAsSlow } = measureMachine({ folder: mkdtempSync(join(tmpdir(), 'incola-machine-')) });
  expect(Object.keys(parts)).toHaveLength(5);
  for (const part of Object.values(parts)) expect(part.microseconds).toBeGreaterThan(0);
  const slowest = Math.max(...Object.values(parts).map((part) => part.timesAsSlow));
  expect(timesAsSlow).toBeLessThanOrEqual(slowest);
  expect(timesAsSlow).toBeGreaterThan(0);
});
