import type { CredentialType } from '#credential-types';
import { refusal } from '#primitives';
import { CLAIMS_OF_BIRTH } from './claim-sources.js';
import type { BirthEvidence, CustomerFacts } from './customer-facts.js';

/** Whether a type says something of its holder's age. */
export function needsBirthEvidence(type: CredentialType): boolean {
  return type.claims.some(({ path: [name = ''] }) => CLAIMS_OF_BIRTH.has(name));
}

/**
 * What a credential of this type would rest on. Age is attested from evidence of a verified date of birth only: that somebody
 * has a supply contract tells nothing of it (design §4).
 * @returns `null` for a type that needs no such evidence
 * @throws `birth_evidence_missing`
 */
export function checkEvidence(type: CredentialType, facts: Pick<CustomerFacts, 'birth'>): BirthEvidence | null {
  if (!needsBirthEvidence(type)) return null;
  if (facts.birth === undefined) {
    throw refusal('birth_evidence_missing', 'No evidence of a verified date of birth is recorded.');
  }
  return facts.birth.evidence;
}
