import type { CredentialType } from '#credential-types';
import { refusal } from '#primitives';
import { CLAIMS_OF_BIRTH } from './claim-sources.js';
import type { BirthEvidence, CustomerFacts } from './customer-facts.js';

/** Whether a type says something of its holder's age. */
export function needsBirthEvidence(type: CredentialType): boolean {
  return type.claims.some(({ path: [name = ''] }) => CLAIMS_OF_BIRTH.has(name));
}

/** The ages, in years, of which a type says whether they are reached: `12`, `18` … */
export function agesOfType(type: CredentialType): string[] {
  return type.claims.flatMap(({ path: [name = '', age] }) =>
    CLAIMS_OF_BIRTH.has(name) && age !== undefined ? [age] : [],
  );
}

/**
 * What a credential of this type would rest on. Age is attested from evidence of a verified date of birth only: that somebody
 * has a supply contract tells nothing of it (design §4).
 * @returns `null` for a type that needs no such evidence
 * @throws `birth_evidence_missing`: also where what was shown says nothing of an age that the type names
 */
export function checkEvidence(type: CredentialType, facts: Pick<CustomerFacts, 'birth'>): BirthEvidence | null {
  if (!needsBirthEvidence(type)) return null;
  const { birth } = facts;
  if (birth === undefined || ('reached' in birth && !agesOfType(type).every((age) => age in birth.reached))) {
    throw refusal('birth_evidence_missing', 'No evidence of a verified date of birth is recorded.');
  }
  return birth.evidence;
}
