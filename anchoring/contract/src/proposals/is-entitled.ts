import type { MemberRecord } from '#ledger';

/**
 * Whoever voted in its college before a proposal was made votes on it: nobody is admitted, resumed or moved to another
 * college for the sake of a vote that has begun.
 * @param proposedAt seconds since the epoch
 */
export function isEntitled({ admittedAt, votesSince = admittedAt }: MemberRecord, proposedAt: number): boolean {
  return votesSince < proposedAt;
}
