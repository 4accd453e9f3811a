import { beforeEach, describe, expect, it } from '@jest/globals';
import { LedgerState } from '#anchoring/contract';
import { stateKey, type BallotChoice, type Proposal, type ProposalSubject } from '#ledger';
import { encodeBase64url } from '#primitives';
import { digestOf, payloads, people, type Person } from './founded-cooperative.js';
import {
  ALL_YES,
  GovernedLedger,
  MAX_VOTING_SECONDS,
  MIN_VOTING_SECONDS,
  VOTERS,
  type Votes,
} from './governed-ledger.js';

const TEXT: ProposalSubject = {
  kind: 'adopt_text',
  title: { en: 'House rules', fr: 'Règlement' },
  textDigest: digestOf('house rules'),
};
const ADMIT_GAS: ProposalSubject = { kind: 'admit_member', ...payloads.admit('gas') };
const refusedWith = (code: string) => expect.objectContaining({ outcome: 'refused', code }) as unknown;
const accepted = expect.objectContaining({ outcome: 'accepted' }) as unknown;

let ledger: GovernedLedger;
beforeEach(() => {
  ledger = new GovernedLedger();
});

describe('a proposal', () => {
  it('counts the electorate and fixes the quorum when it is made, and is one effect whatever its nonce', async () => {
    const proposal = ledger.proposalOf(TEXT);
    expect(await ledger.act('propose', { proposal }, 'bank')).toEqual(accepted);
    expect(ledger.proposal(proposal.id)).toMatchObject({
      status: 'open',
      quorumPercent: 60,
      proposedAt: ledger.time,
      tallies: {
        service_providers: { electorate: 3, yes: 0, no: 0, abstain: 0 },
        data_providers: { electorate: 2 },
        citizens: { electorate: 1 },
      },
      closing: null,
    });
    expect(await ledger.act('propose', { proposal }, 'bank')).toMatchObject({ outcome: 'duplicate' });
    const other = { ...proposal, closesAt: proposal.closesAt + 1 };
    expect(await ledger.act('propose', { proposal: other }, 'bank')).toEqual(refusedWith('effect_conflict'));
  });

  type Change = (proposal: Proposal) => Partial<Proposal>;
  it.each<[code: string, change: Change, signer: Person]>([
    ['not_the_member', () => ({}), 'water'],
    ['voting_too_short', ({ closesAt }) => ({ closesAt: closesAt - 1 }), 'bank'],
    ['voting_too_short', ({ opensAt }) => ({ closesAt: opensAt - 1 }), 'bank'],
    ['voting_too_long', ({ opensAt }) => ({ closesAt: opensAt + MAX_VOTING_SECONDS + 1 }), 'bank'],
    ['opening_too_far', ({ opensAt }) => ({ opensAt: opensAt + 1001, closesAt: opensAt + 1101 }), 'bank'],
    ['member_exists', () => ({ subject: { kind: 'admit_member', ...payloads.admit('city') } }), 'bank'],
    ['malformed_ledger_transaction', () => ({ id: 'No slug' }), 'bank'],
    ['malformed_ledger_transaction', ({ argument }) => ({ argument: { ...argument, words: { en: 'x'.repeat(1001), fr: 'x' } } }), 'bank'], // prettier-ignore
    ['malformed_ledger_transaction', () => ({ subject: { kind: 'crown' } as unknown as ProposalSubject }), 'bank'],
  ])('is refused with %s (case %#), and changes nothing', async (code, change, signer) => {
    const before = encodeBase64url(ledger.state.root());
    const proposal = ledger.proposalOf(TEXT);
    const outcome = await ledger.act('propose', { proposal: { ...proposal, ...change(proposal) } }, signer);
    expect(outcome).toEqual(refusedWith(code));
    expect(encodeBase64url(ledger.state.root())).toBe(before);
  });

  it('that opens in the past is voted on from now, and for as long as any other; it may open as late as voting lasts', async () => {
    const past = ledger.time - MAX_VOTING_SECONDS;
    const propose = (times: Partial<Proposal>) =>
      ledger.act('propose', { proposal: { ...ledger.proposalOf(TEXT), ...times } }, 'bank');
    expect(await propose({ opensAt: past, closesAt: ledger.time + MIN_VOTING_SECONDS - 1 })).toEqual(
      refusedWith('voting_too_short'),
    );
    expect(await propose({ opensAt: past, closesAt: ledger.time + MAX_VOTING_SECONDS })).toEqual(accepted);
    const opensAt = ledger.time + MAX_VOTING_SECONDS;
    expect(await propose({ opensAt, closesAt: opensAt + MAX_VOTING_SECONDS })).toEqual(accepted);
  });

  it('is refused where its member has as many open as it may, until one of them is closed', async () => {
    const { id } = await ledger.propose(TEXT);
    await ledger.propose(TEXT);
    expect((await ledger.propose(TEXT)).outcome).toEqual(refusedWith('too_many_open_proposals'));
    expect((await ledger.propose(TEXT, 'water')).outcome).toEqual(accepted);
    ledger.time += MIN_VOTING_SECONDS;
    await ledger.act('close_proposal', { proposal: id }, 'water');
    expect((await ledger.propose(TEXT)).outcome).toEqual(accepted);
  });
});

