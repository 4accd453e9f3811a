import { refusal } from '#primitives';
import { writeRecord, type Change } from '../effect.js';
import { requireActiveMember } from '../read-record.js';
import { joinCollege, leaveCollege } from './change-active-members.js';

/**
 * The member votes in its new college on what is proposed from now on.
 * @throws `member_unknown`, `member_excluded`, `member_suspended`, `college_unchanged`, `last_of_college`
 */
export const changeCollege: Change<'change_college'> = ({ state, context, subject: { member: did, college } }) => {
  const member = requireActiveMember(state, did);
  if (member.college === college) throw refusal('college_unchanged', 'The member is in this college already.');
  return writeRecord('member', [did], { ...member, college, votesSince: context.time }, [
    leaveCollege(state, member.college, did),
    joinCollege(state, college, did),
  ]);
};
