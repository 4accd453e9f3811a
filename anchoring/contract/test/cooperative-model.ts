import { COLLEGES, type BallotChoice, type College } from '#ledger';
import { people, START, type Person } from './founded-cooperative.js';
import { MAX_VOTING_SECONDS, MIN_VOTING_SECONDS, VOTERS } from './governed-ledger.js';

/**
 * The rules of the cooperative a second time, as one would tell them: who belongs to it, who may vote on what, and what came
 * of it. Ballots are counted when a proposal is closed; nothing is kept that could be counted again.
 */

export type ModelSubject =
  | { kind: 'admit'; person: Person }
  | { kind: 'move'; person: Person; college: College }
  | { kind: 'status'; person: Person; status: 'active' | 'suspended' | 'excluded' }
  | { kind: 'commission'; commission: number };

interface ModelMember {
  college: College;
  status: 'active' | 'suspended' | 'excluded';
  since: number;
}

export interface ModelProposal {
  proposer: Person;
  subject: ModelSubject;
  proposedAt: number;
  closesAt: number;
  /** Who may vote, in which college. */
  electorate: Map<Person, College>;
  ballots: Map<Person, { choice: BallotChoice; counter: number }>;
  status: 'open' | 'adopted' | 'rejected' | 'adopted_but_void';
}

const QUORUM = 60;
const MAX_OPEN = 2;

export class CooperativeModel {
  time = START;
  commission = 1000;
  readonly members = new Map<Person, ModelMember>();
  readonly proposals: ModelProposal[] = [];

  constructor() {
    for (const person of VOTERS) {
      this.members.set(person, { college: people[person].college, status: 'active', since: START - 1000 });
    }
  }

  propose(proposer: Person, subject: ModelSubject, votingSeconds: number): string {
    const refused = this.#signerProblem(proposer);
    if (refused !== undefined) return refused;
    const open = this.proposals.filter((one) => one.proposer === proposer && one.status === 'open');
    if (open.length === MAX_OPEN) return 'too_many_open_proposals';
    if (votingSeconds < MIN_VOTING_SECONDS) return 'voting_too_short';
    if (votingSeconds > MAX_VOTING_SECONDS) return 'voting_too_long';
    const problem = this.#problemOf(subject);
    if (problem !== undefined) return problem;
    const voters = [...this.members].filter(([, { status, since }]) => status === 'active' && since < this.time);
    this.proposals.push({
      proposer,
      subject,
      proposedAt: this.time,
      closesAt: this.time + votingSeconds,
      electorate: new Map(voters.map(([person, { college }]) => [person, college])),
      ballots: new Map(),
      status: 'open',
    });
    return 'accepted';
  }

  vote(person: Person, place: number, choice: BallotChoice, counter: number): string {
    const refused = this.#signerProblem(person);
    if (refused !== undefined) return refused;
    const proposal = this.proposals[place];
    if (proposal === undefined) return 'proposal_unknown';
    const earlier = proposal.ballots.get(person);
    if (earlier?.counter === counter && earlier.choice === choice) return 'duplicate';
    if (this.time >= proposal.closesAt) return 'proposal_closed';
    const { since = Infinity } = this.members.get(person) ?? {};
    if (!proposal.electorate.has(person) || since >= proposal.proposedAt) return 'not_entitled';
    if (counter !== (earlier?.counter ?? 0) + 1) return 'ballot_counter_out_of_order';
    proposal.ballots.set(person, { choice, counter });
    return 'accepted';
  }

  close(person: Person, place: number): string {
    const refused = this.#signerProblem(person);
    if (refused !== undefined) return refused;
    const proposal = this.proposals[place];
    if (proposal === undefined) return 'proposal_unknown';
    if (proposal.status !== 'open') return 'duplicate';
    if (this.time < proposal.closesAt) return 'voting_not_over';
    const unanimous = COLLEGES.every((college) => this.resultOf(proposal, college) === 'yes');
    const isPossible = this.#problemOf(proposal.subject) === undefined;
    proposal.status = !unanimous ? 'rejected' : isPossible ? 'adopted' : 'adopted_but_void';
    if (proposal.status === 'adopted') this.#carryOut(proposal.subject);
    return 'accepted';
  }

  count(proposal: ModelProposal, college: College, choice: BallotChoice): number {
    return [...proposal.ballots].filter(
      ([person, ballot]) => proposal.electorate.get(person) === college && ballot.choice === choice,
    ).length;
  }

  electorateOf(proposal: ModelProposal, college: College): number {
    return [...proposal.electorate.values()].filter((one) => one === college).length;
  }

  resultOf(proposal: ModelProposal, college: College): 'yes' | 'no' | 'no_quorum' {
    const [yes, no, abstain] = (['yes', 'no', 'abstain'] as const).map((choice) =>
      this.count(proposal, college, choice),
    );
    const votes = (yes ?? 0) + (no ?? 0) + (abstain ?? 0);
    if (votes === 0 || votes / this.electorateOf(proposal, college) < QUORUM / 100) return 'no_quorum';
    return (yes ?? 0) > (no ?? 0) ? 'yes' : 'no';
  }

  activeOf(college: College): Person[] {
    return [...this.members].flatMap(([person, one]) =>
      one.college === college && one.status === 'active' ? [person] : [],
    );
  }

  #signerProblem(person: Person): string | undefined {
    const member = this.members.get(person);
    if (member === undefined) return 'signer_unknown';
    return member.status === 'active' ? undefined : `signer_${member.status}`;
  }

  #problemOf(subject: ModelSubject): string | undefined {
    if (subject.kind === 'commission') return undefined;
    const member = this.members.get(subject.person);
    if (subject.kind === 'admit') return member === undefined ? undefined : 'member_exists';
    if (member === undefined) return subject.kind === 'move' ? 'member_unknown' : 'subject_unknown';
    if (member.status === 'excluded') return 'member_excluded';
    const isLast = member.status === 'active' && this.activeOf(member.college).length === 1;
    if (subject.kind === 'move') {
      if (member.status === 'suspended') return 'member_suspended';
      if (member.college === subject.college) return 'college_unchanged';
      return isLast ? 'last_of_college' : undefined;
    }
    if (member.status === subject.status) return 'status_unchanged';
    return isLast ? 'last_of_college' : undefined;
  }

  #carryOut(subject: ModelSubject): void {
    if (subject.kind === 'commission') {
      this.commission = subject.commission;
      return;
    }
    const { person } = subject;
    const member = this.members.get(person);
    if (subject.kind === 'admit') {
      this.members.set(person, { college: people[person].college, status: 'active', since: this.time });
    } else if (subject.kind === 'move' && member !== undefined) {
      this.members.set(person, { ...member, college: subject.college, since: this.time });
    } else if (subject.kind === 'status' && member !== undefined) {
      const since = subject.status === 'active' ? this.time : member.since;
      this.members.set(person, { ...member, status: subject.status, since });
    }
  }
}
