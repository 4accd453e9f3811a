import { refusal } from '#primitives';
import { VALIDATORS_KEY, type ValidatorsRecord } from '#ledger';
import type { ContractState } from '../contract.js';
import { writeRecord, type Change } from '../effect.js';
import { requireActiveMember } from '../read-record.js';
import { joinCollege, leaveCollege } from './change-active-members.js';

/**
 * The member votes in its new college on what is proposed from now on.
 * @throws `member_unknown`, `member_excluded`, `member_suspended`, `college_unchanged`, `member_validates`, `last_of_college`
 */
export const changeCollege: Change<'change_college'> = ({ state, context, subject: { member: did, college } }) => {
  const member = requireActiveMember(state, did);
  if (member.college === college) throw refusal('college_unchanged', 'The member is in this college already.');
  requireNoValidator(state, did);
  return writeRecord('member', [did], { ...member, college, votesSince: context.time }, [
    leaveCollege(state, member.college, did),
    joinCollege(state, college, did),
  ]);
};

/**
 * Its validators' votes count as its college's, in every commit and in every proof: they would be those of a member of another
 * one, and with them perhaps all that its college has to say.
 */
function requireNoValidator(state: ContractState, did: string): void {
  const record = state.get(VALIDATORS_KEY) as unknown as ValidatorsRecord | undefined;
  if (record?.validators.some(({ member }) => member === did) !== true) return;
  throw refusal('member_validates', 'The member validates for its college: members name other validators first.');
}
