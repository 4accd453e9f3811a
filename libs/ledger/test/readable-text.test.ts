import { describe, expect, it } from '@jest/globals';
import { readableText } from '../src/shapes.js';

const reads = (text: string) => readableText(100).safeParse(text).success;

describe('a text that people read on the ledger', () => {
  it('is taken in any script, with lines', () => {
    for (const text of ['Élise d’Essai', 'Ελένη', 'مريم', 'two\nlines', '👩‍👧', 'Cœur'])
      expect([text, reads(text)]).toEqual([text, true]);
  });

  it.each([
    ['a control character', 'Bank\u0007'],
    ['a carriage return', 'Bank\rCity'],
    ['a character that turns what stands beside it', 'Bank \u202Egnihton'],
    ['an isolate of direction', 'Bank \u2066x'],
    ['half a character', 'Bank \uD800'],
    ['nothing', ''],
    ['too much', 'x'.repeat(101)],
  ])('is refused with %s', (_, text) => {
    expect(reads(text)).toBe(false);
  });
});
