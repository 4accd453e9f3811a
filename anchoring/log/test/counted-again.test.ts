import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseLogLeaf, stateKey, type LedgerTransaction, type ProposalRecord, type ProposalSubject } from '#ledger';
import type { JsonObject, JsonValue } from '#primitives';
import { digestOf, people } from '../../contract/test/founded-cooperative.js';
import { GovernedLedger } from '../../contract/test/governed-ledger.js';
import { BANK_PRICE, SettlingLedger } from '../../contract/test/settling-ledger.js';
import { VoteCount } from '../src/count-votes.js';
import { AccountSum } from '../src/sum-accounts.js';

const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

function ledgerTransactionsOf(leaves: readonly Uint8Array[]): LedgerTransaction[] {
  return leaves
    .map(parseLogLeaf)
    .flatMap((leaf) => (leaf.kind === 'ledger_transaction' ? [leaf.ledgerTransaction] : []));
}

/** The ledger's state in which somebody wrote something else under these keys. */
function altered(state: GovernedLedger['state'], changes: Record<string, JsonObject>) {
  return {
    get: (key: string): JsonValue | undefined => changes[key] ?? state.get(key),
    entries: () => [...state.entries()].map(([key, value]): [string, JsonValue] => [key, changes[key] ?? value]),
  };
}

describe('a vote that is counted again', () => {
  const TEXT: ProposalSubject = { kind: 'adopt_text', title: { en: 'A', fr: 'B' }, textDigest: digestOf('text') };
  let ledger: GovernedLedger;
  let record: ProposalRecord;
  const count = (changes: Partial<ProposalRecord> = {}) => {
    const votes = new VoteCount();
    votes.read(ledgerTransactionsOf(ledger.leaves), ledger.state);
    const key = stateKey('proposal', record.id);
    return votes.close(altered(ledger.state, { [key]: { ...record, ...changes } as unknown as JsonObject }));
  };
  beforeEach(async () => {
    ledger = new GovernedLedger();
    record = await ledger.decide(TEXT);
  });

  it('comes to what the contract wrote down', async () => {
    expect(count()).toMatchObject([{ proposal: record.id, kind: 'adopt_text', status: 'adopted' }]);
    expect(count()[0]?.tallies).toEqual(record.tallies);
    record = await ledger.decide(TEXT, { bank: 'no', city: 'no', water: 'yes', residents: 'abstain' });
    expect(count()).toMatchObject([{ status: 'adopted' }, { status: 'rejected' }]);
  });

  it.each<[what: string, change: () => Partial<ProposalRecord>]>([
    ['a ballot more', () => ({ tallies: { ...record.tallies, citizens: { ...record.tallies.citizens, yes: 2 } } })],
    ['a ballot of another choice', () => ({ tallies: { ...record.tallies, citizens: { ...record.tallies.citizens, yes: 0, no: 1 } } })], // prettier-ignore
    ['another quorum than its result', () => ({ tallies: { ...record.tallies, citizens: { ...record.tallies.citizens, electorate: 9 } } })], // prettier-ignore
    ['another result', () => ({ closing: record.closing && { ...record.closing, results: { ...record.closing.results, citizens: 'no' } } })], // prettier-ignore
    ['another decision', () => ({ status: 'rejected' })],
    ['no closing', () => ({ closing: null })],
  ])('is refused where the state tells of %s', (_, change) => {
    expect(() => count(change())).toThrow(refused('vote_miscounted'));
  });
});

describe('accounts that are summed up again', () => {
  const water = { issuer: people.water.did, amountCents: 20 * BANK_PRICE };
  let ledger: SettlingLedger;
  beforeEach(async () => {
    ledger = await SettlingLedger.open();
    await ledger.settle();
    await ledger.distribute([water]);
  });
  const read = (changes: Record<string, number> = {}) => {
    const accounts = Object.entries(changes).map(([account, balanceCents]) => {
      return [stateKey('account', account), { account, balanceCents }] as const;
    });
    const sum = new AccountSum();
    const block = { height: ledger.height, ledgerTransactions: ledgerTransactionsOf(ledger.leaves) };
    sum.read(block, altered(ledger.state, Object.fromEntries(accounts)));
    return sum.totals;
  };

  it('balance, and hold what was paid and not yet distributed', () => {
    expect(read()).toEqual({ paidCents: 30 * BANK_PRICE, distributedCents: water.amountCents });
  });

  it('are refused where a cent came from nowhere, or the clearing holds other than it should', () => {
    const clearing = ledger.balance('clearing');
    expect(() => read({ [people.bank.did]: ledger.balance('bank') + 1 })).toThrow(refused('accounts_unbalanced'));
    expect(() => read({ clearing: clearing + 1 })).toThrow(refused('accounts_unbalanced'));
    const moved = { clearing: clearing + 1, [people.bank.did]: ledger.balance('bank') - 1 };
    expect(() => read(moved)).toThrow(refused('accounts_unbalanced'));
  });

  it('are not summed up after a block that settles nothing', () => {
    const sum = new AccountSum();
    sum.read({ height: 1, ledgerTransactions: [] }, altered(ledger.state, {}));
    expect(sum.totals).toEqual({ paidCents: 0, distributedCents: 0 });
  });
});
