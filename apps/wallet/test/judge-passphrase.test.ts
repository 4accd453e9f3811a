import { describe, expect, it } from '@jest/globals';
import { isAcceptable, judgePassphrase, normalPassphrase } from '../src/app/passphrase/judge-passphrase.js';

describe('a new passphrase', () => {
  it.each([
    ['', 'empty'],
    ['elevenchars', 'short'],
    ['😀😃😄😁', 'short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'repetitive'],
    ['abababababababab', 'repetitive'],
    ['1234567890123', 'repetitive'],
    ['abcdefghijklmnop', 'repetitive'],
    ['ponmlkjihgfedcba', 'repetitive'],
    ['x'.repeat(2_000), 'too_long'],
  ])('is refused when it is %j', (passphrase, judgement) => {
    expect(judgePassphrase(passphrase)).toBe(judgement);
    expect(isAcceptable(judgePassphrase(passphrase))).toBe(false);
  });

  it.each([
    ['table lune fou', 'fair'],
    ['тарелка луна', 'fair'],
    ['table lune fourchette', 'good'],
  ])('is accepted for its length, not for kinds of characters: %j', (passphrase, judgement) => {
    expect(judgePassphrase(passphrase)).toBe(judgement);
    expect(isAcceptable(judgePassphrase(passphrase))).toBe(true);
  });

  it('is the same on every keyboard, however an accent is typed', () => {
    expect(normalPassphrase('cafe\u0301 fermé')).toBe(normalPassphrase('café ferme\u0301'));
    expect(normalPassphrase('Café')).not.toBe(normalPassphrase('café'));
  });
});
