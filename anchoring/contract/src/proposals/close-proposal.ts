import { isCodedError, refusal } from '#primitives';
import type { ProposalRecord } from '#ledger';
import { carryOut } from '../changes/carry-out.js';
import type { BlockContext, ContractState } from '../contract.js';
import { joinEffects, writeRecord, type Effect, type Rule } from '../effect.js';
import { readRecord } from '../read-record.js';
import { openProposalsKey } from '../state-keys.js';
import { decideResult } from './decide-result.js';
import { activationHeightOf, schedule } from './scheduled-changes.js';

const NOTHING: Effect = { writes: [], events: [] };

/**
 * Any one active member closes a proposal whose time is over. What the colleges adopted is carried out in the same step, or
 * waits for its height; what can't be carried out any more is adopted but void.
 * @throws `one_signer_only`, `proposal_unknown`, `voting_not_over`
 */
export const closeProposal: Rule<'close_proposal'> = ({ state, context, signers, payload }) => {
  if (signers.length !== 1) throw refusal('one_signer_only', 'One member closes a proposal.');
  const proposal = readRecord(state, 'proposal', payload.proposal);
  if (proposal === undefined) throw refusal('proposal_unknown', 'There is no such proposal.');
  if (context.time < proposal.closesAt) throw refusal('voting_not_over', 'Members may still vote.');
  const { adopted, results } = decideResult(proposal.tallies, proposal.quorumPercent);
  const carried: Carried = adopted ? tryCarryOut(proposal, state, context) : { status: 'rejected' };
  const { effect = NOTHING, status, voidCode = null } = carried;
  const closing = { closedAt: context.time, height: context.height, results, voidCode };
  const counted = openProposalsKey(proposal.proposer);
  const open = (state.get(counted) as number) - 1;
  const record: ProposalRecord = { ...proposal, status, closing };
  const closed = writeRecord('proposal', [proposal.id], record, [{ key: counted, value: open === 0 ? null : open }]);
  return joinEffects(closed, effect);
};

interface Carried {
  status: ProposalRecord['status'];
  effect?: Effect;
  voidCode?: string;
}

function tryCarryOut({ id, subject }: ProposalRecord, state: ContractState, context: BlockContext): Carried {
  try {
    const effect = carryOut(subject, { state, context, proposal: id });
    if (activationHeightOf(subject) === null) return { status: 'adopted', effect };
    return { status: 'scheduled', effect: schedule(state, { id, subject }, context) };
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
    return { status: 'adopted_but_void', voidCode: error.code };
  }
}
