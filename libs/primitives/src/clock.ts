/** Milliseconds since the Unix epoch. Passed to whatever needs the time; nothing else reaches for `Date.now`. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** The clock's reading as a JWT NumericDate: whole seconds since the epoch (RFC 7519 §2). */
export function secondsOf(clock: Clock): number {
  return Math.floor(clock() / 1000);
}
