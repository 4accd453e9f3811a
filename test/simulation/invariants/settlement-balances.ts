import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

interface StateRow {
  replica: string;
  key: string;
  value: string;
}

/**
 * In every replica's state the settlement accounts sum to zero: what somebody owes, others are owed.
 * @param balanceOf of a record of the ledger's state, in cents; `undefined` for one that is no account
 */
export function settlementBalances(balanceOf: (key: string, value: unknown) => number | undefined): Invariant {
  return {
    name: 'settlement balances',
    afterStep({ tables }: World) {
      const sums = new Map<string, number>();
      const sql = 'SELECT "replica", "key", "value" FROM "cooperative_ledger_state"';
      for (const { replica, key, value } of tables.cooperative.rows<StateRow>(sql)) {
        const cents = balanceOf(key, JSON.parse(value));
        if (cents !== undefined) sums.set(replica, (sums.get(replica) ?? 0) + cents);
      }
      return [...sums].filter(([, sum]) => sum !== 0).map(([replica, sum]) => `accounts of ${replica} sum to ${sum}`);
    },
  };
}
