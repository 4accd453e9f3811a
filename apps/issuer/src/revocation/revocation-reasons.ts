/**
 * When a decision about a person goes into the public list. `at_once`: every minute counts against somebody who has the credential
 * and should not. `in_cohort`: nobody is in a hurry, and a flip by itself would tell whoever knows one credential of a person,
 * or reads the list every minute, when that person moved (Token Status List §12.4, §13.2).
 */
export type Release = 'at_once' | 'in_cohort';

/** Why, in words of ours and no free text, which would soon speak of the person; and how soon each is released. */
export const REVOCATION_RELEASES = {
  moved_out: 'in_cohort',
  contract_ended: 'in_cohort',
  data_corrected: 'in_cohort',
  requested_by_holder: 'in_cohort',
  key_lost: 'at_once',
  fraud: 'at_once',
  issued_in_error: 'at_once',
  other: 'in_cohort',
} as const satisfies Record<string, Release>;

export type RevocationReason = keyof typeof REVOCATION_RELEASES;

/** What an operator chooses from. */
export const REVOCATION_REASONS = Object.keys(REVOCATION_RELEASES) as [RevocationReason, ...RevocationReason[]];

/** What happens without an operator: a customer was erased; a code was used twice (RFC 6749 §4.1.2). */
export const UNASKED_RELEASES = { erased: 'in_cohort', code_reused: 'at_once' } as const satisfies Record<
  string,
  Release
>;

/** A suspension is a suspicion, or lifts one: neither waits. */
export const SUSPENSION_REASONS = ['under_investigation', 'requested_by_holder', 'other'] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

export type DecisionReason = RevocationReason | keyof typeof UNASKED_RELEASES;

export function releaseOf(reason: DecisionReason): Release {
  return { ...REVOCATION_RELEASES, ...UNASKED_RELEASES }[reason];
}

/** How many persons make a cohort, and for how long at most the first of them waits for the others. */
export interface CohortSettings {
  revocationCohortPersons: number;
  revocationCohortSeconds: number;
}

/**
 * After how many seconds at most no verifier accepts a credential that was revoked for this reason (design §5).
 * @param publishedBoundSeconds from the release to every verifier: publish interval, `ttl` and clock skew
 */
export function boundOf(reason: DecisionReason, publishedBoundSeconds: number, cohort: CohortSettings): number {
  return publishedBoundSeconds + (releaseOf(reason) === 'at_once' ? 0 : cohort.revocationCohortSeconds);
}
