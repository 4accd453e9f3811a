import { refusal } from '#primitives';
import type { ContractState, StateWrite } from '../contract.js';
import { keyOwnerKey } from '../state-keys.js';

/**
 * A key is one member's, whatever its role and for good: who finds a key in the registry finds one member.
 * @param digests thumbprints of ledger keys, or digests of leaf keys
 * @throws `key_of_another_member`
 */
export function claimKeys(state: ContractState, member: string, digests: readonly string[]): StateWrite[] {
  return digests.flatMap((digest) => {
    const key = keyOwnerKey(digest);
    const owner = state.get(key) as { member: string } | undefined;
    if (owner === undefined) return [{ key, value: { member } }];
    if (owner.member === member) return [];
    throw refusal('key_of_another_member', 'A key is registered for another member.');
  });
}
