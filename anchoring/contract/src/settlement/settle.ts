import { refusal } from '#primitives';
import { CLEARING_ACCOUNT, CLEARING_PRICE_KEY, type PricedContract } from '#ledger';
import { requireOnly } from '../check-signers.js';
import type { ContractState } from '../contract.js';
import { joinEffects, writeRecord, writeValue, type Rule } from '../effect.js';
import { readRecord } from '../read-record.js';
import { post } from './accounts.js';
import { readSettlementRules, requirePeriodOver } from './settlement-period.js';

/**
 * The first leg: an asking member pays the clearing what its proofs cost. The counts stay with it, so that the rule checks
 * what it can without them: the amount is made up from the prices, and stands for enough proofs even if each was the
 * dearest. What was asked is owed, also by whom is suspended as a verifier.
 * @throws `not_the_member`, `settlement_not_agreed`, `settlement_period_not_over`, `verifier_unknown`,
 *   `contract_version_unknown`, `contract_of_another_verifier`, `contract_without_price`, `amount_not_of_prices`,
 *   `below_settlement_threshold`, `account_overflow`
 */
export const settle: Rule<'settle'> = ({ state, context, signers, payload: { settlement } }) => {
  const { member, period, amountCents, contracts } = settlement;
  requireOnly(signers, member);
  const rules = readSettlementRules(state);
  requirePeriodOver(rules, period, context);
  if (readRecord(state, 'verifier', member) === undefined) {
    throw refusal('verifier_unknown', 'Only a registered verifier settles.');
  }
  const prices = contracts.map((contract) => priceOf(state, member, contract));
  if (amountCents % prices.reduce(greatestCommonDivisor) !== 0) {
    throw refusal('amount_not_of_prices', "The amount can't be made up from the contracts' prices.");
  }
  const highest = Math.max(...prices);
  if (amountCents < rules.minProofs * highest) {
    throw refusal('below_settlement_threshold', 'The amount may stand for too few proofs: it is carried over.');
  }
  const standing = (state.get(CLEARING_PRICE_KEY) as number | undefined) ?? 0;
  return joinEffects(
    writeRecord('settlement', [member, period], { ...settlement, settledAt: context.time }),
    writeValue(CLEARING_PRICE_KEY, Math.max(standing, highest)),
    post(
      state,
      new Map([
        [member, -amountCents],
        [CLEARING_ACCOUNT, amountCents],
      ]),
    ),
  );
};

function priceOf(state: ContractState, member: string, { id, version }: PricedContract): number {
  const adopted = readRecord(state, 'contract_version', id, version);
  if (adopted === undefined) throw refusal('contract_version_unknown', 'There is no such version of a contract.');
  const { verifier, priceCents } = adopted.contract;
  if (verifier !== member) throw refusal('contract_of_another_verifier', "The contract is another member's.");
  if (priceCents === 0) throw refusal('contract_without_price', 'Proofs under the contract cost nothing.');
  return priceCents;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
