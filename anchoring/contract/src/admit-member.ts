import { refusal } from '#primitives';
import type { MemberRecord } from '#ledger';
import { requireAllColleges } from './check-signers.js';
import { countActiveMembers } from './count-active-members.js';
import { writeRecord, type Rule } from './effect.js';
import { readRecord } from './read-record.js';

/** @throws `college_missing`, `member_exists` */
export const admitMember: Rule<'admit_member'> = ({ state, context, signers, payload: { member } }) => {
  requireAllColleges(signers);
  if (readRecord(state, 'member', member.did) !== undefined) {
    throw refusal('member_exists', 'The member was admitted already.');
  }
  const record: MemberRecord = { ...member, status: 'active', admittedAt: context.time };
  const effect = writeRecord('member', [member.did], record);
  return { ...effect, writes: [...effect.writes, countActiveMembers(state, member.college, 1)] };
};
