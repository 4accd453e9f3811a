import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type JsonValue } from '#primitives';

describe('canonical JSON', () => {
  it('writes the example of RFC 8785 §3.2.2 as §3.2.3 does', () => {
    const input = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as JsonValue;
    expect(canonicalJson(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('has one form for the same value, in whatever order its members stand', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(reversed(value as JsonValue))).toBe(text);
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
      }),
    );
    const numbered = { '10': 1, '9': 2, a: { b: 1, B: 2 } };
    expect(canonicalJson(numbered)).toBe('{"10":1,"9":2,"a":{"B":2,"b":1}}');
  });

  it('refuses what JSON cannot carry, also inside of what is in order', () => {
    for (const value of [Number.NaN, '\ud800', undefined, () => 1]) {
      for (const outer of [[value], { a: 1, b: value }, { a: [{ b: value }] }]) {
        expect(() => canonicalJson(outer as JsonValue)).toThrow(expect.objectContaining({ code: 'not_canonical' }));
      }
    }
    expect(() => canonicalJson({ '\ud800': 1 })).toThrow(expect.objectContaining({ code: 'not_canonical' }));
  });

  it('refuses what JSON cannot carry', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined, () => 1]) {
      expect(() => canonicalJson(value as JsonValue)).toThrow(expect.objectContaining({ code: 'not_canonical' }));
    }
  });
});

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, reversed(one)]),
  );
}
