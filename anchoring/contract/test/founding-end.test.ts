import { expect, it } from '@jest/globals';
import { payloads, people } from './founded-cooperative.js';
import { GovernedLedger } from './governed-ledger.js';

const FOUNDERS = ['bank', 'water', 'residents'] as const;

it('until the founding ends its founders decide together; then nobody does without a vote, and what stands is a duplicate', async () => {
  const ledger = new GovernedLedger();
  expect(await ledger.act('register_verifier', payloads.verifier, ...FOUNDERS)).toMatchObject({ outcome: 'accepted' });
  expect(await ledger.act('end_founding', {}, 'bank', 'water')).toMatchObject({ code: 'college_missing' });
  expect(await ledger.act('end_founding', {}, ...FOUNDERS)).toMatchObject({ outcome: 'accepted' });
  expect(ledger.read('founding')).toEqual({ endedAt: ledger.time, height: 2 });
  const subject = { kind: 'member', id: people.shop.did } as const;
  const status = { subject, status: 'suspended', sequence: 1 } as const;
  for (const outcome of [
    await ledger.act('admit_member', payloads.admit('gas'), ...FOUNDERS),
    await ledger.act('accredit_issuer', payloads.issuer, ...FOUNDERS),
    await ledger.act('adopt_contract', payloads.contract(), ...FOUNDERS),
    await ledger.act('set_status', status, ...FOUNDERS),
  ]) {
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'founding_ended' });
  }
  expect(await ledger.act('register_verifier', payloads.verifier, ...FOUNDERS)).toMatchObject({ outcome: 'duplicate' });
  expect(await ledger.act('end_founding', {}, ...FOUNDERS)).toMatchObject({ outcome: 'duplicate' });
  expect(await ledger.decide({ kind: 'adopt_contract', ...payloads.contract() })).toMatchObject({ status: 'adopted' });
});

it('the founders adopt a first version that stands in the register, decided by no proposal', async () => {
  const ledger = new GovernedLedger();
  await ledger.act('register_verifier', payloads.verifier, ...FOUNDERS);
  await ledger.act('adopt_contract', payloads.contract(), ...FOUNDERS);
  expect(ledger.read('contract_version/bank-account-opening/1')).toEqual({
    ...payloads.contract(),
    adoptedAt: ledger.time,
    proposal: null,
  });
});
