import type { JsonValue } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

/** `nbf` is the time of issue and `exp` the end; both are required, so that no credential is for ever. */
export const jwtVcValidity = defineCheck({
  name: 'jwt-vc-validity',
  clause: 'VC Data Model 1.1 §6.3.1 (nbf, exp); RFC 7519 §4.1.4 to §4.1.6',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['signedVc'],
  gives: [],
  codes: [
    'credential_times_missing',
    'credential_issued_in_the_future',
    'credential_not_yet_valid',
    'credential_expired',
  ],
  check({ signedVc }, { trust: { policy }, nowSeconds }) {
    const { nbf, iat = nbf, exp } = signedVc;
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