describe('a ballot', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await ledger.propose(TEXT));
  });
  const tallyOf = () => ledger.proposal(id).tallies.service_providers;

  it('counts in its member’s college, and may be changed before the closing', async () => {
    expect(await ledger.vote(id, 'bank', 'yes')).toEqual(accepted);
    expect(await ledger.vote(id, 'city', 'abstain')).toEqual(accepted);
    expect(tallyOf()).toEqual({ electorate: 3, yes: 1, no: 0, abstain: 1 });
    expect(await ledger.vote(id, 'bank', 'no', 2)).toEqual(accepted);
    expect(tallyOf()).toEqual({ electorate: 3, yes: 0, no: 1, abstain: 1 });
    expect(ledger.read(stateKey('ballot', id, people.bank.did))).toMatchObject({ choice: 'no', counter: 2 });
    expect(ledger.proposal(id).tallies.data_providers).toMatchObject({ yes: 0, no: 0, abstain: 0 });
  });

  it('that is repeated is a duplicate; an earlier or skipped one is refused', async () => {
    await ledger.vote(id, 'bank', 'yes');
    expect(await ledger.vote(id, 'bank', 'yes')).toMatchObject({ outcome: 'duplicate' });
    expect(await ledger.vote(id, 'bank', 'no')).toEqual(refusedWith('ballot_counter_out_of_order'));
    expect(await ledger.vote(id, 'bank', 'no', 3)).toEqual(refusedWith('ballot_counter_out_of_order'));
    await ledger.vote(id, 'bank', 'no', 2);
    expect(await ledger.vote(id, 'bank', 'yes')).toEqual(refusedWith('ballot_counter_out_of_order'));
    expect(tallyOf()).toMatchObject({ yes: 0, no: 1 });
  });

  it('is refused before the opening, from the closing on, and for what nobody proposed', async () => {
    const later = { ...ledger.proposalOf(TEXT, 'water'), opensAt: ledger.time + 5, closesAt: ledger.time + 20 };
    await ledger.act('propose', { proposal: later }, 'water');
    expect(await ledger.vote(later.id, 'bank', 'yes')).toEqual(refusedWith('proposal_not_open'));
    ledger.time += 5;
    expect(await ledger.vote(later.id, 'bank', 'yes')).toEqual(accepted);
    ledger.time += MIN_VOTING_SECONDS - 5;
    expect(await ledger.vote(id, 'bank', 'yes')).toEqual(refusedWith('proposal_closed'));
    await ledger.act('close_proposal', { proposal: id }, 'bank');
    expect(await ledger.vote(id, 'bank', 'yes')).toEqual(refusedWith('proposal_closed'));
    expect(await ledger.vote('nothing', 'bank', 'yes')).toEqual(refusedWith('proposal_unknown'));
  });

  it('is the member’s own, and 64 at most', async () => {
    const ballot = { proposal: id, member: people.bank.did, choice: 'yes' as const, counter: 1, statementDigest: null };
    expect(await ledger.act('vote', { ballot }, 'city')).toEqual(refusedWith('not_the_member'));
    expect(await ledger.act('vote', { ballot }, 'bank', 'city')).toEqual(refusedWith('not_the_member'));
    expect(await ledger.vote(id, 'bank', 'yes', 65)).toEqual(refusedWith('malformed_ledger_transaction'));
  });

  it('is refused to whoever came, was resumed or changed college after the proposal was made', async () => {
    ledger.time += 1;
    const founders = ['bank', 'water', 'residents'] as const;
    await ledger.act('admit_member', payloads.admit('gas'), ...founders);
    expect(await ledger.vote(id, 'gas', 'yes')).toEqual(refusedWith('not_entitled'));
    const member = (status: 'active' | 'suspended', sequence: number) =>
      ledger.act('set_status', { subject: { kind: 'member', id: people.city.did }, status, sequence }, ...founders);
    await member('suspended', 1);
    expect(await ledger.vote(id, 'city', 'yes')).toEqual(refusedWith('signer_suspended'));
    await member('active', 2);
    expect(await ledger.vote(id, 'city', 'yes')).toEqual(refusedWith('not_entitled'));
    ledger.time += 1;
    const next = await ledger.propose(TEXT, 'water');
    expect(ledger.proposal(next.id).tallies).toMatchObject({
      service_providers: { electorate: 3 },
      data_providers: { electorate: 3 },
    });
    expect(await ledger.vote(next.id, 'gas', 'yes')).toEqual(accepted);
  });

  it('that was cast counts, whatever becomes of its member', async () => {
    await ledger.vote(id, 'city', 'yes');
    const exclusion = { subject: { kind: 'member', id: people.city.did }, status: 'excluded', sequence: 1 } as const;
    await ledger.act('set_status', exclusion, 'bank', 'water', 'residents');
    expect(await ledger.vote(id, 'city', 'no', 2)).toEqual(refusedWith('signer_excluded'));
    expect(tallyOf()).toMatchObject({ electorate: 3, yes: 1 });
  });
});

