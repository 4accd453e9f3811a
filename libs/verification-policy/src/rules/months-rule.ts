import type { Rule } from './rule.js';

/** The person has been supplied at the address for so many months; the credential answers yes or no for certain numbers. */
export const monthsRule: Rule = {
  name: 'months',
  applies: ({ minimumMonths }) => minimumMonths !== undefined,
  claims: ({ minimumMonths }) => [pathOf(minimumMonths)],
  wants: () => ({ isGiven: true }),
  judge(credential, _expected, { minimumMonths }) {
    const shown = credential.valueAt(pathOf(minimumMonths));
    if (typeof shown !== 'boolean') return { outcome: 'not_available', reason: 'months_not_presented' };
    return shown ? { outcome: 'match', reason: 'long_enough' } : { outcome: 'no_match', reason: 'not_long_enough' };
  },
  treatment: () => 'refused',
};

function pathOf(months: number | undefined): string[] {
  return ['resident_for_months_equal_or_over', String(months)];
}
