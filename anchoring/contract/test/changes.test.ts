import { beforeEach, describe, expect, it } from '@jest/globals';
import { stateKey, type ProposalSubject } from '#ledger';
import { digestOf, memberRecord, payloads, type Person } from './founded-cooperative.js';
import { GovernedLedger } from './governed-ledger.js';
import {
  accredit,
  admit,
  adopt,
  college,
  did,
  draft,
  issuerOf,
  key,
  recover,
  register,
  setPrice,
  setStatus,
  validators,
  verifierOf,
} from './proposal-subjects.js';

let ledger: GovernedLedger;
beforeEach(() => {
  ledger = new GovernedLedger();
});

describe('what the colleges adopt is carried out:', () => {
  it('a member changes its college and votes there from then on', async () => {
    await ledger.decideAll(college('shop', 'citizens'));
    expect(ledger.member('shop')).toMatchObject({ college: 'citizens', votesSince: ledger.time - 1 });
    const { id } = await ledger.propose(admit('gas'));
    expect(ledger.proposal(id).tallies).toMatchObject({
      service_providers: { electorate: 2 },
      citizens: { electorate: 2 },
    });
    await ledger.vote(id, 'shop', 'no');
    expect(ledger.proposal(id).tallies.citizens).toMatchObject({ no: 1 });
  });

  it('a member is suspended, signs nothing, and is taken up again', async () => {
    await ledger.decideAll(setStatus('member', did('shop'), 'suspended'));
    expect((await ledger.propose(admit('gas'), 'shop')).outcome).toMatchObject({ code: 'signer_suspended' });
    const { id, outcome } = await ledger.propose(setStatus('member', did('shop'), 'active'), 'city');
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    for (const person of ['bank', 'city', 'water', 'power', 'residents'] as const) await ledger.vote(id, person, 'yes');
    ledger.time += 10;
    await ledger.act('close_proposal', { proposal: id }, 'bank');
    expect(ledger.member('shop')).toMatchObject({ status: 'active', votesSince: ledger.time });
  });

  it('an excluded member’s roles end, and it is never admitted again', async () => {
    await ledger.decideAll(accredit('power', 'leaf'), register('power', 'other leaf'));
    await ledger.decideAll(setStatus('member', did('power'), 'excluded'));
    expect(ledger.member('power')).toMatchObject({ status: 'excluded' });
    for (const role of ['issuer', 'verifier'] as const) {
      expect(ledger.read(stateKey(role, did('power')))).toMatchObject({ status: 'ended' });
    }
    expect(ledger.read('college/data_providers')).toEqual({ activeMembers: [did('water')] });
    expect((await ledger.propose(admit('power'))).outcome).toMatchObject({ code: 'member_exists' });
    expect((await ledger.propose(setStatus('member', did('power'), 'active'))).outcome).toMatchObject({
      code: 'member_excluded',
    });
  });

  it('a member that lost its keys signs with new ones, and no longer with the old', async () => {
    await ledger.decideAll(recover('shop'));
    expect(ledger.member('shop')).toMatchObject({ keys: memberRecord('gas').keys });
    expect((await ledger.propose(admit('gas'), 'shop')).outcome).toMatchObject({ code: 'signer_key_not_in_force' });
  });

  it('an issuer is accredited by type and time, changed, suspended, ended and accredited again', async () => {
    const record = () => ledger.read(stateKey('issuer', did('water')));
    await ledger.decideAll(accredit('water', 'leaf'));
    expect(record()).toEqual({ ...issuerOf('water', 'leaf'), status: 'active' });
    await ledger.decideAll(setStatus('issuer', did('water'), 'suspended'));
    const mayIssue = [{ vct: 'urn:incola:age:1', from: 5, until: 50 }];
    const changed = { ...issuerOf('water', 'next leaf', 'water-2'), mayIssue };
    await ledger.decideAll({ kind: 'change_issuer', issuer: changed });
    expect(record()).toEqual({ ...changed, status: 'suspended' });
    // The old prefix is free again.
    await ledger.decideAll(accredit('power', 'power leaf', 'water'));
    await ledger.decideAll(setStatus('issuer', did('water'), 'ended'), accredit('water', 'leaf', 'water-2'));
    expect(record()).toMatchObject({ status: 'active' });
    expect(ledger.read('count/issuer')).toBe(2);
  });

  it('a verifier is registered, changed, ended and registered again', async () => {
    const record = () => ledger.read(stateKey('verifier', did('bank')));
    await ledger.decideAll(register('bank', 'leaf'));
    await ledger.decideAll({ kind: 'change_verifier', verifier: verifierOf('bank', 'next leaf') });
    expect(record()).toEqual({ ...verifierOf('bank', 'next leaf'), status: 'active' });
    await ledger.decideAll(setStatus('verifier', did('bank'), 'ended'), register('bank', 'leaf'));
    expect(record()).toMatchObject({ status: 'active' });
  });

  it('a data-use contract is approved, amended, repriced, suspended and ended; every version stays', async () => {
    const record = () => ledger.read(stateKey('contract', 'bank-account-opening'));
    const version = (number: number) => ledger.read(stateKey('contract_version', 'bank-account-opening', number));
    await ledger.decideAll(register('bank', 'leaf'));
    const first = await ledger.decide(adopt());
    expect(record()).toEqual({ ...draft(), status: 'in_force' });
    await ledger.decideAll(adopt(2), setStatus('contract', 'bank-account-opening', 'suspended'), setPrice(3, 55));
    expect(record()).toEqual({ ...draft(3), priceCents: 55, status: 'suspended' });
    expect(version(1)).toEqual({ contract: draft(), adoptedAt: first.closing?.closedAt, proposal: first.id });
    expect(version(2)).toMatchObject({ contract: draft(2) });
    expect(version(3)).toMatchObject({ contract: { priceCents: 55 } });
    await ledger.decideAll(setStatus('contract', 'bank-account-opening', 'in_force'));
    await ledger.decideAll(setStatus('contract', 'bank-account-opening', 'ended'));
    expect((await ledger.propose(adopt(4))).outcome).toMatchObject({ code: 'contract_ended' });
    expect((await ledger.propose(setPrice(4, 60))).outcome).toMatchObject({ code: 'contract_ended' });
  });

  it('an excluded member validates no more, unless its college would have no validator left', async () => {
    await ledger.decideAll(validators(['bank', 'a'], ['water', 'b'], ['power', 'p'], ['residents', 'c']));
    await ledger.decideAll(setStatus('member', did('power'), 'excluded'));
    const left = ['bank', 'water', 'residents'] as const;
    expect(ledger.read('validators')).toMatchObject({ validators: left.map((person) => ({ member: did(person) })) });
    const one = new GovernedLedger();
    await one.decide(validators(['bank', 'a'], ['power', 'p'], ['residents', 'c']));
    await one.decide(setStatus('member', did('power'), 'excluded'));
    expect(one.read(stateKey('member', did('power')))).toMatchObject({ status: 'excluded' });
    expect(one.read('validators')).toMatchObject({ validators: [{}, { member: did('power') }, {}] });
  });

  it('commission, parameters, suites and validators change; a resolution leaves its own record only', async () => {
    await ledger.decideAll({ kind: 'set_commission', commissionBasisPoints: 750 });
    const changes = { quorumPercent: 70, maxProofAgeSeconds: 600 };
    await ledger.decideAll({ kind: 'change_parameters', changes, activationHeight: null });
    expect(ledger.read('governance')).toMatchObject({ commissionBasisPoints: 750, quorumPercent: 70 });
    expect(ledger.read('parameters')).toMatchObject({ maxProofAgeSeconds: 600, maxExpiryBlocks: 1000 });
    await ledger.decideAll(validators(['bank', 'a'], ['water', 'b'], ['residents', 'c']));
    expect(ledger.read('validators')).toMatchObject({ validators: [{ member: did('bank') }, {}, {}] });
    await ledger.decideAll({ kind: 'accept_suites', suites: ['Ed25519', 'ES256'] });
    expect(ledger.read('parameters')).toMatchObject({ suites: ['Ed25519', 'ES256'] });
    const text = { title: { en: 'Rules', fr: 'Règles' }, textDigest: digestOf('rules') };
    await ledger.decideAll({ kind: 'adopt_text', ...text });
  });
});

