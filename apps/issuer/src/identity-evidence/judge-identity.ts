import type { TrustedEntity } from '#trust';
import type { VerificationOutcome } from '#verification';
import type { ShownAges } from '../claims/customer-facts.js';
import type { IdentityRefusal } from './identity-refusals.messages.js';
import { identityTypeOf } from './identity-question.js';
import { readShownAges } from './read-shown-ages.js';

/** By what the outcome is judged. */
export interface IdentityMeasure {
  trustedEntities: readonly TrustedEntity[];
  minimumAssurance: 'substantial' | 'high';
  /** In years, as they were asked. */
  ages: readonly string[];
  /** YYYY-MM-DD, in France. */
  today: string;
}

export type JudgedIdentity = { outcome: 'shown'; ages: ShownAges } | { outcome: 'refused'; refusal: IdentityRefusal };

/**
 * What becomes of an answer: the ages with the kind of evidence, and nothing else of it; or why not. Assurance below substantial proves no age (EU Age
 * Verification architecture §4.3), and an entity of which nothing is said vouches for nothing.
 */
export function judgeIdentity(outcome: VerificationOutcome, measure: IdentityMeasure): JudgedIdentity {
  const [credential] = outcome.credentials;
  if (outcome.decision !== 'verified' || credential === undefined) return refused(refusalOf(outcome));
  const entity = measure.trustedEntities.find(({ id }) => id === credential.issuer);
  const type = identityTypeOf(credential.vct);
  if (credential.issuerTrust !== 'list' || entity === undefined || type === undefined) {
    return refused('identity_issuer_unknown');
  }
  const { levelOfAssurance: assurance } = entity;
  if (assurance === undefined || assurance === 'low') return refused('identity_assurance_too_low');
  if (measure.minimumAssurance === 'high' && assurance !== 'high') return refused('identity_assurance_too_low');
  const { format, kind } = type;
  const reached = readShownAges({ format, claims: credential.claims }, measure.ages, measure.today);
  if (reached === undefined) return refused('identity_ages_unreadable');
  const shown = { type: credential.vct, list: entity.list };
  return { outcome: 'shown', ages: { reached, evidence: { kind, assurance, date: measure.today, shown } } };
}

/** A citizen is told what he can do something about. */
const BY_CHECK: readonly { check: string; codes: readonly string[] | 'any'; refusal: IdentityRefusal }[] = [
  { check: 'issuer-chain', codes: ['chain_untrusted', 'chain_on_no_list'], refusal: 'identity_issuer_unknown' },
  { check: 'issuer-accredited', codes: 'any', refusal: 'identity_issuer_unknown' },
  { check: 'credential-validity', codes: ['credential_expired'], refusal: 'identity_expired' },
  { check: 'mdoc-validity', codes: ['credential_expired'], refusal: 'identity_expired' },
  { check: 'status', codes: ['revoked'], refusal: 'identity_revoked' },
];

function refusalOf({ verdicts }: VerificationOutcome): IdentityRefusal {
  const failed = verdicts.filter(({ outcome }) => outcome === 'failed');
  for (const { check, codes, refusal } of BY_CHECK) {
    const [only, ...others] = failed;
    // Only where nothing else is wrong: a forger learns of no reason.
    if (only?.check === check && others.length === 0 && (codes === 'any' || codes.includes(only.code))) return refusal;
  }
  return 'identity_not_verified';
}

function refused(refusal: IdentityRefusal): JudgedIdentity {
  return { outcome: 'refused', refusal };
}
