import type { JsonValue } from '#primitives';

/** All that can be wrong with the times of a credential whose claims are JSON. */
export const CREDENTIAL_TIME_CODES = [
  'credential_times_missing',
  'credential_issued_in_the_future',
  'credential_not_yet_valid',
  'credential_expired',
] as const;

/**
 * What is wrong with the times of a credential (RFC 7519 §4.1.4 to §4.1.6), all three of which must be there.
 * @param times seconds since the epoch, as the payload has them
 * @param skewSeconds how far the issuer's clock may be off, either way
 */
export function findCredentialTimeFlaw(
  { iat, nbf, exp }: Record<'iat' | 'nbf' | 'exp', JsonValue | undefined>,
  nowSeconds: number,
  skewSeconds: number,
): (typeof CREDENTIAL_TIME_CODES)[number] | undefined {
  if (!isTime(iat) || !isTime(nbf) || !isTime(exp)) return 'credential_times_missing';
  if (iat > nowSeconds + skewSeconds) return 'credential_issued_in_the_future';
  if (nbf > nowSeconds + skewSeconds) return 'credential_not_yet_valid';
  return nowSeconds < exp + skewSeconds ? undefined : 'credential_expired';
}

function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