describe('a proposal is refused where it could not be carried out:', () => {
  beforeEach(async () => {
    await ledger.decideAll(
      accredit('water', 'leaf'),
      register('bank', 'bank leaf'),
      register('city', 'city leaf'),
      adopt(),
    );
  });

  it.each<[code: string, subject: ProposalSubject]>([
    ['member_exists', admit('city')],
    ['key_of_another_member', { kind: 'admit_member', member: { ...payloads.admit('gas').member, keys: memberRecord('bank').keys } }], // prettier-ignore
    ['member_unknown', college('gas', 'citizens')],
    ['college_unchanged', college('water', 'data_providers')],
    ['last_of_college', college('residents', 'data_providers')],
    ['last_of_college', setStatus('member', did('residents'), 'suspended')],
    ['last_of_college', setStatus('member', did('residents'), 'excluded')],
    ['subject_unknown', setStatus('member', did('gas'), 'suspended')],
    ['status_not_for_subject', setStatus('member', did('bank'), 'ended')],
    ['status_not_for_subject', setStatus('contract', 'bank-account-opening', 'active')],
    ['status_unchanged', setStatus('member', did('bank'), 'active')],
    ['member_unknown', recover('gas')],
    ['key_of_another_member', recover('shop', memberRecord('bank').keys)],
    [
      'no_key_in_force',
      recover(
        'shop',
        memberRecord('gas').keys.map((one) => ({ ...one, from: 1, until: 2 })),
      ),
    ],
    ['issuer_exists', accredit('water', 'leaf')],
    ['member_unknown', accredit('gas', 'gas leaf')],
    ['key_of_another_member', accredit('power', 'leaf')],
    ['key_of_another_member', accredit('power', 'bank leaf')],
    ['status_prefix_taken', accredit('power', 'power leaf', 'water')],
    ['status_prefix_taken', accredit('power', 'power leaf', 'water/deeper')],
    ['status_prefix_taken', { kind: 'accredit_issuer', issuer: { ...issuerOf('power', 'power leaf'), statusListPrefix: 'http://localhost:4003/' } }], // prettier-ignore
    ['issuer_unknown', { kind: 'change_issuer', issuer: issuerOf('power', 'power leaf') }],
    ['verifier_exists', register('bank', 'bank leaf')],
    ['verifier_unknown', { kind: 'change_verifier', verifier: verifierOf('shop', 'shop leaf') }],
    ['key_of_another_member', { kind: 'change_verifier', verifier: verifierOf('bank', 'leaf') }],
    ['contract_version_out_of_order', adopt(1)],
    ['contract_version_out_of_order', adopt(3)],
    ['contract_verifier_changed', { kind: 'adopt_contract', contract: { ...draft(2), verifier: did('city') } }],
    ['verifier_unknown', { kind: 'adopt_contract', contract: { ...draft(), id: 'other', verifier: did('water') } }],
    ['contract_unknown', { kind: 'set_price', contract: 'other', version: 1, priceCents: 1 }],
    ['price_unchanged', setPrice(2, 40)],
    ['contract_version_out_of_order', setPrice(3, 41)],
    ['voting_time_empty', { kind: 'change_parameters', changes: { minVotingSeconds: 1001 }, activationHeight: null }],
    ['college_without_suite', { kind: 'accept_suites', suites: ['Ed25519'] }],
    ['college_without_validator', validators(['bank', 'a'], ['water', 'b'], ['power', 'c'])],
    ['validator_repeated', validators(['bank', 'a'], ['water', 'a'], ['residents', 'c'])],
    ['validator_of_other_college', { kind: 'set_validators', validators: ['a', 'b', 'c'].map((name) => ({ member: did('bank'), college: 'citizens' as const, publicKey: digestOf(name) })) }], // prettier-ignore
    ['too_many_validators', validators(['water', 'w'], ['residents', 'r'], ...Array.from({ length: 11 }, (_, place): [Person, string] => ['bank', `${place}`]))], // prettier-ignore
    ['code_version_out_of_order', { kind: 'change_code', version: 3, digest: digestOf('code'), activationHeight: 1000 }], // prettier-ignore
    ['activation_height_passed', { kind: 'change_code', version: 2, digest: digestOf('code'), activationHeight: 5 }],
    ['activation_too_far', { kind: 'change_code', version: 2, digest: digestOf('code'), activationHeight: 2_000_000 }],
  ])('%s (case %#)', async (code, subject) => {
    const { outcome } = await ledger.propose(subject, 'city');
    expect(outcome).toMatchObject({ outcome: 'refused', code });
  });

  it('the move of a member that validates for its college, until others do', async () => {
    await ledger.decideAll(validators(['bank', 'a'], ['water', 'b'], ['power', 'p'], ['residents', 'c']));
    const { outcome } = await ledger.propose(college('power', 'citizens'), 'city');
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'member_validates' });
    await ledger.decideAll(validators(['bank', 'a'], ['water', 'b'], ['residents', 'c']));
    await ledger.decideAll(college('power', 'citizens'));
    expect(ledger.member('power')).toMatchObject({ college: 'citizens' });
  });

  it('suites of which fewer members of a college have a key than its quorum needs', async () => {
    // Of the citizens one of two has a key of Ed25519, and 60 % must vote.
    await ledger.decideAll(college('water', 'citizens'));
    const { outcome } = await ledger.propose({ kind: 'accept_suites', suites: ['Ed25519'] }, 'city');
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'college_without_suite' });
  });

  it.each<[what: string, subject: ProposalSubject]>([
    ['more values than a request may ask for', { kind: 'adopt_contract', contract: { ...draft(2), claims: [{ vct: 'a', path: ['b'], maxValues: 4 }] } }], // prettier-ignore
    ['a claim twice', { kind: 'adopt_contract', contract: { ...draft(2), claims: [...draft().claims, ...draft().claims] } }], // prettier-ignore
    ['65 claims', { kind: 'adopt_contract', contract: { ...draft(2), claims: Array.from({ length: 65 }, (_, place) => ({ vct: `${place}`, path: ['b'], maxValues: 0 })) } }], // prettier-ignore
    ['a price beyond its limit', setPrice(2, 100_001)],
    ['a commission of more than half', { kind: 'set_commission', commissionBasisPoints: 5001 }],
    ['no parameter', { kind: 'change_parameters', changes: {}, activationHeight: null }],
    ['another period of the anchors', { kind: 'change_parameters', changes: { anchorPeriodSeconds: 1 } as never, activationHeight: null }], // prettier-ignore
    ['a quorum of nobody', { kind: 'change_parameters', changes: { quorumPercent: 0 }, activationHeight: null }],
    [
      '17 keys',
      recover(
        'shop',
        Array.from({ length: 17 }, () => memberRecord('gas').keys[0] as never),
      ),
    ],
    ['a key twice', { kind: 'change_verifier', verifier: { member: did('bank'), keys: [key('a'), key('a')] } }],
    ['a term that ends before it begins', { kind: 'change_verifier', verifier: { member: did('bank'), keys: [key('a', 1)] } }], // prettier-ignore
    ['no suite', { kind: 'accept_suites', suites: [] }],
    ['a text that is too long', { kind: 'adopt_text', title: { en: 'x'.repeat(2001), fr: 'x' }, textDigest: digestOf('x') }], // prettier-ignore
  ])('%s: no valid shape', async (_what, subject) => {
    const { outcome } = await ledger.propose(subject, 'city');
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'malformed_ledger_transaction' });
  });

  it.each<[kind: string, limit: number, subject: ProposalSubject]>([
    ['member', 1024, admit('gas')],
    ['issuer', 256, accredit('power', 'power leaf')],
    ['verifier', 1024, register('shop', 'shop leaf')],
    ['contract', 4096, { kind: 'adopt_contract', contract: { ...draft(), id: 'another' } }],
  ])('one record of kind %s beyond %d', async (kind, limit, subject) => {
    ledger.state.set(`count/${kind}`, limit - 1);
    expect((await ledger.propose(subject, 'city')).outcome).toMatchObject({ outcome: 'accepted' });
    ledger.state.set(`count/${kind}`, limit);
    expect((await ledger.propose(subject, 'city')).outcome).toMatchObject({ code: 'too_many_records' });
  });

  it('a key of a suite that is no longer accepted', async () => {
    ledger.state.set('parameters', { ...ledger.read('parameters'), suites: ['ES256'] });
    for (const subject of [admit('gas'), recover('shop')]) {
      expect((await ledger.propose(subject, 'city')).outcome).toMatchObject({ code: 'suite_not_accepted' });
    }
  });

  it('an ended verifier asks for nothing more, an ended issuer and verifier change nothing more', async () => {
    await ledger.decideAll(setStatus('verifier', did('bank'), 'ended'), setStatus('issuer', did('water'), 'ended'));
    for (const [subject, code] of [
      [adopt(2), 'verifier_ended'],
      [{ kind: 'change_verifier', verifier: verifierOf('bank', 'x') }, 'verifier_ended'],
      [{ kind: 'change_issuer', issuer: issuerOf('water', 'x') }, 'issuer_ended'],
      [setStatus('issuer', did('water'), 'active'), 'issuer_ended'],
    ] as [ProposalSubject, string][]) {
      expect((await ledger.propose(subject, 'city')).outcome).toMatchObject({ code });
    }
  });
});
