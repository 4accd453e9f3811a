import { expect, it } from '@jest/globals';
import { compareWithReference } from '../src/speed/compare-with-reference.js';

const reached = (measured: Parameters<typeof compareWithReference>[0]) =>
  compareWithReference(measured).map((comparison) => comparison.reached);

it('a rate is reached at four fifths of the reference, and not below', () => {
  expect(reached({ 'accepted, 100 in flight': 150.4 })).toEqual([true]);
  expect(reached({ 'accepted, 100 in flight': 150.3 })).toEqual([false]);
});

it('a time may be so much longer, and no longer', () => {
  expect(reached({ 'commit p50, 1 in flight': 310 })).toEqual([true]);
  expect(reached({ 'commit p50, 1 in flight': 310.1 })).toEqual([false]);
});

it('what was not measured is not compared', () => {
  expect(compareWithReference({})).toEqual([]);
});
