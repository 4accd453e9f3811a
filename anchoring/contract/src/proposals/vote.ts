import { refusal } from '#primitives';
import { stateKey, type BallotRecord, type ProposalRecord } from '#ledger';
import { requireOnly } from '../check-signers.js';
import type { BlockContext, ContractState } from '../contract.js';
import { writeOf, writeRecord, type Rule } from '../effect.js';
import { readMember, readRecord } from '../read-record.js';
import { isEntitled } from './is-entitled.js';

/**
 * A member casts its ballot, or another one instead. A ballot that was cast counts, whatever becomes of the member.
 * @throws `not_the_member`, `proposal_unknown`, `proposal_not_open`, `proposal_closed`, `not_entitled`,
 *   `ballot_counter_out_of_order`
 */
export const vote: Rule<'vote'> = ({ state, context, signers, payload: { ballot } }) => {
  requireOnly(signers, ballot.member);
  const proposal = readOpenProposal(state, ballot.proposal, context);
  const member = readMember(state, ballot.member);
  if (!isEntitled(member, proposal.proposedAt)) {
    throw refusal('not_entitled', 'Only who voted in its college before the proposal was made votes on it.');
  }
  const earlier = readRecord(state, 'ballot', ballot.proposal, ballot.member);
  if (ballot.counter !== (earlier?.counter ?? 0) + 1) {
    throw refusal('ballot_counter_out_of_order', "The counter is not the ballot's next one.");
  }
  const tally = { ...proposal.tallies[member.college] };
  if (earlier !== undefined) tally[earlier.choice]--;
  tally[ballot.choice]++;
  const record: BallotRecord = { ...ballot, college: member.college, castAt: context.time };
  const counted: ProposalRecord = { ...proposal, tallies: { ...proposal.tallies, [member.college]: tally } };
  return writeRecord('ballot', [ballot.proposal, ballot.member], record, [
    writeOf(stateKey('proposal', proposal.id), counted),
  ]);
};

function readOpenProposal(state: ContractState, id: string, { time }: BlockContext): ProposalRecord {
  const proposal = readRecord(state, 'proposal', id);
  if (proposal === undefined) throw refusal('proposal_unknown', 'There is no such proposal.');
  if (time < proposal.opensAt) throw refusal('proposal_not_open', 'The voting has not opened yet.');
  if (proposal.status !== 'open' || time >= proposal.closesAt) {
    throw refusal('proposal_closed', 'The voting is over.');
  }
  return proposal;
}
