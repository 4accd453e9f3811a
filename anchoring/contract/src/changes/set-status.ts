import { refusal } from '#primitives';
import { VALIDATORS_KEY, type MemberRecord, type StatusChange, type ValidatorsRecord } from '#ledger';
import type { BlockContext, ContractState, StateWrite } from '../contract.js';
import { joinEffects, writeRecord, writeValue, type Change, type Effect } from '../effect.js';
import { readRecord } from '../read-record.js';
import { joinCollege, leaveCollege } from './change-active-members.js';

type SubjectKind = StatusChange['subject']['kind'];
type Status = StatusChange['status'];

const STATUSES: Record<SubjectKind, readonly Status[]> = {
  member: ['active', 'suspended', 'excluded'],
  issuer: ['active', 'suspended', 'ended'],
  verifier: ['active', 'suspended', 'ended'],
  contract: ['in_force', 'suspended', 'ended'],
};

/**
 * Suspends, takes up again, ends or excludes. What ended, ended; an excluded member's roles end with it.
 * @throws `status_not_for_subject`, `subject_unknown`, `contract_ended`, `issuer_ended`, `verifier_ended`,
 *   `member_excluded`, `status_unchanged`, `last_of_college`
 */
export const setStatus: Change<'set_status'> = ({ state, context, subject: { subject, status } }) => {
  if (!STATUSES[subject.kind].includes(status)) {
    throw refusal('status_not_for_subject', `A ${subject.kind} has no such status.`);
  }
  const record = readRecord(state, subject.kind, subject.id);
  if (record === undefined) throw refusal('subject_unknown', 'There is no such subject.');
  if (record.status === 'ended') throw refusal(`${subject.kind}_ended`, `The ${subject.kind} has ended.`);
  if (record.status === 'excluded') throw refusal('member_excluded', 'The member was excluded.');
  if (record.status === status) throw refusal('status_unchanged', 'The subject has this status already.');
  if (subject.kind === 'member') return setMemberStatus(state, context, record as MemberRecord, status);
  return writeRecord(subject.kind, [subject.id], { ...record, status });
};

function setMemberStatus(state: ContractState, { time }: BlockContext, member: MemberRecord, status: Status): Effect {
  const votes = status === 'active' ? { votesSince: time } : {};
  const effect = writeRecord(
    'member',
    [member.did],
    { ...member, status, ...votes },
    changeCollege(state, member, status),
  );
  if (status !== 'excluded') return effect;
  return joinEffects(effect, ...endRoles(state, member.did), ...endValidators(state, member));
}

function changeCollege(
  state: ContractState,
  { did, college, status: before }: MemberRecord,
  after: Status,
): StateWrite[] {
  if (after === 'active') return [joinCollege(state, college, did)];
  return before === 'active' ? [leaveCollege(state, college, did)] : [];
}

function endRoles(state: ContractState, did: string): Effect[] {
  return (['issuer', 'verifier'] as const).flatMap((role) => {
    const record = readRecord(state, role, did);
    if (record === undefined || record.status === 'ended') return [];
    return [writeRecord(role, [did], { ...record, status: 'ended' })];
  });
}

/**
 * Its validators vote no more. As with misbehaviour the last one of its college stays until members name another: without it
 * nobody could decide anything any more.
 */
function endValidators(state: ContractState, { did, college }: MemberRecord): Effect[] {
  const record = state.get(VALIDATORS_KEY) as unknown as ValidatorsRecord | undefined;
  const validators = record?.validators ?? [];
  const left = validators.filter(({ member }) => member !== did);
  const isLast = !left.some((validator) => validator.college === college);
  return left.length === validators.length || isLast ? [] : [writeValue(VALIDATORS_KEY, { validators: left })];
}
