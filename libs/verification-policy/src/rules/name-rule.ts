import { matchName } from '#personal-name';
import type { JsonValue } from '#primitives';
import type { Rule } from './rule.js';

/** The credential's name is the one that is expected, as far as `matchName` says. */
export const nameRule: Rule = {
  name: 'name',
  applies: ({ name }) => name !== undefined,
  claims: () => [['given_name'], ['family_name']],
  wants: ({ name }) => ({ isGiven: name !== undefined }),
  judge(credential, { name }) {
    return matchName(name ?? {}, {
      givenName: textOf(credential.valueAt(['given_name'])),
      familyName: textOf(credential.valueAt(['family_name'])),
    });
  },
  treatment: ({ name }, outcome) => (outcome === 'partial' ? name?.partial : name?.notAvailable) ?? 'refused',
};

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
