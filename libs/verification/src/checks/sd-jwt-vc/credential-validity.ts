import type { JsonValue } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

/** `exp` is required: a credential that never ends could not be bounded by its status alone (RFC 9901 §9.7). */
export const credentialValidity = defineCheck({
  name: 'credential-validity',
  clause: 'RFC 9901 §7.1 step 6; RFC 7519 §4.1.4 to §4.1.6',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['signedClaims'],
  gives: [],
  codes: [
    'credential_times_missing',
    'credential_issued_in_the_future',
    'credential_not_yet_valid',
    'credential_expired',
  ],
  check({ signedClaims }, { trust: { policy }, nowSeconds }) {
    const { iat, nbf = iat, exp } = signedClaims;
    if (!isTime(iat) || !isTime(nbf) || !isTime(exp)) return failed('credential_times_missing');
    const skew = policy.clockSkewSeconds;
    if (iat > nowSeconds + skew) return failed('credential_issued_in_the_future');
    if (nbf > nowSeconds + skew) return failed('credential_not_yet_valid');
    return nowSeconds < exp + skew ? passed() : failed('credential_expired');
  },
});

function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
