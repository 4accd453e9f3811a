import { defineEvidenceCheck } from '../evidence-check.js';

/** A record that says `verified` over a verdict that failed, or over no credential, contradicts itself; redaction can't hide that. */
export const decision = defineEvidenceCheck({
  item: 'decision',
  needs: ['parsed'],
  gives: [],
  otherwise: 'contradictory',
  check({ parsed: { record } }) {
    const against = record.verdicts.filter(
      ({ outcome, prerequisite }) => outcome === 'failed' || (outcome === 'not_checked' && prerequisite !== undefined),
    );
    const meetsPolicy = record.policy === undefined || record.policy.outcome === 'met';
    const isVerified =
      record.credentials.length > 0 && record.verdicts.length > 0 && against.length === 0 && meetsPolicy;
    return record.decision === 'not_verified' || isVerified
      ? { outcome: 'holds', code: 'ok', given: {} }
      : {
          outcome: 'does_not_hold',
          code: 'contradictory',
          reasons: [...against.map(({ check }) => check), ...(meetsPolicy ? [] : ['policy'])],
        };
  },
});
