import type { Rule } from './rule.js';

/** The person has reached an age; the credential answers yes or no for certain ages. */
export const ageRule: Rule = {
  name: 'age',
  applies: ({ minimumAge }) => minimumAge !== undefined,
  claims: ({ minimumAge }) => [pathOf(minimumAge)],
  wants: () => ({ isGiven: true }),
  judge(credential, _expected, { minimumAge }) {
    const shown = credential.valueAt(pathOf(minimumAge));
    if (typeof shown !== 'boolean') return { outcome: 'not_available', reason: 'age_not_presented' };
    return shown ? { outcome: 'match', reason: 'old_enough' } : { outcome: 'no_match', reason: 'not_old_enough' };
  },
  treatment: () => 'refused',
};

function pathOf(age: number | undefined): string[] {
  return ['age_equal_or_over', String(age)];
}
