import { defineCheck, failed, passed } from '../../check.js';

/** When it was signed: `iat`, or `nbf` where a library writes only that; and before its own end, where it has one. */
export const jwtVpFreshness = defineCheck({
  name: 'jwt-vp-freshness',
  clause: 'OpenID4VP 1.0 §14.1.2; RFC 7519 §4.1.4 to §4.1.6',
  scope: 'presentation',
  ofHolder: true,
  formats: ['jwt_vc_json'],
  needs: ['signedVp'],
  gives: [],
  codes: ['presentation_time_missing', 'presentation_stale', 'presentation_from_the_future', 'presentation_expired'],
  check({ signedVp }, { trust: { policy }, nowSeconds }) {
    const { nbf, iat = nbf, exp } = signedVp;
    if (typeof iat !== 'number' || !Number.isFinite(iat)) return failed('presentation_time_missing');
    if (nowSeconds - iat > policy.maxKeyBindingAgeSeconds) return failed('presentation_stale');
    if (iat - nowSeconds > policy.maxKeyBindingAgeSeconds) return failed('presentation_from_the_future');
    const ends = exp === undefined ? Infinity : Number(exp);
    return nowSeconds < ends + policy.clockSkewSeconds ? passed() : failed('presentation_expired');
  },
});
