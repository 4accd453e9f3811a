import type { JsonValue } from '#primitives';

/** All that can be wrong with the times of a credential whose claims are JSON. */
export const CREDENTIAL_TIME_CODES = [
  'credential_times_missing',
  'credential_issued_in_the_future',
  'credential_not_yet_valid',
  'credential_expired',
] as const;

/**
 * What is wrong with the times of a credential (RFC 7519 §4.1.4 to §4.1.6). A member's has all three; one of a trusted entity is
 * held to those that it has, since each is optional (SD-JWT VC §2.2.2.3).
 * @param times seconds since the epoch, as the payload has them
 * @param given `skewSeconds`: how far the issuer's clock may be off, either way; `by`: who vouches for the issuer
 */
export function findCredentialTimeFlaw(
  { iat, nbf, exp }: Record<'iat' | 'nbf' | 'exp', JsonValue | undefined>,
  nowSeconds: number,
  { skewSeconds, by }: { skewSeconds: number; by: 'registry' | 'list' },
): (typeof CREDENTIAL_TIME_CODES)[number] | undefined {
  const isWell = (time: JsonValue | undefined) => isTime(time) || (time === undefined && by === 'list');
  if (![iat, nbf, exp].every(isWell)) return 'credential_times_missing';
  const latest = nowSeconds + skewSeconds;
  if (isTime(iat) && iat > latest) return 'credential_issued_in_the_future';
  if (isTime(nbf) && nbf > latest) return 'credential_not_yet_valid';
  return isTime(exp) && nowSeconds >= exp + skewSeconds ? 'credential_expired' : undefined;
}

function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
