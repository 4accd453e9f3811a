import { assertOurs, refusal } from '#primitives';
import {
  GOVERNANCE_KEY,
  PARAMETERS_KEY,
  SCHEDULE_KEY,
  stateKey,
  type GovernanceRules,
  type LedgerParameters,
  type MemberRecord,
  type ScheduledChange,
  type ScheduleRecord,
  type StateRecordKind,
  type StateRecords,
} from '#ledger';
import type { ContractState } from './contract.js';

/** Reads a record that the contract itself wrote, so that its shape is known. */
export function readRecord<Kind extends StateRecordKind>(
  state: ContractState,
  kind: Kind,
  ...parts: readonly (string | number)[]
): StateRecords[Kind] | undefined {
  return state.get(stateKey(kind, ...parts)) as unknown as StateRecords[Kind] | undefined;
}

/** @throws `member_unknown` */
export function readMember(state: ContractState, did: string): MemberRecord {
  const member = readRecord(state, 'member', did);
  if (member === undefined) throw refusal('member_unknown', 'There is no such member.');
  return member;
}

/** @throws `member_unknown`, `member_excluded`, `member_suspended` */
export function requireActiveMember(state: ContractState, did: string): MemberRecord {
  const member = requireNotExcluded(readMember(state, did));
  if (member.status !== 'active') throw refusal('member_suspended', 'The member is suspended.');
  return member;
}

/** @throws `member_excluded` */
export function requireNotExcluded(member: MemberRecord): MemberRecord {
  if (member.status === 'excluded') throw refusal('member_excluded', 'The member was excluded.');
  return member;
}

export function readParameters(state: ContractState): LedgerParameters {
  const parameters = state.get(PARAMETERS_KEY);
  assertOurs(parameters !== undefined, 'the genesis wrote the parameters');
  return parameters as unknown as LedgerParameters;
}

export function readGovernance(state: ContractState): GovernanceRules {
  const governance = state.get(GOVERNANCE_KEY);
  assertOurs(governance !== undefined, 'the genesis wrote the rules of governance');
  return governance as unknown as GovernanceRules;
}

export function readSchedule(state: ContractState): readonly ScheduledChange[] {
  return ((state.get(SCHEDULE_KEY) ?? { changes: [] }) as unknown as ScheduleRecord).changes;
}
