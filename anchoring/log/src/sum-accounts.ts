import { refusal, type JsonValue } from '#primitives';
import { CLEARING_ACCOUNT, stateKey, type AccountRecord, type LedgerTransaction } from '#ledger';

/** What the settlements of a log add up to, counted a second time from its ledger transactions. */
export class AccountSum {
  #paid = 0;
  #distributed = 0;

  /**
   * @param state after the block
   * @throws `accounts_unbalanced`
   */
  read(
    { height, ledgerTransactions }: { height: number; ledgerTransactions: readonly LedgerTransaction[] },
    state: { get(key: string): JsonValue | undefined; entries(): Iterable<[string, JsonValue]> },
  ): void {
    let settles = false;
    for (const { body } of ledgerTransactions) {
      if (body.kind === 'settle') this.#paid += body.payload.settlement.amountCents;
      else if (body.kind === 'distribute') {
        for (const { amountCents } of body.payload.distribution.shares) this.#distributed += amountCents;
      } else continue;
      settles = true;
    }
    if (!settles) return;
    let sum = 0;
    for (const [key, value] of state.entries()) {
      if (key.startsWith('account/')) sum += (value as unknown as AccountRecord).balanceCents;
    }
    const clearing = state.get(stateKey('account', CLEARING_ACCOUNT)) as unknown as AccountRecord | undefined;
    if (sum !== 0 || (clearing?.balanceCents ?? 0) !== this.#paid - this.#distributed) {
      throw refusal('accounts_unbalanced', `After block ${height} the accounts don't balance.`);
    }
  }

  get totals(): { paidCents: number; distributedCents: number } {
    return { paidCents: this.#paid, distributedCents: this.#distributed };
  }
}
