import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Distribution, LedgerTransaction, Settlement } from '#ledger';
import {
  digestOf,
  foundedGenesis,
  payloads,
  people,
  START,
  type Person,
} from '../../contract/test/founded-cooperative.js';
import { BANK_PRICE, MIN_PROOFS, PERIOD, settlingGenesis } from '../../contract/test/settling-ledger.js';
import { expectRefused } from './expect-refused.js';
import { bytesOf, FictiveEngine, signedFor, withNetwork } from './fictive-engine.js';

const { settlement: rules } = settlingGenesis;
const genesis = withNetwork(foundedGenesis(rules === undefined ? {} : { settlement: rules }));
const signed = signedFor(genesis);
const PAID = 30 * BANK_PRICE;

let engine: FictiveEngine;
beforeAll(async () => {
  engine = await FictiveEngine.open({ genesis });
  await engine.initChain();
  await engine.makeBlock([
    await signed('register_verifier', payloads.verifier),
    await signed('accredit_issuer', payloads.issuer),
    await signed('adopt_contract', payloads.contract()),
    await signed('adopt_contract', { contract: { ...payloads.contract().contract, id: 'bank-free', priceCents: 0 } }),
  ]);
  await engine.makeBlock([await settle({})]);
});
afterAll(() => engine.close());

function settle(change: Partial<Settlement>, signer: Person = 'bank'): Promise<LedgerTransaction> {
  const settlement = {
    ...{ member: people.bank.did, period: PERIOD, amountCents: PAID },
    contracts: [{ id: 'bank-account-opening', version: 1 }],
    ...{ countsCommitment: digestOf('counts'), sharesCommitment: digestOf('shares') },
    ...change,
  };
  return signed('settle', { settlement }, [signer]);
}

/** Of another period than the one that stands, so that nothing but its content is wrong. */
function settleAnew(change: Partial<Settlement>, signer?: Person): Promise<LedgerTransaction> {
  return settle({ period: PERIOD - 1, ...change }, signer);
}

function distribute(change: Partial<Distribution>, signer: Person = 'residents'): Promise<LedgerTransaction> {
  const shares = [{ issuer: people.water.did, amountCents: PAID }];
  const distribution = { period: PERIOD, shares, sourcesCommitment: digestOf('sources'), ...change };
  return signed('distribute', { distribution }, [signer]);
}

const shares = (...amounts: number[]) => amounts.map((amountCents) => ({ issuer: people.water.did, amountCents }));

it.each<[what: string, code: string, make: () => Promise<LedgerTransaction>]>([
  ['that pays something else for the same period', 'effect_conflict', () => settle({ amountCents: PAID + BANK_PRICE })],
  ['that no number of proofs costs', 'amount_not_of_prices', () => settleAnew({ amountCents: PAID + 1 })],
  ['of too few proofs', 'below_settlement_threshold', () => settleAnew({ amountCents: (MIN_PROOFS - 1) * BANK_PRICE })],
  ['of nothing', 'malformed_ledger_transaction', () => settleAnew({ amountCents: 0 })],
  ['of a negative amount', 'malformed_ledger_transaction', () => settleAnew({ amountCents: -PAID })],
  ['of parts of a cent', 'malformed_ledger_transaction', () => settleAnew({ amountCents: PAID + 0.5 })],
  [
    'of more than there may be',
    'malformed_ledger_transaction',
    () => settleAnew({ amountCents: Number.MAX_SAFE_INTEGER }),
  ],
  ['of a period that runs', 'settlement_period_not_over', () => settleAnew({ period: PERIOD + 1 })],
  ['for another member', 'not_the_member', () => settleAnew({}, 'water')],
  [
    'of a contract that costs nothing',
    'contract_without_price',
    () => settleAnew({ contracts: [{ id: 'bank-free', version: 1 }] }),
  ],
  [
    'of a contract that nobody adopted',
    'contract_version_unknown',
    () => settleAnew({ contracts: [{ id: 'bank-free', version: 2 }] }),
  ],
  ['for no contract', 'malformed_ledger_transaction', () => settleAnew({ contracts: [] })],
])('a settlement %s is refused (%s) wherever it comes from', async (_, code, make) => {
  await expectRefused(engine, bytesOf(await make()), code);
});

it.each<[what: string, code: string, make: () => Promise<LedgerTransaction>]>([
  ['of more than was paid', 'clearing_short', () => distribute({ shares: shares(PAID + 1) })],
  ['of a share for too few proofs', 'below_settlement_threshold', () => distribute({ shares: shares(BANK_PRICE) })],
  ['to one issuer twice', 'malformed_ledger_transaction', () => distribute({ shares: shares(PAID / 2, PAID / 2) })],
  ['to nobody', 'malformed_ledger_transaction', () => distribute({ shares: [] })],
  ['of a negative share', 'malformed_ledger_transaction', () => distribute({ shares: shares(-PAID) })],
  [
    'to who issues nothing',
    'issuer_unknown',
    () => distribute({ shares: [{ issuer: people.gas.did, amountCents: PAID }] }),
  ],
  ['by who is not the treasurer', 'not_the_member', () => distribute({}, 'bank')],
])('a distribution %s is refused (%s) wherever it comes from', async (_, code, make) => {
  await expectRefused(engine, bytesOf(await make()), code);
});

it('that balances is accepted after all of them', async () => {
  engine.time = START + 1;
  const { txResults } = await engine.makeBlock([await distribute({})]);
  expect(txResults.map(({ code }) => code)).toEqual([0]);
});
