/**
 * How far ahead the clock of a client may be, in seconds. FAPI 2.0 (§5.3.2.1) has a server bear 10 and refuse more than 60; we
 * stay below the latter, since a request is on its way for a while.
 */
export function clockLeadSeconds(clockSkewSeconds: number): number {
  return Math.min(Math.max(clockSkewSeconds, 10), 50);
}
