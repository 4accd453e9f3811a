import { refusal } from '#primitives';
import type { MemberRecord } from '#ledger';
import { writeRecord, type Change } from '../effect.js';
import { countOneMore } from '../limits.js';
import { readRecord } from '../read-record.js';
import { joinCollege } from './change-active-members.js';
import { claimKeys } from './claim-keys.js';
import { requireAcceptedSuites } from './require-accepted-suites.js';

/**
 * Whoever was excluded is not admitted again under the same DID.
 * @throws `member_exists`, `suite_not_accepted`, `key_of_another_member`, `too_many_records`
 */
export const admitMember: Change<'admit_member'> = ({ state, context, subject: { member } }) => {
  if (readRecord(state, 'member', member.did) !== undefined) {
    throw refusal('member_exists', 'The member was admitted already.');
  }
  requireAcceptedSuites(state, member.keys);
  const record: MemberRecord = { ...member, status: 'active', admittedAt: context.time };
  return writeRecord('member', [member.did], record, [
    joinCollege(state, member.college, member.did),
    countOneMore(state, 'member'),
    ...claimKeys(
      state,
      member.did,
      member.keys.map(({ id }) => id),
    ),
  ]);
};
