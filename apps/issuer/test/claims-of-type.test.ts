import { describe, expect, test } from '@jest/globals';
import type { CredentialType } from '#credential-types';
import { readCredentialTypes } from '#service-kit/schemas';
import { monthsBetween, yearsBetween } from '../src/claims/calendar-time.js';
import { checkEvidence } from '../src/claims/check-evidence.js';
import { claimsOfType, claimsWithoutSource } from '../src/claims/claims-of-type.js';
import type { CustomerFacts } from '../src/claims/customer-facts.js';

const types = await readCredentialTypes('schemas');
const typeOf = (id: string) => types.find((type) => type.id === id) as CredentialType;
const TODAY = '2026-07-15';

const facts: CustomerFacts & { customerNumber: string } = {
  ...{ givenName: 'Zoé', familyName: 'Inventée', streetAddress: '3 place Fictive', postalCode: '01234' },
  ...{ locality: 'Essai CEDEX 9', region: 'Ain', country: 'FR', addressCanonical: 'fr1:x', supplyType: 'water' },
  ...{ role: 'contract_holder', supplyStartDate: '2026-01-01', evidenceDate: '2026-07-01' },
  customerNumber: 'C-77',
};
const evidence = { kind: 'identity_document', assurance: 'substantial', date: '2026-06-01' } as const;
const bornOn = (date: string) => ({ ...facts, birth: { date, evidence } });

describe('calendar time', () => {
  test.each([
    ['2025-01-15', '2025-04-15', 3],
    ['2025-01-15', '2025-04-14', 2],
    ['2024-12-31', '2025-02-28', 1],
    ['2025-01-31', '2025-03-01', 1],
    ['2024-02-29', '2025-02-28', 11],
    ['2024-02-29', '2025-03-01', 12],
    ['2026-05-01', '2026-04-30', -1],
  ])('counts whole months: from %s to %s', (since, today, months) => {
    expect(monthsBetween(since, today)).toBe(months);
  });

  test.each([
    ['2008-07-15', '2026-07-14', 17],
    ['2008-07-15', '2026-07-15', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-07-15', '2026-07-15', 0],
  ])('counts years of age: born %s, on %s', (birth, today, years) => {
    expect(yearsBetween(birth, today)).toBe(years);
  });
});

describe('the claims of a credential', () => {
  test('are those that its type defines and nothing else: never a customer number', () => {
    const residency = typeOf('residency');
    const claims = claimsOfType(residency, bornOn('1990-05-05'), TODAY);
    expect(JSON.stringify(claims)).not.toMatch(/C-77|1990|age/);
    expect(claims).toMatchObject({
      address: { region: 'Ain', locality: 'Essai', formatted: '3 place Fictive\n01234 Essai CEDEX 9\nFR' },
      resident_for_months_equal_or_over: { '3': true, '6': true, '12': false, '24': false },
    });
    const fewer = { ...residency, claims: residency.claims.filter(({ path }) => path[0] === 'supply_type') };
    expect(claimsOfType(fewer, facts, TODAY)).toEqual({ supply_type: 'water' });
  });

  test('of a municipality hold neither name nor street', () => {
    const claims = claimsOfType(typeOf('municipality'), facts, TODAY);
    expect(claims).toEqual({ locality: 'Essai', postal_code: '01234', country: 'FR', evidence_date: '2026-07-01' });
  });

  test('of age say which ages are reached, and never the date of birth', () => {
    expect(claimsOfType(typeOf('age'), bornOn('2008-07-15'), TODAY)).toEqual({
      age_equal_or_over: { '12': true, '14': true, '16': true, '18': true, '21': false, '65': false },
    });
    expect(claimsOfType(typeOf('age'), bornOn('2008-07-16'), TODAY)).toMatchObject({
      age_equal_or_over: { '16': true, '18': false },
    });
  });

  test.each(types)('of the type $id are all fed by something', (type) => {
    expect(claimsWithoutSource(type)).toEqual([]);
    const odd = { ...type.claims[0]!, path: ['consumption'] };
    expect(claimsWithoutSource({ ...type, claims: [...type.claims, odd] })).toEqual(['consumption']);
  });
});

describe('evidence of a date of birth', () => {
  test('is refused where none is recorded: a supply contract is none', () => {
    expect(() => checkEvidence(typeOf('age'), facts)).toThrow(
      expect.objectContaining({ code: 'birth_evidence_missing' }),
    );
  });

  test('is kept by kind, level and day, without the date of birth', () => {
    expect(checkEvidence(typeOf('age'), bornOn('1990-05-05'))).toEqual(evidence);
  });

  test('is not asked for where no age is attested', () => {
    for (const id of ['residency', 'municipality']) expect(checkEvidence(typeOf(id), bornOn('1990-05-05'))).toBeNull();
  });
});