describe('closing', () => {
  it('is refused too early, to several signers and for what nobody proposed; twice, it is a duplicate', async () => {
    const { id } = await ledger.propose(TEXT);
    expect(await ledger.act('close_proposal', { proposal: id }, 'bank')).toEqual(refusedWith('voting_not_over'));
    ledger.time += MIN_VOTING_SECONDS;
    expect(await ledger.act('close_proposal', { proposal: id }, 'bank', 'water')).toEqual(
      refusedWith('one_signer_only'),
    );
    expect(await ledger.act('close_proposal', { proposal: 'nothing' }, 'bank')).toEqual(
      refusedWith('proposal_unknown'),
    );
    expect(await ledger.act('close_proposal', { proposal: id }, 'bank')).toEqual(accepted);
    expect(await ledger.act('close_proposal', { proposal: id }, 'water')).toMatchObject({ outcome: 'duplicate' });
  });

  const votesOf = (votes: string): Votes => {
    const choices: Record<string, BallotChoice> = { y: 'yes', n: 'no', a: 'abstain' };
    const cast = VOTERS.flatMap((person, place) => {
      const choice = choices[votes[place] ?? '-'];
      return choice === undefined ? [] : [[person, choice] as const];
    });
    return Object.fromEntries(cast);
  };

  // Votes of bank, city, shop | water, power | residents; quorum 60 %.
  it.each([
    ['yyyyyy', 'yes', 'yes', 'yes'],
    ['yynyyy', 'yes', 'yes', 'yes'],
    ['ynnyyy', 'no', 'yes', 'yes'],
    ['yn-yyy', 'no', 'yes', 'yes'],
    ['y--yyy', 'no_quorum', 'yes', 'yes'],
    ['ya-yyy', 'yes', 'yes', 'yes'],
    ['aaayyy', 'no', 'yes', 'yes'],
    ['yyyy-y', 'yes', 'no_quorum', 'yes'],
    ['yyyyny', 'yes', 'no', 'yes'],
    ['yyyyy-', 'yes', 'yes', 'no_quorum'],
    ['yyyyyn', 'yes', 'yes', 'no'],
    ['------', 'no_quorum', 'no_quorum', 'no_quorum'],
  ])(
    'of %s finds service providers %s, data providers %s, citizens %s, and adopts only if all three agree',
    async (votes, service_providers, data_providers, citizens) => {
      const results = { service_providers, data_providers, citizens };
      const adopted = Object.values(results).every((result) => result === 'yes');
      const closed = await ledger.decide(ADMIT_GAS, votesOf(votes));
      expect(closed).toMatchObject({
        status: adopted ? 'adopted' : 'rejected',
        closing: { closedAt: ledger.time, height: ledger.height, results, voidCode: null },
      });
      expect(ledger.member('gas')).toEqual(
        adopted ? expect.objectContaining({ status: 'active', admittedAt: ledger.time }) : undefined,
      );
    },
  );

  it('counts a college of which exactly the quorum voted', async () => {
    const half: ProposalSubject = { kind: 'change_parameters', changes: { quorumPercent: 50 }, activationHeight: null };
    await ledger.decide(half);
    // Of the data providers one of two votes.
    expect(await ledger.decide(TEXT, votesOf('yyyy-y'))).toMatchObject({ status: 'adopted' });
  });

  it('makes no block where what was adopted fails for another reason than its own', async () => {
    const { id } = await ledger.propose({ kind: 'set_commission', commissionBasisPoints: 1 });
    for (const person of VOTERS) await ledger.vote(id, person, 'yes');
    ledger.time += MIN_VOTING_SECONDS;
    ledger.state.write([{ key: 'governance', value: null }]);
    const before = encodeBase64url(ledger.state.root());
    await expect(ledger.act('close_proposal', { proposal: id }, 'bank')).rejects.toMatchObject({ fault: 'bug' });
    expect(encodeBase64url(ledger.state.root())).toBe(before);
  });

  it('finds void what the colleges adopted and what can’t be carried out any more', async () => {
    const first = await ledger.propose(ADMIT_GAS, 'bank');
    const second = await ledger.propose(ADMIT_GAS, 'water');
    for (const { id } of [first, second]) for (const person of VOTERS) await ledger.vote(id, person, 'yes');
    ledger.time += MIN_VOTING_SECONDS;
    await ledger.act('close_proposal', { proposal: first.id }, 'city');
    expect(await ledger.act('close_proposal', { proposal: second.id }, 'city')).toEqual(accepted);
    expect(ledger.proposal(second.id)).toMatchObject({
      status: 'adopted_but_void',
      closing: { voidCode: 'member_exists', results: { citizens: 'yes' } },
    });
  });

  it('leaves no trace where its block is reverted', async () => {
    const { id } = await ledger.propose(ADMIT_GAS);
    for (const person of Object.keys(ALL_YES)) await ledger.vote(id, person as Person, 'yes');
    ledger.time += MIN_VOTING_SECONDS;
    const before = encodeBase64url(ledger.state.root());
    ledger.execute([await ledger.sign('close_proposal', { proposal: id }, 'bank')]).revert();
    expect(encodeBase64url(ledger.state.root())).toBe(before);
    expect(encodeBase64url(new LedgerState(ledger.state.entries()).root())).toBe(before);
  });
});
