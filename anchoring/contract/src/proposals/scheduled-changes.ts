import { assertOurs, isCodedError, refusal } from '#primitives';
import {
  SCHEDULE_KEY,
  type ProposalRecord,
  type ProposalSubject,
  type ScheduledChange,
  type ScheduleRecord,
} from '#ledger';
import { carryOut } from '../changes/carry-out.js';
import type { BlockContext, ContractState, StateWrite } from '../contract.js';
import { joinEffects, writeOf, writeRecord, type Effect } from '../effect.js';
import { MAX_ACTIVATION_AHEAD, MAX_SCHEDULED } from '../limits.js';
import { readRecord, readSchedule } from '../read-record.js';

/** The first block for which the change holds; `null` where it holds at once. */
export function activationHeightOf(subject: ProposalSubject): number | null {
  return 'activationHeight' in subject ? subject.activationHeight : null;
}

/** @throws `activation_height_passed`, `activation_too_far`, `schedule_full` */
export function checkActivation(state: ContractState, subject: ProposalSubject, { height }: BlockContext): void {
  const activationHeight = activationHeightOf(subject);
  if (activationHeight === null) return;
  if (activationHeight <= height) throw refusal('activation_height_passed', 'The height of activation has passed.');
  if (activationHeight > height + MAX_ACTIVATION_AHEAD) {
    throw refusal('activation_too_far', 'The height of activation lies too far ahead.');
  }
  if (readSchedule(state).length >= MAX_SCHEDULED) {
    throw refusal('schedule_full', 'As many changes as possible wait for their height.');
  }
}

/** @throws the codes of `checkActivation` */
export function schedule(
  state: ContractState,
  { id, subject }: Pick<ProposalRecord, 'id' | 'subject'>,
  context: BlockContext,
): Effect {
  checkActivation(state, subject, context);
  const activationHeight = activationHeightOf(subject);
  assertOurs(activationHeight !== null, 'only what has a height is scheduled');
  const change: ScheduledChange = { activationHeight, proposal: id };
  // A stable sort: of two changes for one height, the one adopted first comes first.
  const changes = [...readSchedule(state), change].sort(
    (left, right) => left.activationHeight - right.activationHeight,
  );
  return { writes: [writeSchedule(changes)], events: [{ kind: SCHEDULE_KEY, key: SCHEDULE_KEY }] };
}

/**
 * The end of block N carries out, one by one, what holds from block N + 1 on, and the beginning of a block what became due in
 * empty ones, which carry out nothing.
 * @param height what holds from this block on is due
 * @returns the first such change's writes, or `undefined` where none is left
 */
export function carryOutDueChange(
  state: ContractState,
  context: BlockContext,
  height: number,
): StateWrite[] | undefined {
  const [first, ...later] = readSchedule(state);
  if (first === undefined || first.activationHeight > height) return undefined;
  const proposal = readRecord(state, 'proposal', first.proposal);
  assertOurs(proposal !== undefined, 'what is scheduled was proposed');
  return [writeSchedule(later), ...activate(state, proposal, context).writes];
}

function writeSchedule(changes: readonly ScheduledChange[]): StateWrite {
  const record: ScheduleRecord = { changes: [...changes] };
  return changes.length === 0 ? { key: SCHEDULE_KEY, value: null } : writeOf(SCHEDULE_KEY, record);
}

function activate(state: ContractState, proposal: ProposalRecord, context: BlockContext): Effect {
  try {
    const effect = carryOut(proposal.subject, { state, context, proposal: proposal.id });
    return joinEffects(effect, writeRecord('proposal', [proposal.id], { ...proposal, status: 'adopted' }));
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
    assertOurs(proposal.closing !== null, 'what is scheduled was closed');
    const closing = { ...proposal.closing, voidCode: error.code };
    return writeRecord('proposal', [proposal.id], { ...proposal, status: 'adopted_but_void', closing });
  }
}
