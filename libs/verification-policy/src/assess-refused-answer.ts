import type { Verdict } from '#verification';
import { itemOf } from './assess-answer.js';
import type { Assessment, AssessmentItem } from './assessment.js';
import type { Policy } from './policy.js';

/**
 * What a policy says of an answer that was not verified: never met. Where the address was shown and differs, that is told as the
 * rule's outcome, and nothing else of what was shown (design §4).
 * @param verdicts of `verifyPresentation`
 */
export function assessRefusedAnswer(policy: Policy, verdicts: readonly Verdict[]): Assessment {
  const items = policy.needs.flatMap((need): AssessmentItem[] => {
    if (need.rules.address === undefined) return [];
    return need.alternatives
      .filter(({ queryId }) => verdicts.some((verdict) => isNotConfirmed(verdict, queryId)))
      .map(({ queryId }) => {
        const place = { need: need.id, credentialQueryId: queryId };
        return itemOf('address', place, { outcome: 'no_match', reason: 'not_confirmed' }, false);
      });
  });
  const found =
    items.length > 0 ? items : [itemOf('credential', {}, { outcome: 'not_available', reason: 'not_verified' }, false)];
  const rules = items.length > 0 ? { address: 'no_match' as const } : {};
  return { outcome: 'not_met', items: found, minimal: { rules, credentials: [] } };
}

/** The policy that the question was made by is not the one that is in force now: nothing is judged by another. */
export function assessByChangedPolicy(): Assessment {
  const item = itemOf('policy', {}, { outcome: 'not_available', reason: 'policy_changed' }, false);
  return { outcome: 'not_met', items: [item], minimal: { rules: {}, credentials: [] } };
}

function isNotConfirmed({ check, code, credentialQueryId }: Verdict, queryId: string): boolean {
  return check === 'query-answered' && code === 'not_confirmed' && credentialQueryId === queryId;
}
