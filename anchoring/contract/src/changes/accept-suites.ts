import { refusal, type Suite } from '#primitives';
import { COLLEGES, PARAMETERS_KEY } from '#ledger';
import type { BlockContext, ContractState } from '../contract.js';
import { writeValue, type Change } from '../effect.js';
import { isInForce } from '../is-in-force.js';
import { readParameters, readRecord } from '../read-record.js';
import { activeMembersOf } from './change-active-members.js';

/** Without a member that can sign, a college could never vote again. @throws `college_without_suite` */
export const acceptSuites: Change<'accept_suites'> = ({ state, context, subject: { suites } }) => {
  for (const college of COLLEGES) {
    if (!activeMembersOf(state, college).some((did) => canSign(state, did, suites, context))) {
      throw refusal('college_without_suite', `No active member of the college ${college} has a key of these suites.`);
    }
  }
  return writeValue(PARAMETERS_KEY, { ...readParameters(state), suites });
};

function canSign(state: ContractState, did: string, suites: readonly Suite[], { time }: BlockContext): boolean {
  const keys = readRecord(state, 'member', did)?.keys ?? [];
  return keys.some((key) => suites.includes(key.suite) && isInForce(key, time));
}
