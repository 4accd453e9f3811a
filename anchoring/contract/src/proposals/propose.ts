import { refusal } from '#primitives';
import { COLLEGES, type College, type ProposalRecord, type Tally } from '#ledger';
import { carryOut } from '../changes/carry-out.js';
import { activeMembersOf } from '../changes/change-active-members.js';
import { requireOnly } from '../check-signers.js';
import type { BlockContext, ContractState } from '../contract.js';
import { writeRecord, type Rule } from '../effect.js';
import { readGovernance, readRecord } from '../read-record.js';
import { isKeyOwnerKey, openProposalsKey } from '../state-keys.js';
import { isEntitled } from './is-entitled.js';
import { checkActivation } from './scheduled-changes.js';

/**
 * A member proposes. What could not be carried out today is refused at once; quorum and electorate are today's, and the keys
 * that it names are their member's already.
 * @throws `not_the_member`, `too_many_open_proposals`, `voting_too_short`, `voting_too_long`, `opening_too_far`,
 *   the codes of `checkActivation` and of the subject's change
 */
export const propose: Rule<'propose'> = ({ state, context, signers, payload: { proposal } }) => {
  requireOnly(signers, proposal.proposer);
  const { quorumPercent, maxOpenProposals, minVotingSeconds, maxVotingSeconds } = readGovernance(state);
  const counted = openProposalsKey(proposal.proposer);
  const open = ((state.get(counted) as number | undefined) ?? 0) + 1;
  if (open > maxOpenProposals) {
    throw refusal('too_many_open_proposals', 'The member has as many proposals open as it may.');
  }
  // Voting can't begin before the block that makes it possible.
  const opensAt = Math.max(proposal.opensAt, context.time);
  const votingSeconds = proposal.closesAt - opensAt;
  if (votingSeconds < minVotingSeconds) throw refusal('voting_too_short', 'The time to vote is too short.');
  if (votingSeconds > maxVotingSeconds) throw refusal('voting_too_long', 'The time to vote is too long.');
  if (opensAt > context.time + maxVotingSeconds) throw refusal('opening_too_far', 'The voting opens too far ahead.');
  checkActivation(state, proposal.subject, context);
  const { writes } = carryOut(proposal.subject, { state, context, proposal: proposal.id });
  // The keys that it names are public from now on: another member who registers one as its own can't void what is voted on.
  const claims = writes.filter(({ key }) => isKeyOwnerKey(key));
  const record: ProposalRecord = {
    ...proposal,
    opensAt,
    proposedAt: context.time,
    status: 'open',
    quorumPercent,
    tallies: emptyTallies(state, context),
    closing: null,
  };
  return writeRecord('proposal', [proposal.id], record, [{ key: counted, value: open }, ...claims]);
};

function emptyTallies(state: ContractState, { time }: BlockContext): Record<College, Tally> {
  const tallies = COLLEGES.map((college): [College, Tally] => {
    const entitled = activeMembersOf(state, college).filter((did) => {
      const member = readRecord(state, 'member', did);
      return member !== undefined && isEntitled(member, time);
    });
    return [college, { electorate: entitled.length, yes: 0, no: 0, abstain: 0 }];
  });
  return Object.fromEntries(tallies) as Record<College, Tally>;
}
