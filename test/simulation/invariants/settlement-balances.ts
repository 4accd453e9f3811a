import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

interface AccountRow {
  replica: string;
  value: string;
}

/** In every replica's state the accounts sum to zero after every block: what somebody has to pay, others are owed. */
export function settlementBalances(): Invariant {
  return {
    name: 'settlement balances',
    afterStep({ tables }: World) {
      const sql = `SELECT "replica", "value" FROM "cooperative_ledger_state" WHERE "key" LIKE 'account/%'`;
      const sums = new Map<string, number>();
      for (const { replica, value } of tables.cooperative.rows<AccountRow>(sql)) {
        const { balanceCents } = JSON.parse(value) as { balanceCents: number };
        sums.set(replica, (sums.get(replica) ?? 0) + balanceCents);
      }
      return [...sums].filter(([, sum]) => sum !== 0).map(([replica, sum]) => `accounts of ${replica} sum to ${sum}`);
    },
  };
}
