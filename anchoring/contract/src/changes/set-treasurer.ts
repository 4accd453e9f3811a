import { SETTLEMENT_RULES_KEY } from '#ledger';
import { writeValue, type Change } from '../effect.js';
import { requireActiveMember } from '../read-record.js';
import { readSettlementRules } from '../settlement/settlement-period.js';

/** @throws `settlement_not_agreed`, `member_unknown`, `member_excluded`, `member_suspended` */
export const setTreasurer: Change<'set_treasurer'> = ({ state, subject: { member } }) => {
  const rules = readSettlementRules(state);
  requireActiveMember(state, member);
  return writeValue(SETTLEMENT_RULES_KEY, { ...rules, treasurer: member });
};
