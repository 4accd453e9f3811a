import {
  createContract,
  executeBlock,
  executeGenesis,
  LedgerState,
  verifyWithNodeCrypto,
  type ApplyOutcome,
  type ExecutedBlock,
} from '#anchoring/contract';
import {
  genesisDigest,
  stateKey,
  type BallotChoice,
  type LedgerPayloads,
  type LedgerTransaction,
  type LedgerTransactionKind,
  type ProposalRecord,
  type ProposalSubject,
} from '#ledger';
import type { JsonObject } from '#primitives';
import { foundedGenesis, memberRecord, people, signed, START, type Person } from './founded-cooperative.js';

export const MIN_VOTING_SECONDS = 10;
export const MAX_VOTING_SECONDS = 1000;

/** Three service providers, two data providers, one association of citizens. */
export const VOTERS = ['bank', 'city', 'shop', 'water', 'power', 'residents'] as const satisfies Person[];

export const governedGenesis = foundedGenesis({
  founders: VOTERS.map((person) => memberRecord(person)),
  governance: {
    quorumPercent: 60,
    minVotingSeconds: MIN_VOTING_SECONDS,
    maxVotingSeconds: MAX_VOTING_SECONDS,
    maxOpenProposals: 2,
    commissionBasisPoints: 1000,
  },
  settlement: { periodSeconds: 60, minProofs: 20, treasurer: people.residents.did },
});

export const apply = createContract({ verifySignature: verifyWithNodeCrypto });

export type Votes = Partial<Record<Person, BallotChoice>>;
export const ALL_YES: Votes = Object.fromEntries(VOTERS.map((person) => [person, 'yes']));

/** A ledger whose members decide by vote: one block for each call, at a time that a test moves. */
export class GovernedLedger {
  readonly state = new LedgerState();
  readonly genesisId: string;
  readonly leaves: Uint8Array[] = [];
  time = START;
  height = 0;
  #proposals = 0;

  constructor(genesis = governedGenesis) {
    this.genesisId = genesisDigest(genesis);
    this.leaves.push(...executeGenesis(this.state, genesis).leaves);
  }

  execute(ledgerTransactions: readonly LedgerTransaction[]): ExecutedBlock {
    const context = { height: this.height + 1, time: this.time, genesis: this.genesisId };
    const executed = executeBlock(this.state, apply, { ledgerTransactions, context });
    if (executed.accepted.length > 0) this.height++;
    this.leaves.push(...executed.leaves);
    return executed;
  }

  async act<Kind extends LedgerTransactionKind>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    ...signers: Person[]
  ): Promise<ApplyOutcome> {
    return this.execute([await this.sign(kind, payload, ...signers)]).outcomes[0] as ApplyOutcome;
  }

  sign<Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind], ...signers: Person[]) {
    const { contractVersion } = this.read('parameters') as { contractVersion: number };
    return signed(kind, payload, signers, {
      genesis: this.genesisId,
      contractVersion,
      expiryHeight: this.height + 100,
    });
  }

  proposalOf(subject: ProposalSubject, proposer: Person = 'bank', id = `proposal-${++this.#proposals}`) {
    const argument = { words: { en: 'It helps the members.', fr: 'Cela sert les membres.' }, textDigest: null };
    const closesAt = this.time + MIN_VOTING_SECONDS;
    return { id, proposer: people[proposer].did, subject, argument, opensAt: this.time, closesAt };
  }

  /** @returns the outcome of proposing, and the proposal's id */
  async propose(subject: ProposalSubject, proposer: Person = 'bank') {
    const proposal = this.proposalOf(subject, proposer);
    return { id: proposal.id, outcome: await this.act('propose', { proposal }, proposer) };
  }

  vote(proposal: string, person: Person, choice: BallotChoice, counter = 1): Promise<ApplyOutcome> {
    const ballot = { proposal, member: people[person].did, choice, counter, statementDigest: null };
    return this.act('vote', { ballot }, person);
  }

  /** Proposes, votes, waits and closes. */
  async decide(subject: ProposalSubject, votes: Votes = ALL_YES): Promise<ProposalRecord> {
    const { id, outcome } = await this.propose(subject);
    if (outcome.outcome !== 'accepted') throw new Error(`proposing was ${JSON.stringify(outcome)}`);
    for (const [person, choice] of Object.entries(votes)) {
      const voted = await this.vote(id, person as Person, choice);
      if (voted.outcome !== 'accepted') throw new Error(`voting was ${JSON.stringify(voted)}`);
    }
    this.time += MIN_VOTING_SECONDS;
    const closed = await this.act('close_proposal', { proposal: id }, 'residents');
    if (closed.outcome !== 'accepted') throw new Error(`closing was ${JSON.stringify(closed)}`);
    return this.proposal(id);
  }

  /** One after the other; each must be carried out. */
  async decideAll(...subjects: ProposalSubject[]): Promise<void> {
    for (const subject of subjects) {
      const { status } = await this.decide(subject);
      if (status !== 'adopted') throw new Error(`${subject.kind} is ${status}`);
      this.time += 1;
    }
  }

  proposal(id: string): ProposalRecord {
    return this.state.get(stateKey('proposal', id)) as unknown as ProposalRecord;
  }

  read(key: string): JsonObject | undefined {
    return this.state.get(key) as JsonObject | undefined;
  }

  member(person: Person): JsonObject | undefined {
    return this.read(stateKey('member', people[person].did));
  }
}
