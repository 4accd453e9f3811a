import { refusal } from '#primitives';
import type { College } from '#ledger';
import type { ContractState, StateWrite } from './contract.js';
import { collegeKey } from './state-keys.js';

/** A college without an active member could never vote again, and nothing would be unanimous. @throws `last_of_college` */
export function countActiveMembers(state: ContractState, college: College, change: 1 | -1): StateWrite {
  const key = collegeKey(college);
  const { activeMembers } = (state.get(key) ?? { activeMembers: 0 }) as { activeMembers: number };
  const next = activeMembers + change;
  if (next < 1) throw refusal('last_of_college', "The last active member of a college can't be suspended.");
  return { key, value: { activeMembers: next } };
}
