import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalAddress,
  parseCanonicalAddress,
  toPostalAddress,
  withoutCedex,
  type PostalAddress,
} from '../src/index.js';
import vectors from './tricky-pairs.json' with { type: 'json' };

function canonicalOf(address: PostalAddress): string {
  const result = canonicalAddress(address);
  return result.outcome === 'canonical' ? result.canonical : `${result.field}: ${result.code}`;
}

describe('the normal form of an address', () => {
  it.each(vectors.canonical)('is written byte for byte: $comment', ({ address, canonical }) => {
    expect(canonicalOf(address)).toBe(canonical);
  });

  it.each(vectors.pairs.filter((pair) => pair.match))('is one for two spellings: $comment', ({ left, right }) => {
    expect(canonicalOf(left)).toMatch(/^fr1:/);
    expect(canonicalOf(right)).toBe(canonicalOf(left));
  });

  it.each(vectors.pairs.filter((pair) => !pair.match))('keeps two addresses apart: $comment', ({ left, right }) => {
    expect(canonicalOf(left)).toMatch(/^fr1:/);
    expect(canonicalOf(right)).toMatch(/^fr1:/);
    expect(canonicalOf(right)).not.toBe(canonicalOf(left));
  });

  it.each(vectors.notCanonical)('is refused with $code: $comment', ({ address, code, field }) => {
    expect(canonicalAddress(address)).toEqual({ outcome: 'not_canonical', code, field });
  });

  const words = ['12', '3', '012', 'bis', 'B', 'R', 'L', '-', '/', 'à', ',', '\n', ' - ', 'rue', 'av', 'des', 'de', "l'", 'Lilas', 'deux', 'St', 'Col', 'apt', 'bât', 'étage', '2e', 'porte', 'lot', 'lieu-dit', 'résidence', 'chez', 'n°', 'grande', 'Hugo', 'cour', '59000', 'Пушкин', '€']; // prettier-ignore
  const lines = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => `12 rue ${text}`),
  );
  const municipalities = fc.oneof(fc.constantFrom('Lille', 'PARIS 11', "L'Haÿ", 'St Denis', 'cedex'), fc.string({ unit: 'grapheme' })); // prettier-ignore

  it('is a fixed point: written as an address again, it has itself as its normal form', () => {
    fc.assert(
      fc.property(lines, municipalities, (street_address, locality) => {
        const result = canonicalAddress({ street_address, locality, postal_code: '59000', country: 'FR' });
        if (result.outcome !== 'canonical') return;
        const parts = parseCanonicalAddress(result.canonical);
        expect(canonicalOf(toPostalAddress(parts))).toBe(result.canonical);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['fr1:12|RUE|A|5900', 'fr2:12|RUE DES LILAS|59000|LILLE', 'fr1:012|RUE X|59000|LILLE', 'fr1:12|RUE  X|59000|LILLE', 'fr1:12|RUE X|59000|LILLE|X'])(
    'refuses "%s" where the normal form is expected',
    (text) => {
      expect(() => parseCanonicalAddress(text)).toThrow(expect.objectContaining({ code: 'malformed_canonical_address' }));
    },
  ); // prettier-ignore

  it.each([
    ['LILLE CEDEX', 'LILLE'],
    ['Lille Cedex 09', 'Lille'],
    ['Cedexville', 'Cedexville'],
    ['cedex', 'cedex'],
  ])('names the municipality of "%s" "%s"', (locality, municipality) => {
    expect(withoutCedex(locality)).toBe(municipality);
  });
});
