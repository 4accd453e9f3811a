import { askForType, type CredentialType } from '#credential-types';
import type { AllowedClaim } from '#ledger';
import type { ClaimsQuery, CredentialQuery, DcqlQuery } from '#openid4vp';
import { refusal } from '#primitives';
import { ContractCover } from './contract-cover.js';
import type { ExpectedPerson } from './expected-person.js';
import type { Alternative, Need, Policy } from './policy.js';
import { RULES } from './rules/rules.js';

export interface PolicyQuestion {
  dcqlQuery: DcqlQuery;
  /** In the query's order, for the notice. */
  claims: { vct: string; path: string[] }[];
}

/**
 * What is to be asked so that the policy can be judged: a credential query for each alternative, and credential sets where there
 * is a choice (OpenID4VP 1.0 §6.2). Never beyond the contract: an alternative that it does not cover is left out, and so are the
 * claims of a rule that has nothing to compare with, or none that the contract covers, where the policy accepts that.
 * @param within the claims that the contract allows; `undefined` where no contract limits it
 * @throws `policy_not_covered` where the contract leaves no alternative of a required need; `names_required`,
 *   `addresses_required` where the policy insists on a comparison for which nothing is given; `names_not_in_policy`,
 *   `addresses_not_in_policy` where something is given that nothing compares
 */
export function questionOfPolicy(
  policy: Policy,
  expected: ExpectedPerson,
  within: readonly AllowedClaim[] | undefined,
  types: readonly CredentialType[],
): PolicyQuestion {
  refuseUncompared(policy, expected);
  const cover = new ContractCover(within);
  const asked = policy.needs.map((need) => {
    const queries = need.alternatives.flatMap((one) => askFor(need, one, expected, cover, types) ?? []);
    if (need.required && queries.length === 0) {
      throw refusal('policy_not_covered', `The contract does not cover what the policy needs (${need.id}).`);
    }
    return { need, queries };
  });
  const credentials = asked.flatMap(({ queries }) => queries);
  const hasChoice = asked.some(({ need, queries }) => queries.length > 1 || (queries.length === 1 && !need.required));
  const sets = asked.flatMap(({ need, queries }) => {
    if (queries.length === 0) return [];
    return [{ options: queries.map(({ id }) => [id]), ...(need.required ? {} : { required: false }) }];
  });
  return {
    dcqlQuery: hasChoice ? { credentials, credential_sets: sets } : { credentials },
    claims: credentials.flatMap((query) => claimsOf(policy, query)),
  };
}

function refuseUncompared({ needs }: Policy, { name, addresses = [] }: ExpectedPerson): void {
  if (name !== undefined && !needs.some(({ rules }) => rules.name !== undefined)) {
    throw refusal('names_not_in_policy', 'The policy compares no name.');
  }
  if (addresses.length > 0 && !needs.some(({ rules }) => rules.address !== undefined)) {
    throw refusal('addresses_not_in_policy', 'The policy compares no address.');
  }
}

/** @returns `undefined` where the contract does not cover the alternative */
function askFor(
  need: Need,
  alternative: Alternative,
  expected: ExpectedPerson,
  cover: ContractCover,
  types: readonly CredentialType[],
): CredentialQuery | undefined {
  const { typeName, queryId, show, where } = alternative;
  const claims = new Map<string, ClaimsQuery>();
  const add = (claim: ClaimsQuery) => {
    const key = JSON.stringify(claim.path);
    // A condition and a comparison of one claim cannot both be asked; the first, which is the narrower, stands.
    if (claims.get(key)?.values === undefined) claims.set(key, claim);
  };
  for (const { path, values } of where) add({ path: placeOf(alternative, path), values: [...values] });
  for (const rule of RULES.filter((one) => one.applies(need.rules))) {
    const { isGiven, values } = rule.wants(expected);
    const ruled = rule.claims(need.rules).map((path): ClaimsQuery => {
      return { path: placeOf(alternative, path), ...(values === undefined ? {} : { values: [...values] }) };
    });
    const mayLeaveOut = rule.treatment(need.rules, 'not_available') === 'accepted';
    if (!isGiven && !mayLeaveOut) throw nothingGiven(rule.name);
    if (isGiven && (!mayLeaveOut || ruled.every((claim) => cover.has(typeName, claim)))) ruled.forEach(add);
  }
  for (const path of show) add({ path: placeOf(alternative, path) });
  const all = [...claims.values()];
  if (!cover.take(typeName, all)) return undefined;
  return { id: queryId, ...askForType(types, typeName), claims: all };
}

function nothingGiven(rule: string): Error {
  if (rule === 'name') return refusal('names_required', 'Send the name that is to be compared.');
  return refusal('addresses_required', 'Send the address that is to be confirmed.');
}

/** `parsePolicy` has seen to it that each claim lies somewhere. */
function placeOf({ pathOf }: Alternative, path: readonly string[]): string[] {
  return pathOf(path) ?? [...path];
}

function claimsOf(policy: Policy, query: CredentialQuery): PolicyQuestion['claims'] {
  const alternatives = policy.needs.flatMap((need) => need.alternatives);
  const vct = alternatives.find(({ queryId }) => queryId === query.id)?.typeName ?? '';
  return (query.claims ?? []).map(({ path }) => ({ vct, path: path.map(String) }));
}
