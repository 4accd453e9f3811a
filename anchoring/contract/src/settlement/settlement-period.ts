import { refusal } from '#primitives';
import { SETTLEMENT_RULES_KEY, type SettlementRules } from '#ledger';
import type { BlockContext, ContractState } from '../contract.js';

/** @throws `settlement_not_agreed` */
export function readSettlementRules(state: ContractState): SettlementRules {
  const rules = state.get(SETTLEMENT_RULES_KEY);
  if (rules === undefined) throw refusal('settlement_not_agreed', 'The members agreed on no settlement.');
  return rules as unknown as SettlementRules;
}

/** @throws `settlement_period_not_over` */
export function requirePeriodOver({ periodSeconds }: SettlementRules, period: number, { time }: BlockContext): void {
  if (period >= Math.floor(time / periodSeconds)) {
    throw refusal('settlement_period_not_over', 'The settlement period is not over.');
  }
}
