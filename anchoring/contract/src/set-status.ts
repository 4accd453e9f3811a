import { refusal } from '#primitives';
import type { LedgerPayloads, MemberRecord } from '#ledger';
import { requireAllColleges } from './check-signers.js';
import { countActiveMembers } from './count-active-members.js';
import { writeOf, writeRecord, type Effect, type Rule } from './effect.js';
import { readRecord } from './read-record.js';
import { sequenceKey } from './state-keys.js';
import type { ContractState } from './contract.js';

type SetStatus = LedgerPayloads['set_status'];

const STATUSES: Record<SetStatus['subject']['kind'], readonly SetStatus['status'][]> = {
  member: ['active', 'suspended'],
  issuer: ['active', 'suspended'],
  verifier: ['active', 'suspended'],
  contract: ['in_force', 'suspended', 'ended'],
};

/**
 * @throws `college_missing`, `status_not_for_subject`, `subject_unknown`, `sequence_out_of_order`, `contract_ended`,
 *   `status_unchanged`, `last_of_college`
 */
export const setStatus: Rule<'set_status'> = ({ state, signers, payload }) => {
  requireAllColleges(signers);
  const { subject, status, sequence } = payload;
  if (!STATUSES[subject.kind].includes(status)) {
    throw refusal('status_not_for_subject', `A ${subject.kind} has no such status.`);
  }
  const record = readRecord(state, subject.kind, subject.id);
  if (record === undefined) throw refusal('subject_unknown', 'There is no such subject.');
  const counted = sequenceKey(subject.kind, subject.id);
  if (sequence !== ((state.get(counted) as number | undefined) ?? 0) + 1) {
    throw refusal('sequence_out_of_order', "The sequence is not the subject's next one.");
  }
  if (record.status === 'ended') throw refusal('contract_ended', 'The contract has ended.');
  if (record.status === status) throw refusal('status_unchanged', 'The subject has this status already.');
  const effect = writeRecord(subject.kind, [subject.id], { ...record, status });
  const counts = subject.kind === 'member' ? recount(state, record as MemberRecord, status) : [];
  return { ...effect, writes: [...effect.writes, writeOf(counted, sequence), ...counts] };
};

function recount(state: ContractState, { college }: MemberRecord, status: SetStatus['status']): Effect['writes'] {
  return [countActiveMembers(state, college, status === 'active' ? 1 : -1)];
}
