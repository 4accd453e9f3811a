import { assertOurs, canonicalJson, refusal, type JsonValue } from '#primitives';
import {
  COLLEGES,
  stateKey,
  type BallotChoice,
  type BallotRecord,
  type College,
  type LedgerTransaction,
  type MemberRecord,
  type ProposalRecord,
  type Tally,
} from '#ledger';
import { decideResult } from '#anchoring/contract';

interface CastBallot {
  choice: BallotChoice;
  college: College;
}

/** A vote that is over, counted again. */
export interface CountedVote {
  proposal: string;
  kind: string;
  status: ProposalRecord['status'];
  tallies: Record<College, Tally>;
}

type ReadState = { get(key: string): JsonValue | undefined };

/**
 * Counts the votes of a log a second time, by itself: who cast which ballot last, in which college, and what the rule makes
 * of it. What the contract wrote down is compared with that, never taken over.
 */
export class VoteCount {
  readonly #ballots = new Map<string, Map<string, CastBallot>>();
  readonly #closed: string[] = [];

  /** @param state after the block */
  read(ledgerTransactions: readonly LedgerTransaction[], state: ReadState): void {
    for (const { body } of ledgerTransactions) {
      if (body.kind === 'propose') this.#ballots.set(body.payload.proposal.id, new Map());
      if (body.kind === 'close_proposal') this.#closed.push(body.payload.proposal);
      if (body.kind !== 'vote') continue;
      const { proposal, member, choice } = body.payload.ballot;
      const ballots = this.#ballots.get(proposal);
      assertOurs(ballots !== undefined, 'a ballot that was accepted is of a proposal');
      ballots.set(member, { choice, college: collegeOf(state, proposal, member) });
    }
  }

  /** @throws `vote_miscounted` */
  close(state: ReadState): CountedVote[] {
    return this.#closed.map((id) => this.#count(id, state));
  }

  #count(id: string, state: ReadState): CountedVote {
    const record = state.get(stateKey('proposal', id)) as unknown as ProposalRecord | undefined;
    if (record?.closing === undefined || record.closing === null) throw miscounted(id);
    const tallies = this.#talliesOf(id, record);
    const { adopted, results } = decideResult(tallies, record.quorumPercent);
    const same =
      canonicalJson(tallies as unknown as JsonValue) === canonicalJson(record.tallies as unknown as JsonValue) &&
      canonicalJson(results) === canonicalJson(record.closing.results);
    if (!same || adopted !== (record.status !== 'rejected')) throw miscounted(id);
    return { proposal: id, kind: record.subject.kind, status: record.status, tallies };
  }

  /** Who could vote is the contract's own count at the time of proposing, which executing the log again has confirmed. */
  #talliesOf(id: string, record: ProposalRecord): Record<College, Tally> {
    const cast = [...(this.#ballots.get(id) ?? new Map<string, CastBallot>()).values()];
    const tallies = COLLEGES.map((college): [College, Tally] => {
      const count = (choice: BallotChoice) =>
        cast.filter((ballot) => ballot.college === college && ballot.choice === choice).length;
      const { electorate } = record.tallies[college];
      return [college, { electorate, yes: count('yes'), no: count('no'), abstain: count('abstain') }];
    });
    return Object.fromEntries(tallies) as Record<College, Tally>;
  }
}

/** The ballot's own record; the member's, should there be none. */
function collegeOf(state: ReadState, proposal: string, member: string): College {
  const ballot = state.get(stateKey('ballot', proposal, member)) as unknown as BallotRecord | undefined;
  const record = state.get(stateKey('member', member)) as unknown as MemberRecord | undefined;
  const college = ballot?.college ?? record?.college;
  assertOurs(college !== undefined, 'who voted is a member');
  return college;
}

function miscounted(id: string): Error {
  return refusal('vote_miscounted', `The result of the vote on ${id} is not what its ballots say.`);
}
