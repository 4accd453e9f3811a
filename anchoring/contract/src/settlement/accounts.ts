import { assertOurs, refusal } from '#primitives';
import { stateKey, type AccountRecord } from '#ledger';
import type { ContractState } from '../contract.js';
import { writeOf, type Effect } from '../effect.js';
import { readRecord } from '../read-record.js';

/** Ten thousand million euros: far from where whole numbers end to be exact. */
const MAX_BALANCE_CENTS = 10 ** 12;

/** What each account gains or, negative, gives. */
export type Postings = ReadonlyMap<string, number>;

export function balanceOf(state: ContractState, account: string): number {
  return readRecord(state, 'account', account)?.balanceCents ?? 0;
}

/** The one way in which a balance changes: nothing is made and nothing is lost. @throws `account_overflow` */
export function post(state: ContractState, postings: Postings): Effect {
  const amounts = [...postings.values()];
  assertOurs(amounts.every(Number.isSafeInteger), 'amounts are whole cents');
  assertOurs(amounts.reduce((sum, amount) => sum + amount, 0) === 0, 'what one account gains, others give');
  const records = [...postings].map(([account, amount]): AccountRecord => {
    const balanceCents = balanceOf(state, account) + amount;
    if (Math.abs(balanceCents) > MAX_BALANCE_CENTS) {
      throw refusal('account_overflow', 'An account would hold more than the ledger counts.');
    }
    return { account, balanceCents };
  });
  return {
    writes: records.map((record) => writeOf(stateKey('account', record.account), record)),
    events: records.map(({ account }) => ({ kind: 'account', key: stateKey('account', account) })),
  };
}
