import { describe, expect, it } from '@jest/globals';
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

  it('refuses what JSON cannot carry', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined, () => 1]) {
      expect(() => canonicalJson(value as JsonValue)).toThrow(expect.objectContaining({ code: 'not_canonical' }));
    }
  });
});
