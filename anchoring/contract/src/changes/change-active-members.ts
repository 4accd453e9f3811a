import { refusal } from '#primitives';
import type { College } from '#ledger';
import type { ContractState, StateWrite } from '../contract.js';
import { collegeKey } from '../state-keys.js';

/** DIDs of a college's active members, sorted. */
export function activeMembersOf(state: ContractState, college: College): readonly string[] {
  return ((state.get(collegeKey(college)) ?? { activeMembers: [] }) as { activeMembers: string[] }).activeMembers;
}

export function joinCollege(state: ContractState, college: College, did: string): StateWrite {
  const activeMembers = [...activeMembersOf(state, college), did].sort();
  return { key: collegeKey(college), value: { activeMembers } };
}

/** A college without an active member could never vote again, and nothing would be unanimous. @throws `last_of_college` */
export function leaveCollege(state: ContractState, college: College, did: string): StateWrite {
  const activeMembers = activeMembersOf(state, college).filter((one) => one !== did);
  if (activeMembers.length === 0) {
    throw refusal('last_of_college', 'The last active member of a college has to stay.');
  }
  return { key: collegeKey(college), value: { activeMembers } };
}
