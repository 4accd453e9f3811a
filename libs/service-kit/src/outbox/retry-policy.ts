export interface RetryPolicy {
  /** Before the second attempt; doubled for each later one. */
  firstDelayMilliseconds: number;
  maxDelayMilliseconds: number;
  /** A row that would wait beyond this age is given up: it stays for people to look at. */
  maxAgeMilliseconds: number;
}

const HOUR = 60 * 60 * 1000;

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  firstDelayMilliseconds: 1_000,
  maxDelayMilliseconds: HOUR,
  maxAgeMilliseconds: 30 * 24 * HOUR,
};

/** @param attempts made so far, at least 1 */
export function retryDelayMilliseconds(policy: RetryPolicy, attempts: number): number {
  return Math.min(policy.firstDelayMilliseconds * 2 ** (attempts - 1), policy.maxDelayMilliseconds);
}
