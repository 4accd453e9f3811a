import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkLog } from '#anchoring/log';
import { executeGenesis, LedgerState, type ApplyOutcome } from '#anchoring/contract';
import {
  CLEARING_PRICE_KEY,
  SETTLEMENT_RULES_KEY,
  MAX_AMOUNT_CENTS,
  settlementCommitment,
  stateKey,
  type Distribution,
  type IssuerShare,
  type ProposalSubject,
  type Settlement,
} from '#ledger';
import { encodeBase64url } from '#primitives';
import { context, genesis, people, signed, type Person } from './founded-cooperative.js';
import { apply, GovernedLedger } from './governed-ledger.js';
import {
  BANK_DEAR_PRICE,
  BANK_PRICE,
  CITY_PRICE,
  MIN_PROOFS,
  PERIOD,
  PERIOD_SECONDS,
  SettlingLedger,
  settlingGenesis,
} from './settling-ledger.js';

const refusedWith = (code: string) => expect.objectContaining({ outcome: 'refused', code }) as unknown;
const accepted = expect.objectContaining({ outcome: 'accepted' }) as unknown;
const of = (issuer: Person, amountCents: number): IssuerShare => ({ issuer: people[issuer].did, amountCents });

let ledger: SettlingLedger;
beforeEach(async () => {
  ledger = await SettlingLedger.open();
});

function sumOfAccounts(): number {
  return ledger.accounts().reduce((sum, { balanceCents }) => sum + balanceCents, 0);
}

describe('the first leg', () => {
  it('moves what the proofs cost from who asked to the clearing, once a period', async () => {
    expect(await ledger.settle()).toEqual(accepted);
    expect(ledger.balance('bank')).toBe(-30 * BANK_PRICE);
    expect(ledger.balance('clearing')).toBe(30 * BANK_PRICE);
    expect(await ledger.settle()).toMatchObject({ outcome: 'duplicate' });
    expect(await ledger.settle({ amountCents: 31 * BANK_PRICE })).toEqual(refusedWith('effect_conflict'));
    expect(ledger.balance('clearing')).toBe(30 * BANK_PRICE);
    expect(ledger.state.get(stateKey('settlement', people.bank.did, PERIOD))).toMatchObject({ settledAt: ledger.time });
  });

  it('is owed also by whom the members no longer let ask', async () => {
    const subject = { kind: 'verifier' as const, id: people.bank.did };
    await ledger.found('set_status', { subject, status: 'suspended', sequence: 1 });
    expect(await ledger.settle()).toEqual(accepted);
  });

  type Case = [code: string, change: Partial<Settlement>, signer?: Person];
  const one = (id: string, version = 1) => ({ contracts: [{ id, version }] });
  it.each<Case>([
    ['below_settlement_threshold', { amountCents: (MIN_PROOFS - 1) * BANK_PRICE }],
    // Enough for twenty cheap proofs, but perhaps only six: nobody may be able to tell so few from the amount.
    ['below_settlement_threshold', { amountCents: MIN_PROOFS * BANK_PRICE, contracts: [{ id: 'bank-account-opening', version: 1 }, { id: 'bank-credit', version: 1 }] }], // prettier-ignore
    ['amount_not_of_prices', { amountCents: 30 * BANK_PRICE + 1 }],
    ['amount_not_of_prices', { ...one('bank-credit'), amountCents: 100 * BANK_PRICE }],
    ['not_the_member', { member: people.city.did }],
    ['contract_of_another_verifier', one('city-tariff')],
    ['contract_version_unknown', one('bank-account-opening', 2)],
    ['contract_version_unknown', one('nothing-agreed')],
    ['contract_without_price', one('bank-free')],
    ['settlement_period_not_over', { period: PERIOD + 1 }],
    ['verifier_unknown', {}, 'water'],
    ['malformed_ledger_transaction', { amountCents: -BANK_PRICE * 30 }],
    ['malformed_ledger_transaction', { amountCents: 0 }],
    ['malformed_ledger_transaction', { amountCents: 1200.5 }],
    ['malformed_ledger_transaction', { amountCents: MAX_AMOUNT_CENTS + BANK_PRICE }],
    ['malformed_ledger_transaction', { contracts: [] }],
    ['malformed_ledger_transaction', { contracts: [...one('bank-credit').contracts, ...one('bank-credit').contracts] }],
  ])('is refused with %s (case %#), and moves nothing', async (code, change, signer = 'bank') => {
    expect(await ledger.settle(change, signer)).toEqual(refusedWith(code));
    expect(ledger.accounts()).toEqual([]);
  });

  it('of several contracts is an amount that their prices can make up, and no other', async () => {
    const contracts = ['bank-account-opening', 'bank-credit'].map((id) => ({ id, version: 1 }));
    const amountCents = MIN_PROOFS * BANK_DEAR_PRICE + 10;
    expect(await ledger.settle({ amountCents: amountCents - 5, contracts })).toEqual(
      refusedWith('amount_not_of_prices'),
    );
    expect(await ledger.settle({ amountCents, contracts })).toEqual(accepted);
  });

  it('leaves the dearest price that was paid, whatever is paid after it', async () => {
    const dear = { amountCents: MIN_PROOFS * BANK_DEAR_PRICE, contracts: [{ id: 'bank-credit', version: 1 }] };
    expect(await ledger.settle(dear)).toEqual(accepted);
    expect(await ledger.settle({ period: PERIOD - 1 })).toEqual(accepted);
    expect(ledger.state.get(CLEARING_PRICE_KEY)).toBe(BANK_DEAR_PRICE);
  });

  it('is refused where the genesis agrees on no settlement', async () => {
    const state = new LedgerState();
    executeGenesis(state, genesis);
    const settlement: Settlement = {
      ...{ member: people.bank.did, period: 1, amountCents: 800, contracts: [{ id: 'any', version: 1 }] },
      ...{ countsCommitment: 'A'.repeat(43), sharesCommitment: 'A'.repeat(43) },
    };
    const outcome = apply(state, await signed('settle', { settlement }, ['bank']), context);
    expect(outcome).toEqual(refusedWith('settlement_not_agreed'));
  });

  it('is refused where an account would leave what the ledger counts', async () => {
    const amountCents = MAX_AMOUNT_CENTS;
    let outcome: ApplyOutcome | undefined;
    let settled = 0;
    for (; settled <= 20; settled++) {
      outcome = await ledger.settle({ amountCents, period: PERIOD - settled });
      if (outcome.outcome !== 'accepted') break;
    }
    expect(outcome).toEqual(refusedWith('account_overflow'));
    expect(ledger.balance('clearing')).toBe(settled * amountCents);
    // An account may hold exactly as much as the ledger counts.
    expect(settled * amountCents).toBe(10 ** 12);
    expect(sumOfAccounts()).toBe(0);
  });
});

