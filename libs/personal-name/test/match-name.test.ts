import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import vectors from '../../../test/vectors/personal-name/name1-pairs.json' with { type: 'json' };
import { MAX_NAME_LENGTH, matchName, NAME_REASONS, NAME_RULES, nameSentence, type PersonalName } from '../src/index.js';

/** Reasons that say which side lacks something. */
const SIDED = new Set(['nothing_expected', 'nothing_presented']);

describe('the match of two names', () => {
  it('has a table of at least 120 pairs by the rules that are stated, which knows every reason', () => {
    expect(vectors.rules).toBe(NAME_RULES);
    expect(vectors.pairs.length).toBeGreaterThanOrEqual(120);
    expect(new Set(vectors.pairs.map(({ reason }) => reason))).toEqual(new Set(NAME_REASONS));
  });

  it.each(vectors.pairs)('is $outcome, $reason: $comment', ({ expected, presented, outcome, reason }) => {
    expect(matchName(expected, presented)).toEqual({ outcome, reason });
  });

  it.each(vectors.pairs.filter(({ reason }) => !SIDED.has(reason)))(
    'is the same from the other side: $comment',
    ({ expected, presented, outcome, reason }) => {
      expect(matchName(presented, expected)).toEqual({ outcome, reason });
    },
  );

  it.each(NAME_REASONS)('tells "%s" in English and French', (reason) => {
    const { en, fr } = nameSentence(reason);
    expect(en).toMatch(/^[A-Z].*\.$/u);
    expect(fr).toMatch(/^[A-ZÉ].*\.$/u);
  });

  const parts = ['Jean', 'Pierre', 'J.', '-', ' ', "d'", 'de', 'la', 'von', 'née', 'et', 'M.', 'Mme', 'ép.', 'Müller', 'Fictif', 'ß', 'Œ', '\u0301', '\u200f', 'Ж', '名', '(', '27', '\ud800']; // prettier-ignore
  const text = fc.oneof(
    fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((words) => words.join(' ')),
    fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((words) => words.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const part = fc.option(text, { nil: undefined });
  const name: fc.Arbitrary<PersonalName> = fc.record({ givenName: part, familyName: part, birthName: part });
  const each = (given: PersonalName, change: (text: string) => string): PersonalName =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change((value as string | undefined) ?? '')]));

  it('never throws, whatever the names are, and gives one of its reasons', () => {
    fc.assert(
      fc.property(name, name, (expected, presented) => {
        expect(NAME_REASONS).toContain(matchName(expected, presented).reason);
      }),
      { numRuns: 2000 },
    );
  });

  it('is no less from the other side', () => {
    fc.assert(
      fc.property(name, name, (expected, presented) => {
        const [one, other] = [matchName(expected, presented), matchName(presented, expected)];
        expect(other.outcome).toBe(one.outcome);
        if (!SIDED.has(one.reason)) expect(other.reason).toBe(one.reason);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds a name that has a given and a family name the same as itself', () => {
    fc.assert(
      fc.property(name, (given) => {
        const { outcome, reason } = matchName(given, given);
        if (outcome === 'not_available') expect(reason).toBe('nothing_expected');
        else expect(['same', 'family_name_only', 'given_name_only']).toContain(reason);
      }),
      { numRuns: 2000 },
    );
  });

  it('heeds neither case nor accents, on whichever side', () => {
    const word = fc.constantFrom(
      'Éloïse',
      'jean-pierre',
      "D'Aubinelle",
      'von Erfunden',
      'Brûlé',
      'née',
      'J.',
      'M.',
      'Łucja',
    );
    const written = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    const whole = fc.record({ givenName: written, familyName: written });
    fc.assert(
      fc.property(whole, whole, (expected, presented) => {
        const plain = matchName(expected, presented);
        const changes = [
          (value: string) => value.toUpperCase(),
          (value: string) => value.toLowerCase(),
          (value: string) => value.normalize('NFD'),
          (value: string) => value.normalize('NFD').replace(/\p{M}/gu, ''),
        ];
        for (const change of changes) {
          expect(matchName(each(expected, change), presented)).toEqual(plain);
          expect(matchName(expected, each(presented, change))).toEqual(plain);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('compares nothing beyond its limit, and what is hostile within it as fast as anything', () => {
    const hostile = ['de '.repeat(66), '-'.repeat(200), 'a\u0301'.repeat(100), "d'".repeat(100), '\ufdfa'.repeat(200), 'née '.repeat(50), 'J.-'.repeat(66)]; // prettier-ignore
    for (const text of hostile) expect(text.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
    const started = performance.now();
    for (const one of hostile) {
      for (const other of hostile) {
        matchName({ givenName: one, familyName: other, birthName: one }, { givenName: other, familyName: one });
      }
    }
    expect((performance.now() - started) / hostile.length ** 2).toBeLessThan(50);
    const enormous = 'a '.repeat(5_000_000);
    const before = performance.now();
    expect(matchName({ familyName: enormous }, { familyName: enormous }).reason).toBe('name_too_long');
    expect(performance.now() - before).toBeLessThan(50);
  });
});
