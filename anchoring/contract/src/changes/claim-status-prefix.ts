import { refusal } from '#primitives';
import type { ContractState, StateWrite } from '../contract.js';
import { STATUS_PREFIXES_KEY } from '../state-keys.js';

/**
 * Status lists under a prefix are one issuer's: no prefix lies within another one. An issuer's new prefix replaces its old
 * one; a prefix without an issuer in force stays taken, since credentials may still name its lists.
 * @throws `status_prefix_taken`
 */
export function claimStatusPrefix(state: ContractState, member: string, prefix: string): StateWrite[] {
  const standing = (state.get(STATUS_PREFIXES_KEY) ?? {}) as Record<string, string>;
  if (standing[prefix] === member) return [];
  const others = Object.entries(standing).filter(([, owner]) => owner !== member);
  if (others.some(([other]) => other.startsWith(prefix) || prefix.startsWith(other))) {
    throw refusal('status_prefix_taken', "The prefix lies within another issuer's, or around it.");
  }
  return [{ key: STATUS_PREFIXES_KEY, value: { ...Object.fromEntries(others), [prefix]: member } }];
}