describe('the second leg', () => {
  const [water, power] = [21 * BANK_PRICE + 1, 20 * BANK_PRICE];
  const total = 50 * BANK_PRICE;
  beforeEach(async () => {
    expect(await ledger.settle({ amountCents: total })).toEqual(accepted);
  });

  it('moves what the clearing holds to who issued, less the commission, once a period', async () => {
    expect(await ledger.distribute([of('water', water), of('power', power)])).toEqual(accepted);
    const commission = Math.floor(water / 10) + Math.floor(power / 10);
    expect(ledger.balance('water')).toBe(water - Math.floor(water / 10));
    expect(ledger.balance('power')).toBe(power - Math.floor(power / 10));
    expect(ledger.balance('cooperative')).toBe(commission);
    expect(ledger.balance('clearing')).toBe(total - water - power);
    expect(sumOfAccounts()).toBe(0);
    const record = ledger.state.get(stateKey('distribution', PERIOD));
    expect(record).toMatchObject({ commissionBasisPoints: 1000, commissionCents: commission });
    expect(await ledger.distribute([of('water', water), of('power', power)])).toMatchObject({ outcome: 'duplicate' });
    expect(await ledger.distribute([of('water', power)])).toEqual(refusedWith('effect_conflict'));
  });

  it('forgets the dearest price when the clearing is empty, and not before', async () => {
    expect(await ledger.distribute([of('water', total - power)], { period: PERIOD - 1 })).toEqual(accepted);
    expect(ledger.state.get(CLEARING_PRICE_KEY)).toBe(BANK_PRICE);
    const bought = {
      period: PERIOD - 1,
      amountCents: 20 * BANK_DEAR_PRICE,
      contracts: [{ id: 'bank-credit', version: 1 }],
    };
    expect(await ledger.settle(bought)).toEqual(accepted);
    // Twenty proofs at the lower price may be six at the higher one.
    expect(await ledger.distribute([of('water', power)])).toEqual(refusedWith('below_settlement_threshold'));
    expect(ledger.state.get(CLEARING_PRICE_KEY)).toBe(BANK_DEAR_PRICE);
    const all = power + 20 * BANK_DEAR_PRICE;
    expect(await ledger.distribute([of('water', all)])).toEqual(accepted);
    expect(ledger.state.get(CLEARING_PRICE_KEY)).toBeUndefined();
  });

  type Case = [code: string, shares: IssuerShare[], change?: Partial<Distribution>, signer?: Person];
  it.each<Case>([
    ['clearing_short', [of('water', total + 1)]],
    ['clearing_short', [of('water', total), of('power', power)]],
    ['below_settlement_threshold', [of('water', power), of('power', power - 1)]],
    ['issuer_unknown', [of('bank', power)]],
    ['issuer_unknown', [of('gas', power)]],
    ['not_the_member', [of('water', power)], {}, 'water'],
    ['settlement_period_not_over', [of('water', power)], { period: PERIOD + 1 }],
    ['malformed_ledger_transaction', [of('water', power), of('water', power)]],
    ['malformed_ledger_transaction', [of('water', total), of('power', -power)]],
    ['malformed_ledger_transaction', []],
  ])('is refused with %s (case %#), and moves nothing', async (code, shares, change = {}, signer = 'residents') => {
    expect(await ledger.distribute(shares, change, signer)).toEqual(refusedWith(code));
    expect(ledger.balance('clearing')).toBe(total);
    expect(ledger.accounts()).toHaveLength(2);
  });
});

