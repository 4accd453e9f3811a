import type { AppliedPolicy } from '#evidence';
import type { DcqlQuery } from '#openid4vp';
import type { SubjectVault } from '#service-kit/vault';
import type { VerificationOutcome, VerificationPolicy } from '#verification';
import {
  assessAnswer,
  assessByChangedPolicy,
  assessRefusedAnswer,
  type Assessment,
  type AssessmentItem,
  type Policy,
} from '#verification-policy';
import { openExpected } from '../presentation-requests/expected-vault.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import type { Policies } from './policies.js';

/** What a policy said of an answer. */
export interface PolicyDecision {
  policy: Pick<AppliedPolicy, 'id' | 'version' | 'digest'>;
  assessment: Assessment;
}

interface PolicyParts {
  policies: Policies;
  vault: SubjectVault;
}

/** The policy by which a presentation was asked, in whichever version is here now; `undefined` where there is none. */
export function policyOf(
  { policyId }: Pick<Presentation, 'policyId'>,
  { policies }: Pick<PolicyParts, 'policies'>,
): Policy | undefined {
  return policyId === null ? undefined : policies.find(policyId);
}

/** The limits of a verification, with those that the policy names. */
export function limitsUnder(policy: Policy | undefined, limits: VerificationPolicy): VerificationPolicy {
  if (policy === undefined) return limits;
  const { onStatusUnavailable, maxStatusOutageSeconds } = policy;
  return { ...limits, onStatusUnavailable, maxStatusOutageSeconds };
}

/** The state with the stricter of the ledger's own limit and the policy's. */
export function stateUnder<State extends { maxProofAgeSeconds: number }>(
  policy: Policy | undefined,
  state: State,
): State {
  if (policy === undefined) return state;
  return { ...state, maxProofAgeSeconds: Math.min(state.maxProofAgeSeconds, policy.maxLedgerProofAgeSeconds) };
}

/**
 * Judges what was decided by the policy under which it was asked. An answer that does not meet it is not verified, and none of
 * it is kept. A policy that was changed meanwhile judges nothing.
 * @param nowSeconds since the epoch: the reading that the checks had
 * @returns `undefined` where the presentation was asked by no policy
 */
export async function applyPolicy(
  presentation: Presentation,
  { outcome, dcqlQuery, nowSeconds }: { outcome: VerificationOutcome; dcqlQuery: DcqlQuery; nowSeconds: number },
  parts: PolicyParts,
): Promise<PolicyDecision | undefined> {
  const { policyId: id, policyVersion: version } = presentation;
  if (id === null || version === null) return undefined;
  const policy = policyOf(presentation, parts);
  if (policy?.version !== version) {
    return { policy: { id, version, digest: null }, assessment: assessByChangedPolicy() };
  }
  const decide = (assessment: Assessment) => ({ policy: { id, version, digest: policy.digest }, assessment });
  if (outcome.decision !== 'verified') return decide(assessRefusedAnswer(policy, outcome.verdicts));
  const expected = {
    name: (await openExpected(parts.vault, presentation))?.names,
    addresses: addressesAsked(policy, dcqlQuery),
  };
  return decide(assessAnswer(policy, expected, outcome.credentials, nowSeconds));
}

/** A presentation that was verified, and does not meet its policy, is not. */
export function underPolicy(outcome: VerificationOutcome, decision: PolicyDecision | undefined): VerificationOutcome {
  if (decision === undefined || decision.assessment.outcome === 'met') return outcome;
  return { ...outcome, decision: 'not_verified', credentials: [] };
}

/** The spellings of the address that the question named, in the normal form. */
function addressesAsked({ needs }: Policy, { credentials }: DcqlQuery): string[] {
  const asked = needs.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ queryId, pathOf }) => {
      const place = JSON.stringify(pathOf(['address_canonical']));
      const claims = credentials.find(({ id }) => id === queryId)?.claims ?? [];
      return claims.find(({ path }) => JSON.stringify(path) === place)?.values ?? [];
    }),
  );
  return [...new Set(asked.map(String))];
}

/**
 * What the signed record says of it: policy, outcome and rules. Of a rule that was accepted its reason is left out, which may tell
 * how somebody's name is written; it is sealed with the answer.
 */
export function recordedPolicy({ policy, assessment }: PolicyDecision): AppliedPolicy {
  return { ...policy, outcome: assessment.outcome, rules: assessment.items.map(recordedRule) };
}

function recordedRule({ sentence: _sentence, reason, ...item }: AssessmentItem): AppliedPolicy['rules'][number] {
  return item.accepted ? item : { ...item, reason };
}
