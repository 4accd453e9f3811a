import { describe, expect, test } from '@jest/globals';
import { monthsBetween, residencyClaims } from '../src/credential/residency-claims.js';
import { readCredentialTypes } from '#service-kit/schemas';

describe('residency claims', () => {
  test.each([
    ['2025-01-15', '2025-04-15', 3],
    ['2025-01-15', '2025-04-14', 2],
    ['2024-12-31', '2025-02-28', 1],
    ['2025-01-31', '2025-03-01', 1],
    ['2024-02-29', '2025-02-28', 11],
    ['2024-02-29', '2025-03-01', 12],
    ['2026-05-01', '2026-04-30', -1],
  ])('counts whole months by the calendar: from %s to %s', (since, today, months) => {
    expect(monthsBetween(since, today)).toBe(months);
  });

  test('are those that the type defines and nothing else: never a customer number', async () => {
    const [type] = await readCredentialTypes('schemas');
    const facts = {
      ...{ givenName: 'Zoé', familyName: 'Inventée', streetAddress: '3 place Fictive', postalCode: '01234' },
      ...{ locality: 'Essai CEDEX 9', region: 'Ain', country: 'FR', addressCanonical: 'fr1:x', supplyType: 'water' },
      ...{ role: 'contract_holder', supplyStartDate: '2026-01-01', evidenceDate: '2026-07-01' },
      customerNumber: 'C-77',
    };
    const claims = residencyClaims(type!, facts, '2026-07-15');
    expect(JSON.stringify(claims)).not.toContain('C-77');
    expect(claims).toMatchObject({
      address: { region: 'Ain', locality: 'Essai', formatted: '3 place Fictive\n01234 Essai CEDEX 9\nFR' },
      resident_for_months_equal_or_over: { '3': true, '6': true, '12': false, '24': false },
    });
    const fewer = { ...type!, claims: type!.claims.filter(({ path }) => path[0] === 'supply_type') };
    expect(residencyClaims(fewer, facts, '2026-07-15')).toEqual({ supply_type: 'water' });
  });
});