describe('the rules of settlement', () => {
  it('name another treasurer, and more proofs, by vote', async () => {
    const governed = new GovernedLedger();
    const treasurer = people.city.did;
    expect((await governed.decide({ kind: 'set_treasurer', member: treasurer })).status).toBe('adopted');
    const more: ProposalSubject = { kind: 'change_parameters', changes: { minProofs: 50 }, activationHeight: null };
    expect((await governed.decide(more)).status).toBe('adopted');
    expect(governed.read(SETTLEMENT_RULES_KEY)).toEqual({ periodSeconds: 60, minProofs: 50, treasurer });
  });

  it.each<[code: string, subject: ProposalSubject]>([
    ['member_unknown', { kind: 'set_treasurer', member: people.gas.did }],
    ['malformed_ledger_transaction', { kind: 'change_parameters', changes: { minProofs: 19 }, activationHeight: null }],
  ])('are not changed to what has %s', async (code, subject) => {
    expect((await new GovernedLedger().propose(subject)).outcome).toEqual(refusedWith(code));
  });
});

it('commits to counts, shares and sources each in its own domain, so that none passes for another', () => {
  const salt = new Uint8Array(32).fill(7);
  const commitments = [
    settlementCommitment('counts', salt, []),
    settlementCommitment('shares', salt, []),
    settlementCommitment('sources', salt, []),
    settlementCommitment('counts', new Uint8Array(32).fill(8), []),
  ];
  expect(new Set(commitments).size).toBe(4);
});

describe('whatever is settled and distributed', () => {
  const step = fc.record({
    settles: fc.boolean(),
    signer: fc.constantFrom<Person>('bank', 'city', 'water', 'residents'),
    units: fc.integer({ min: 0, max: 60 }),
    odd: fc.integer({ min: -1, max: 1 }),
    second: fc.integer({ min: 0, max: 60 }),
    period: fc.integer({ min: 0, max: 3 }),
    passes: fc.integer({ min: 0, max: PERIOD_SECONDS }),
  });

  it('the sum of all accounts is zero after every ledger transaction, and the log alone gives the same accounts', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        ledger = await SettlingLedger.open();
        for (const { settles, signer, units, odd, second, period, passes } of steps) {
          ledger.time += passes;
          const amountCents = units * (signer === 'city' ? CITY_PRICE : BANK_PRICE) + odd;
          const before = ledger.balance('clearing');
          const outcome = settles
            ? await ledger.settle({ amountCents, period: PERIOD - period }, signer)
            : await ledger.distribute([of('water', amountCents), of('power', second * BANK_PRICE)], {
                period: PERIOD - period,
              });
          seen.add(`${settles} ${outcome.outcome === 'refused' ? outcome.code : outcome.outcome}`);
          expect(sumOfAccounts()).toBe(0);
          expect(ledger.balance('clearing')).toBeGreaterThanOrEqual(0);
          if (outcome.outcome !== 'accepted') expect(ledger.balance('clearing')).toBe(before);
        }
        const storage = {
          readLeaves: async (start: number, count: number) => ledger.leaves.slice(start, start + count),
        };
        const { stateRoot } = await checkLog(storage, settlingGenesis, apply);
        expect(stateRoot).toBe(encodeBase64url(ledger.state.root()));
      }),
      { numRuns: 40, seed: 20_260_401 },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'true accepted',
        'true below_settlement_threshold',
        'true amount_not_of_prices',
        'true effect_conflict',
        'false accepted',
        'false clearing_short',
        'false below_settlement_threshold',
      ]),
    );
  }, 120_000);
});
