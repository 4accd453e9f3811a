import { genesisDigest, type Genesis } from '#ledger';
import { secondsOf } from '#primitives';
import { createNetwork, foundDevelopmentLedger, type FounderKey } from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';

/** The ledger is a little older than its first block. */
const AGE_SECONDS = 60;
/** Proposals are voted on within seconds: the drill shows what a decision does to the network, not how it is come to. */
export const VOTING_SECONDS = 2;

export interface DrillFounding {
  folder: string;
  genesis: Genesis;
  genesisId: string;
  founderKeys: readonly FounderKey[];
}

/** Founds a ledger of members that exist nowhere, with so many validators in each college, in a folder of its own. */
export function foundDrillLedger(
  folder: string,
  validatorsPerCollege: number,
  tools: Pick<DrillTools, 'clock' | 'random'>,
): DrillFounding {
  const { random, clock } = tools;
  const { founding, founderKeys } = foundDevelopmentLedger(secondsOf(clock) - AGE_SECONDS, random);
  const governance = {
    quorumPercent: 50,
    minVotingSeconds: VOTING_SECONDS,
    maxVotingSeconds: 600,
    maxOpenProposals: 8,
    commissionBasisPoints: 1000,
  };
  const genesis = createNetwork({ folder, founding: { ...founding, governance }, validatorsPerCollege, random });
  return { folder, genesis, genesisId: genesisDigest(genesis), founderKeys };
}
