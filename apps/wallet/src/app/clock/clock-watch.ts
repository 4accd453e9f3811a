import type { LedgerFetch } from '#ledger';
import type { Clock } from '#primitives';

/** Proofs are believed for minutes; a clock that is further off refuses good ones, or believes old ones. */
export const TOLERATED_SKEW_SECONDS = 120;

/**
 * Compares the device's clock with the `Date` field (RFC 9110 §6.6.1) of answers.
 * @returns a `fetch` that reports, after each answer that has a date, by how many seconds this clock is ahead
 */
export function watchClock(fetch: LedgerFetch, clock: Clock, report: (aheadSeconds: number) => void): LedgerFetch {
  return async (url, request) => {
    const sentAt = clock();
    const response = await fetch(url, request);
    const date = Date.parse(response.headers.get('date') ?? '');
    // Somewhere between sending and receiving the other side wrote its date.
    if (!Number.isNaN(date)) report(Math.round(((sentAt + clock()) / 2 - date) / 1000));
    return response;
  };
}

export function isWrongClock(aheadSeconds: number): boolean {
  return Math.abs(aheadSeconds) > TOLERATED_SKEW_SECONDS;
}
