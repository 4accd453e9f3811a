import { describe, expect, it } from '@jest/globals';
import type { TypeDisplay } from '#holder';
import type { JsonValue } from '#primitives';
import { addressWords, claimLabel, claimLines, claimValue } from '../src/app/cards/claim-words.js';

const DISPLAY: TypeDisplay = {
  vct: 'urn:incola:residency:1',
  name: { en: 'Proof of residence', fr: 'Justificatif de domicile' },
  description: { en: '', fr: '' },
  claims: [
    { path: ['given_name'], label: { en: 'Given name', fr: 'Prénom' } },
    { path: ['address', 'locality'], label: { en: 'Municipality', fr: 'Commune' } },
  ],
};

describe('a claim is called', () => {
  it('as its type says, in the person’s language', () => {
    expect(claimLabel(DISPLAY, ['address', 'locality'], 'fr')).toBe('Commune');
  });
  it('by its path where nobody named it, so that nothing is told unseen', () => {
    expect(claimLabel(DISPLAY, ['evidence_date'], 'en')).toBe('evidence date');
    expect(claimLabel(undefined, ['address', 'locality'], 'en')).toBe('address · locality');
  });
});

describe('a value reads', () => {
  const cases: [string, JsonValue, string[], string, string][] = [
    ['yes', true, ['x'], 'Yes', 'Oui'],
    ['no', false, ['x'], 'No', 'Non'],
    ['a day', '2026-03-01', ['evidence_date'], '1 March 2026', '1 mars 2026'],
    ['a country', 'FR', ['address', 'country'], 'France', 'France'],
    ['a code that issuers write', 'water', ['supply_type'], 'Water', 'Eau'],
    ['a name as it is', 'Apolline', ['given_name'], 'Apolline', 'Apolline'],
    ['nothing', null, ['x'], 'Not stated', 'Non indiqué'],
    ['several', ['a', true], ['x'], 'a, Yes', 'a, Oui'],
    ['an object', { a: true, b: 'c' }, ['x'], 'Yes, c', 'Oui, c'],
    ['a property of every object', 'constructor', ['x'], 'constructor', 'constructor'],
  ];
  it.each(cases)('%s', (_what, value, path, en, fr) => {
    expect([claimValue(value, path, 'en'), claimValue(value, path, 'fr')]).toEqual([en, fr]);
  });
});

describe('a normal form of an address reads as one writes it', () => {
  it.each([
    ['fr1:12 BIS|RUE DES ERABLES|59000|LILLE', '12 bis rue des Erables, 59000 Lille'],
    [
      'fr1:1|AVENUE DE LA REPUBLIQUE|01200|VALSERINE LES ESSAIS',
      '1 avenue de la Republique, 01200 Valserine les Essais',
    ],
    ['fr1:not a form', 'fr1:not a form'],
  ])('%s', (canonical, words) => {
    expect(addressWords(canonical)).toBe(words);
  });
});

describe('the claims of a card', () => {
  it('stand in the order of their type, those that it does not name last', () => {
    const claims = { other: 'x', address: { locality: 'Lille' }, given_name: 'Apolline' };
    expect(claimLines(DISPLAY, claims, 'en').map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Given name: Apolline',
      'Municipality: Lille',
      'other: x',
    ]);
  });
});
