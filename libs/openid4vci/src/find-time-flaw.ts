import type { JsonObject, JsonValue } from '#primitives';

/** How far a clock may be off where something ends: the least that FAPI 2.0 (§5.3.2.1) has a server bear. */
export const EXPIRY_LEEWAY_SECONDS = 10;

export interface TimeRules {
  /** Seconds since the epoch. */
  nowSeconds: number;
  /** How far ahead the peer's clock may be. */
  leadSeconds: number;
  /** Claims that must be there; whichever is there counts. */
  required: readonly ('exp' | 'iat')[];
  /** How long after `iat` the JWT may be used. */
  maxAgeSeconds?: number;
}

/**
 * Looks at `iat`, `nbf` and `exp` of a JWT (RFC 7519 §4.1.4 to §4.1.6). A time that is missing or no number counts as never
 * right.
 * @returns `from_future`, `stale`, or `undefined` where it may be used now
 */
export function findTimeFlaw(payload: JsonObject, rules: TimeRules): 'from_future' | 'stale' | undefined {
  const { nowSeconds, required, maxAgeSeconds = Infinity } = rules;
  const issuedAt = readTime(payload.iat, required.includes('iat') ? Number.NaN : nowSeconds);
  const notBefore = readTime(payload.nbf, nowSeconds);
  const expiresAt = readTime(payload.exp, required.includes('exp') ? Number.NaN : Infinity);
  // Each comparison is written so that NaN fails it.
  if (!(Math.max(issuedAt, notBefore) <= nowSeconds + rules.leadSeconds)) return 'from_future';
  if (!(nowSeconds - issuedAt <= maxAgeSeconds) || !(nowSeconds < expiresAt + EXPIRY_LEEWAY_SECONDS)) return 'stale';
  return undefined;
}

function readTime(value: JsonValue | undefined, whereAbsent: number): number {
  if (value === undefined) return whereAbsent;
  return typeof value === 'number' ? value : Number.NaN;
}
