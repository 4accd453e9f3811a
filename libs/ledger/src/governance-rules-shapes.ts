import { z } from 'zod';
import type { GovernanceRules, ParameterChanges } from './governance.js';
import { minProofsShape } from './settlement-shapes.js';
import { naturalShape, positiveShape } from './shapes.js';

/** Limits of the rules, in genesis and by vote alike. */
const rules = {
  quorumPercent: positiveShape.max(100),
  minVotingSeconds: positiveShape.max(90 * 86_400),
  maxVotingSeconds: positiveShape.max(366 * 86_400),
  maxOpenProposals: positiveShape.max(64),
};
export const commissionShape = naturalShape.max(5000);

export const governanceRulesShape = z
  .strictObject({ ...rules, commissionBasisPoints: commissionShape })
  .refine(hasVotingTime, 'the shortest voting time is longer than the longest') satisfies z.ZodType<GovernanceRules>;

export const parameterChangesShape = z
  .strictObject({
    maxAnchorAgePeriods: naturalShape.max(100_000).exactOptional(),
    maxProofAgeSeconds: positiveShape.max(86_400).exactOptional(),
    maxExpiryBlocks: positiveShape.min(10).max(1000).exactOptional(),
    quorumPercent: rules.quorumPercent.exactOptional(),
    minVotingSeconds: rules.minVotingSeconds.exactOptional(),
    maxVotingSeconds: rules.maxVotingSeconds.exactOptional(),
    maxOpenProposals: rules.maxOpenProposals.exactOptional(),
    minProofs: minProofsShape.exactOptional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'it changes nothing') satisfies z.ZodType<ParameterChanges>;

function hasVotingTime(voting: { minVotingSeconds: number; maxVotingSeconds: number }): boolean {
  return voting.minVotingSeconds <= voting.maxVotingSeconds;
}
