import { isCodedError, secondsOf, type Clock } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { publicEndpoint } from '#service-kit/url';
import { found, type Finding } from './finding.js';

/** Compares our clock with the cooperative's `Date` (RFC 9110 §6.6.1). That it cannot be reached is said elsewhere. */
export async function examineClock(
  cooperativeUrl: string,
  { fetch, clock, clockSkewSeconds }: { fetch: GuardedFetch; clock: Clock; clockSkewSeconds: number },
): Promise<Finding[]> {
  try {
    const { headers } = await fetch(publicEndpoint(cooperativeUrl, 'livez'));
    const theirs = Date.parse(headers.date ?? '') / 1000;
    if (Number.isNaN(theirs)) return [];
    const seconds = Math.round(Math.abs(secondsOf(clock) - theirs));
    if (seconds > clockSkewSeconds) return [found('problem', 'clock_differs', 'clock', seconds)];
    return [found('ok', 'clock_good', 'clock')];
  } catch (error) {
    if (isCodedError(error)) return [];
    throw error;
  }
}
