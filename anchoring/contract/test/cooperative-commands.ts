import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { ApplyOutcome } from '#anchoring/contract';
import { BALLOT_CHOICES, COLLEGES, type BallotChoice, type ProposalSubject } from '#ledger';
import type { CooperativeModel, ModelSubject } from './cooperative-model.js';
import { payloads, people, type Person } from './founded-cooperative.js';
import type { GovernedLedger } from './governed-ledger.js';

type Command = fc.AsyncCommand<CooperativeModel, GovernedLedger, true>;

const PEOPLE = Object.keys(people) as Person[];
const person = fc.constantFrom(...PEOPLE);
const place = fc.nat(5);

const subjectOf: fc.Arbitrary<ModelSubject> = fc.oneof(
  person.map((one): ModelSubject => ({ kind: 'admit', person: one })),
  fc.constant<ModelSubject>({ kind: 'admit', person: 'gas' }),
  fc
    .tuple(person, fc.constantFrom(...COLLEGES))
    .map(([one, college]): ModelSubject => ({ kind: 'move', person: one, college })),
  fc
    .tuple(person, fc.constantFrom('active' as const, 'suspended' as const, 'excluded' as const))
    .map(([one, status]): ModelSubject => ({ kind: 'status', person: one, status })),
  fc.nat(5000).map((commission): ModelSubject => ({ kind: 'commission', commission })),
);

/** What members do, in any order: right and wrong. */
export const cooperativeCommands = fc.commands(
  [
    fc.constantFrom(1, 5, 10, 500).map((seconds) => command(`${seconds} seconds pass`, passing(seconds))),
    fc
      .tuple(person, subjectOf, fc.constantFrom(9, 10, 12, 1000, 1001))
      .map(([proposer, subject, seconds]) =>
        command(`${proposer} proposes ${JSON.stringify(subject)} for ${seconds} seconds`, (model, ledger) =>
          proposing(model, ledger, proposer, subject, seconds),
        ),
      ),
    fc
      .tuple(person, place, fc.constantFrom(...BALLOT_CHOICES), fc.integer({ min: 1, max: 3 }))
      .map(([voter, at, choice, counter]) =>
        command(`${voter} votes ${choice} on ${at}, its ballot ${counter}`, (model, ledger) =>
          voting(model, ledger, voter, at, choice, counter),
        ),
      ),
    fc.tuple(place, fc.constantFrom<BallotChoice>('yes', 'yes', 'yes', 'no')).map(([at, choice]) =>
      command(`everybody votes ${choice} on ${at}`, async (model, ledger) => {
        for (const voter of PEOPLE) await voting(model, ledger, voter, at, choice, 1);
      }),
    ),
    subjectOf.map((subject) =>
      command(`two members propose ${JSON.stringify(subject)}, and everybody agrees`, async (model, ledger) => {
        const first = model.proposals.length;
        for (const proposer of ['bank', 'water'] as const) await proposing(model, ledger, proposer, subject, 10);
        for (let at = first; at < model.proposals.length; at++) {
          for (const voter of PEOPLE) await voting(model, ledger, voter, at, 'yes', 1);
        }
      }),
    ),
    fc
      .tuple(person, place)
      .map(([closer, at]) => command(`${closer} closes ${at}`, (model, ledger) => closing(model, ledger, closer, at))),
    person.map((closer) =>
      command(`10 seconds pass, and ${closer} closes all`, async (model, ledger) => {
        await passing(10)(model, ledger);
        for (const at of model.proposals.keys()) await closing(model, ledger, closer, at);
      }),
    ),
  ],
  { maxCommands: 40, size: 'max' },
);

function passing(seconds: number): Command['run'] {
  return async (model, ledger) => {
    model.time += seconds;
    ledger.time += seconds;
  };
}

async function closing(model: CooperativeModel, ledger: GovernedLedger, closer: Person, at: number): Promise<void> {
  const outcome = await ledger.act('close_proposal', { proposal: `proposal-${at}` }, closer);
  expect(nameOf(outcome)).toBe(model.close(closer, at));
}

async function proposing(
  model: CooperativeModel,
  ledger: GovernedLedger,
  proposer: Person,
  subject: ModelSubject,
  seconds: number,
): Promise<void> {
  const proposal = {
    ...ledger.proposalOf(writeSubject(subject), proposer, `proposal-${model.proposals.length}`),
    closesAt: ledger.time + seconds,
  };
  const outcome = await ledger.act('propose', { proposal }, proposer);
  expect(nameOf(outcome)).toBe(model.propose(proposer, subject, seconds));
}

async function voting(
  model: CooperativeModel,
  ledger: GovernedLedger,
  voter: Person,
  at: number,
  choice: BallotChoice,
  counter: number,
): Promise<void> {
  const outcome = await ledger.vote(`proposal-${at}`, voter, choice, counter);
  expect(nameOf(outcome)).toBe(model.vote(voter, at, choice, counter));
}

function command(name: string, run: Command['run']): Command {
  return { check: async () => true, run, toString: () => name };
}

function nameOf(outcome: ApplyOutcome): string {
  return outcome.outcome === 'refused' ? outcome.code : outcome.outcome;
}

function writeSubject(subject: ModelSubject): ProposalSubject {
  switch (subject.kind) {
    case 'admit':
      return { kind: 'admit_member', ...payloads.admit(subject.person) };
    case 'move':
      return { kind: 'change_college', member: people[subject.person].did, college: subject.college };
    case 'status':
      return {
        kind: 'set_status',
        subject: { kind: 'member', id: people[subject.person].did },
        status: subject.status,
      };
    case 'commission':
      return { kind: 'set_commission', commissionBasisPoints: subject.commission };
  }
}
