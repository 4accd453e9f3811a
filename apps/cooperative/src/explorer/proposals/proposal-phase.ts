import type { ProposalRecord } from '#ledger';
import type { ProposalPhase } from './proposals.messages.js';

/**
 * Where a proposal stands for whoever looks now; votes count by the block's time, which the clock only foretells.
 * @param now seconds since the epoch
 */
export function proposalPhase({ status, opensAt, closesAt }: ProposalRecord, now: number): ProposalPhase {
  if (status !== 'open') return status;
  if (now < opensAt) return 'waiting';
  return now < closesAt ? 'voting' : 'counting';
}
