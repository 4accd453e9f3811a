import { beforeEach, describe, expect, it } from '@jest/globals';
import { executeGenesis, LedgerState } from '#anchoring/contract';
import { stateKey, type MemberRecord, type ProposalSubject } from '#ledger';
import { digestOf, foundedGenesis, memberRecord, people, START, type Person } from './founded-cooperative.js';
import { ALL_YES, GovernedLedger } from './governed-ledger.js';
import {
  accredit,
  adopt,
  college,
  did,
  draft,
  key,
  recover,
  register,
  setStatus,
  validators,
} from './proposal-subjects.js';

let ledger: GovernedLedger;
beforeEach(() => {
  ledger = new GovernedLedger();
});

const outcomeOf = async (subject: ProposalSubject) => (await ledger.propose(subject, 'city')).outcome;
const parameters = (changes: Extract<ProposalSubject, { kind: 'change_parameters' }>['changes']): ProposalSubject => ({ kind: 'change_parameters', changes, activationHeight: null }); // prettier-ignore

describe('to the last it is allowed, and beyond refused:', () => {
  it('as many validators as a college may have', async () => {
    const ofBank = (count: number) =>
      validators(['water', 'w'], ['residents', 'r'], ...Array.from({ length: count }, (_, at): [Person, string] => ['bank', `${at}`])); // prettier-ignore
    expect(await outcomeOf(ofBank(10))).toMatchObject({ outcome: 'accepted' });
    expect(await outcomeOf(ofBank(11))).toMatchObject({ code: 'too_many_validators' });
  });

  it('an activation a million blocks ahead', async () => {
    const code = (activationHeight: number): ProposalSubject => ({ kind: 'change_code', version: 2, digest: digestOf('code'), activationHeight }); // prettier-ignore
    const next = ledger.height + 1;
    expect(await outcomeOf(code(next + 1_000_001))).toMatchObject({ code: 'activation_too_far' });
    expect(await outcomeOf(code(next))).toMatchObject({ code: 'activation_height_passed' });
    expect(await outcomeOf(code(next + 1_000_000))).toMatchObject({ outcome: 'accepted' });
  });

  it('a shortest voting time that is the longest too', async () => {
    const both = (seconds: number) => parameters({ minVotingSeconds: seconds, maxVotingSeconds: 500 });
    expect(await outcomeOf(both(501))).toMatchObject({ code: 'voting_time_empty' });
    expect(await outcomeOf(both(500))).toMatchObject({ outcome: 'accepted' });
  });

  it('suites for which exactly a college’s quorum has keys that are in force', async () => {
    // Of the citizens one of two has a key of Ed25519.
    await ledger.decideAll(college('water', 'citizens'), parameters({ quorumPercent: 50 }));
    const suites: ProposalSubject = { kind: 'accept_suites', suites: ['Ed25519'] };
    const able: MemberRecord[] = (['bank', 'city'] as const).map((person) => ({
      ...(ledger.member(person) as unknown as MemberRecord),
      keys: memberRecord('shop').keys,
    }));
    for (const member of able) ledger.state.set(stateKey('member', member.did), { ...member } as never);
    expect((await ledger.propose(suites, 'power')).outcome).toMatchObject({ outcome: 'accepted' });
    const [ended] = memberRecord('water').keys;
    const water = { ...ledger.member('water'), keys: [{ ...ended, until: ledger.time }] };
    ledger.state.set(stateKey('member', did('water')), water);
    expect((await ledger.propose(suites, 'power')).outcome).toMatchObject({ code: 'college_without_suite' });
  });

  it.each([
    ['shorter', START + 400, 'accepted'],
    ['as it stands', START + 500, 'accepted'],
    ['longer', START + 501, 'key_term_longer'],
    ['without an end', null, 'key_term_longer'],
  ])('the term of a key that stands, %s', async (_, until, said) => {
    const standing = { member: did('bank'), keys: [key('leaf', START + 500), key('other', START + 100)] };
    await ledger.decideAll({ kind: 'register_verifier', verifier: standing });
    const verifier = { ...standing, keys: [key('leaf', until), key('a new one')] };
    const outcome = await outcomeOf({ kind: 'change_verifier', verifier });
    expect('code' in outcome ? outcome.code : outcome.outcome).toBe(said);
  });
});

describe('what a change leaves as it was:', () => {
  it('only a first version, registration or accreditation counts as a record', async () => {
    await ledger.decideAll(register('bank', 'leaf'), adopt(1), adopt(2), adopt(3));
    await ledger.decideAll(setStatus('verifier', did('bank'), 'ended'), register('bank', 'leaf'));
    expect([ledger.read('count/contract'), ledger.read('count/verifier')]).toEqual([1, 1]);
  });

  it('a suspended member keeps its roles and validators, and whom nobody gave a role gets none by its exclusion', async () => {
    await ledger.decideAll(
      accredit('power', 'leaf'),
      validators(['bank', 'a'], ['water', 'b'], ['power', 'p'], ['residents', 'c']),
    );
    await ledger.decideAll(setStatus('member', did('power'), 'suspended'));
    expect(ledger.read(stateKey('issuer', did('power')))).toMatchObject({ status: 'active' });
    expect(ledger.read('validators')?.validators).toHaveLength(4);
    const { power: _, ...votes } = ALL_YES;
    expect(await ledger.decide(setStatus('member', did('power'), 'excluded'), votes)).toMatchObject({
      status: 'adopted',
    });
    expect(ledger.read(stateKey('issuer', did('power')))).toMatchObject({ status: 'ended' });
    expect(ledger.read(stateKey('verifier', did('power')))).toBeUndefined();
  });

  it('one parameter changes, and every other one stays', async () => {
    const before = ledger.read('parameters');
    await ledger.decideAll(parameters({ maxAnchorAgePeriods: 7 }));
    expect(ledger.read('parameters')).toEqual({ ...before, maxAnchorAgePeriods: 7 });
  });
});

it('a suspended member gets no data-use contract, although its registration as a verifier stands', async () => {
  await ledger.decideAll(register('shop', 'leaf'), setStatus('member', did('shop'), 'suspended'));
  const contract = { ...draft(), verifier: did('shop') };
  expect(await outcomeOf({ kind: 'adopt_contract', contract })).toMatchObject({ code: 'member_suspended' });
});

it('an excluded member gets neither keys, nor a role, nor another college', async () => {
  await ledger.decideAll(setStatus('member', did('shop'), 'excluded'));
  for (const subject of [
    recover('shop'),
    register('shop', 'leaf'),
    accredit('shop', 'leaf'),
    college('shop', 'citizens'),
  ]) {
    expect(await outcomeOf(subject)).toMatchObject({ code: 'member_excluded' });
  }
});

it('a founder that the genesis names as suspended is nobody’s voter', () => {
  const state = new LedgerState();
  const shop = { ...memberRecord('shop'), status: 'suspended' as const };
  const founders = [...(['bank', 'water', 'residents'] as const).map((person) => memberRecord(person)), shop];
  executeGenesis(state, foundedGenesis({ founders }));
  expect(state.get('college/service_providers')).toEqual({ activeMembers: [people.bank.did] });
});
