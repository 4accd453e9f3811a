import type { CredentialType } from '#credential-types';
import type { DataUseContract } from '#ledger';
import type { DcqlQuery } from '#openid4vp';
import { refusal } from '#primitives';
import { questionOfPolicy, type Policy } from '#verification-policy';
import { buildQuestion, type Question } from './build-question.js';
import { coverQuery } from './cover-query.js';
import type { ExpectedNames } from './expected-vault.js';

export interface WantedQuestion {
  claims?: string[][] | undefined;
  /** A query of the tenant's own; it must lie within the contract. */
  dcql?: DcqlQuery | undefined;
  policy?: Policy | undefined;
  /** Whom the tenant expects; never part of the request. */
  expected?: ExpectedNames | undefined;
  /** In the normal form. */
  addresses: readonly string[];
}

/**
 * The question by a policy, by a query of the tenant's own, or by the claims that it wants of the contract.
 * @throws the codes of `questionOfPolicy`, `coverQuery` and `buildQuestion`; `expected_without_policy`, since nothing else
 *   compares a name
 */
export function chooseQuestion(
  contract: Pick<DataUseContract, 'claims'>,
  { claims, dcql, policy, expected, addresses }: WantedQuestion,
  types: readonly CredentialType[],
): Question {
  if (policy !== undefined) return questionOfPolicy(policy, { name: expected, addresses }, contract.claims, types);
  if (expected !== undefined) throw refusal('expected_without_policy', 'A name is compared by a policy only.');
  return dcql === undefined ? buildQuestion(contract, claims, addresses, types) : coverQuery(contract, dcql, addresses);
}
