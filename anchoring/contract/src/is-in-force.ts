import type { Term } from '#ledger';

/** @param time seconds since the epoch */
export function isInForce({ from, until }: Term, time: number): boolean {
  return from <= time && (until === null || time < until);
}
