import { selectClaims } from '#openid4vp';
import type { JsonObject } from '#primitives';
import type { VerifiedCredential } from '#verification';
import type { Assessment, AssessmentItem, MinimalAnswer, RuleOutcome, RuleReason } from './assessment.js';
import { reasonSentence } from './assessment.messages.js';
import type { ExpectedPerson } from './expected-person.js';
import { keepPaths } from './keep-paths.js';
import type { AcceptedIssuers, Alternative, Need, Policy } from './policy.js';
import type { ReadableCredential } from './rules/rule.js';
import { RULES } from './rules/rules.js';

/** A credential that was verified, as a policy judges it. */
export type AssessedCredential = Pick<
  VerifiedCredential,
  'credentialQueryId' | 'vct' | 'issuer' | 'issuerTrust' | 'claims'
> & {
  /** The list of trusted entities on which its issuer stands, where one does. */
  issuerList?: string | undefined;
};

interface AssessedAlternative {
  credential: AssessedCredential;
  alternative: Alternative;
  items: AssessmentItem[];
  isAccepted: boolean;
}

/**
 * Judges a verified answer by a policy. A need is met by any one credential of which every rule is accepted; the policy by all
 * needs that are required.
 * @param nowSeconds since the epoch
 * @returns every rule with its outcome and reason, and what is handed on; no item holds a claim's value
 */
export function assessAnswer(
  policy: Policy,
  expected: ExpectedPerson,
  credentials: readonly AssessedCredential[],
  nowSeconds: number,
): Assessment {
  const needs = policy.needs.map((need) => {
    const shown = need.alternatives.flatMap((alternative) =>
      credentials
        .filter((credential) => isOf(alternative, credential))
        .map((credential) => assessOne(need, alternative, credential, expected, nowSeconds)),
    );
    return { need, shown, isMet: !need.required || shown.some(({ isAccepted }) => isAccepted) };
  });
  const isMet = needs.every((need) => need.isMet);
  const items = needs.flatMap(({ need, shown }) => [itemOfNeed(need, shown), ...shown.flatMap((one) => one.items)]);
  const accepted = isMet ? needs.flatMap(({ shown }) => shown.filter(({ isAccepted }) => isAccepted)) : [];
  const telling = isMet ? accepted.flatMap((one) => one.items) : items;
  return { outcome: isMet ? 'met' : 'not_met', items, minimal: minimalOf(telling, accepted) };
}

/** Whether the credential is what the alternative asked for; its conditions are compared again (OpenID4VP 1.0 §6.4.1). */
function isOf(alternative: Alternative, credential: AssessedCredential): boolean {
  if (credential.credentialQueryId !== alternative.queryId || credential.vct !== alternative.typeName) return false;
  const readable = readableBy(alternative, credential);
  return alternative.where.every(({ path, values }) => values.some((value) => value === readable.valueAt(path)));
}

function readableBy({ pathOf }: Alternative, { claims }: AssessedCredential): ReadableCredential {
  return {
    valueAt(path) {
      const pointer = pathOf(path);
      return pointer && selectClaims(claims, pointer)?.[0]?.value;
    },
  };
}

function assessOne(
  need: Need,
  alternative: Alternative,
  credential: AssessedCredential,
  expected: ExpectedPerson,
  nowSeconds: number,
): AssessedAlternative {
  const place = { need: need.id, credentialQueryId: alternative.queryId };
  const readable = readableBy(alternative, credential);
  const isAcceptedIssuer = alternative.issuers.some((accepted) => isOneOf(accepted, credential));
  const items = [
    isAcceptedIssuer
      ? itemOf('issuer', place, { outcome: 'match', reason: 'issuer_accepted' }, true)
      : itemOf('issuer', place, { outcome: 'no_match', reason: 'issuer_not_accepted' }, false),
  ];
  for (const rule of RULES.filter((one) => one.applies(need.rules))) {
    const found = rule.judge(readable, expected, need.rules, nowSeconds);
    const isAccepted =
      found.outcome === 'match' ||
      (found.outcome !== 'no_match' && rule.treatment(need.rules, found.outcome) === 'accepted');
    items.push(itemOf(rule.name, place, found, isAccepted));
  }
  return { credential, alternative, items, isAccepted: items.every(({ accepted }) => accepted) };
}

function isOneOf(accepted: AcceptedIssuers, { issuer, issuerTrust, issuerList }: AssessedCredential): boolean {
  switch (accepted.by) {
    case 'accreditation':
      return issuerTrust === 'registry';
    case 'member':
      return issuerTrust === 'registry' && issuer === accepted.did;
    case 'list':
      return issuerTrust === 'list' && issuerList === accepted.list;
  }
}

function itemOfNeed(need: Need, shown: readonly AssessedAlternative[]): AssessmentItem {
  const place = { need: need.id };
  return shown.length > 0
    ? itemOf('credential', place, { outcome: 'match', reason: 'presented' }, true)
    : itemOf('credential', place, { outcome: 'not_available', reason: 'not_presented' }, !need.required);
}

export function itemOf(
  rule: AssessmentItem['rule'],
  place: Pick<AssessmentItem, 'need' | 'credentialQueryId'>,
  { outcome, reason }: { outcome: RuleOutcome; reason: RuleReason },
  accepted: boolean,
): AssessmentItem {
  return { rule, ...place, outcome, accepted, reason, sentence: reasonSentence(reason) };
}

const BEST_FIRST: readonly RuleOutcome[] = ['match', 'partial', 'not_available', 'no_match'];

function minimalOf(items: readonly AssessmentItem[], accepted: readonly AssessedAlternative[]): MinimalAnswer {
  const rules: MinimalAnswer['rules'] = {};
  for (const { name } of RULES) {
    const outcomes = items.filter(({ rule }) => rule === name).map(({ outcome }) => outcome);
    const best = BEST_FIRST.find((outcome) => outcomes.includes(outcome));
    if (best !== undefined) rules[name] = best;
  }
  const credentials = accepted.map(({ credential: { vct, issuer, claims }, alternative }) => ({
    ...{ vct, issuer },
    claims: shownClaims(claims, alternative),
  }));
  return { rules, credentials };
}

function shownClaims(claims: JsonObject, { show, pathOf }: Alternative): JsonObject {
  return keepPaths(
    claims,
    show.flatMap((path) => {
      const place = pathOf(path);
      return place === undefined ? [] : [place];
    }),
  );
}
