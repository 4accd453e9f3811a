import { refusal } from '#primitives';
import {
  GOVERNANCE_KEY,
  PARAMETERS_KEY,
  SETTLEMENT_RULES_KEY,
  type GovernanceRules,
  type LedgerParameters,
} from '#ledger';
import { joinEffects, writeValue, type Change } from '../effect.js';
import { readGovernance, readParameters } from '../read-record.js';
import { readSettlementRules } from '../settlement/settlement-period.js';

/** The values' limits stand in their shape. @throws `voting_time_empty`, `settlement_not_agreed` */
export const changeParameters: Change<'change_parameters'> = ({ state, subject: { changes } }) => {
  const { maxAnchorAgePeriods, maxProofAgeSeconds, maxExpiryBlocks, minProofs, ...rules } = changes;
  const parameters: LedgerParameters = {
    ...readParameters(state),
    ...(maxAnchorAgePeriods === undefined ? {} : { maxAnchorAgePeriods }),
    ...(maxProofAgeSeconds === undefined ? {} : { maxProofAgeSeconds }),
    ...(maxExpiryBlocks === undefined ? {} : { maxExpiryBlocks }),
  };
  const governance: GovernanceRules = { ...readGovernance(state), ...rules };
  if (governance.minVotingSeconds > governance.maxVotingSeconds) {
    throw refusal('voting_time_empty', 'The shortest voting time is longer than the longest.');
  }
  return joinEffects(
    writeValue(PARAMETERS_KEY, parameters),
    writeValue(GOVERNANCE_KEY, governance),
    ...(minProofs === undefined
      ? []
      : [writeValue(SETTLEMENT_RULES_KEY, { ...readSettlementRules(state), minProofs })]),
  );
};

export const setCommission: Change<'set_commission'> = ({ state, subject: { commissionBasisPoints } }) =>
  writeValue(GOVERNANCE_KEY, { ...readGovernance(state), commissionBasisPoints });
