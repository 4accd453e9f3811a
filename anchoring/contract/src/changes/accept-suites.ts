import { refusal, type Suite } from '#primitives';
import { COLLEGES, PARAMETERS_KEY } from '#ledger';
import type { BlockContext, ContractState } from '../contract.js';
import { writeValue, type Change } from '../effect.js';
import { isInForce } from '../is-in-force.js';
import { readGovernance, readParameters, readRecord } from '../read-record.js';
import { activeMembersOf } from './change-active-members.js';

/** With fewer members that can sign than its quorum, a college could never decide again. @throws `college_without_suite` */
export const acceptSuites: Change<'accept_suites'> = ({ state, context, subject: { suites } }) => {
  const { quorumPercent } = readGovernance(state);
  for (const college of COLLEGES) {
    const active = activeMembersOf(state, college);
    const able = active.filter((did) => canSign(state, did, suites, context)).length;
    if (able === 0 || able * 100 < quorumPercent * active.length) {
      throw refusal(
        'college_without_suite',
        `Too few active members of the college ${college} have a key of these suites.`,
      );
    }
  }
  return writeValue(PARAMETERS_KEY, { ...readParameters(state), suites });
};

function canSign(state: ContractState, did: string, suites: readonly Suite[], { time }: BlockContext): boolean {
  const keys = readRecord(state, 'member', did)?.keys ?? [];
  return keys.some((key) => suites.includes(key.suite) && isInForce(key, time));
}
