import { describe, expect, it } from '@jest/globals';
import { parseJson, parseJsonObject } from '#primitives';

const refusedWith = (code: string) => expect.objectContaining({ code, fault: 'refusal' });

describe('JSON from a peer', () => {
  it('refuses a text deeper than the limit without spending stack on it', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(() => parseJson(deep, { maxLength: 1_000_000, maxDepth: 24 })).toThrow(refusedWith('json_too_deep'));
  });

  it('does not count brackets inside strings', () => {
    const text = JSON.stringify({ brackets: '[[[[[[\\"{{{{', more: ['x'] });
    expect(parseJson(text, { maxLength: 1000, maxDepth: 2 })).toEqual({ brackets: '[[[[[[\\"{{{{', more: ['x'] });
  });

  it('refuses a text longer than the limit, garbage, and what is not an object', () => {
    expect(() => parseJson('"123456"', { maxLength: 5, maxDepth: 2 })).toThrow(refusedWith('json_too_large'));
    expect(() => parseJson('{"a":')).toThrow(refusedWith('malformed_json'));
    expect(() => parseJsonObject('[]')).toThrow(refusedWith('json_not_an_object'));
  });

  it('drops a member that would set a prototype', () => {
    const parsed = parseJsonObject('{"__proto__":{"admin":true},"name":"x"}');
    expect(Object.keys(parsed)).toEqual(['name']);
  });
});
