import { refusal } from '#primitives';
import type { MemberKey } from '#ledger';
import type { ContractState } from '../contract.js';
import { readParameters } from '../read-record.js';

/** A key of another suite could sign nothing. @throws `suite_not_accepted` */
export function requireAcceptedSuites(state: ContractState, keys: readonly Pick<MemberKey, 'suite'>[]): void {
  const { suites } = readParameters(state);
  if (!keys.every(({ suite }) => suites.includes(suite))) {
    throw refusal('suite_not_accepted', "A key's suite is not accepted.");
  }
}
