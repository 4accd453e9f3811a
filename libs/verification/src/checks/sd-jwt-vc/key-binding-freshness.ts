import { defineCheck, failed, passed } from '../../check.js';

export const keyBindingFreshness = defineCheck({
  name: 'key-binding-freshness',
  clause: 'RFC 9901 §7.3 step 5.5',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['signedKeyBinding'],
  gives: [],
  codes: ['key_binding_time_missing', 'key_binding_stale', 'key_binding_from_the_future'],
  check({ signedKeyBinding: { payload } }, { trust: { policy }, nowSeconds }) {
    const { iat } = payload;
    if (typeof iat !== 'number' || !Number.isFinite(iat)) return failed('key_binding_time_missing');
    if (nowSeconds - iat > policy.maxKeyBindingAgeSeconds) return failed('key_binding_stale');
    return iat - nowSeconds > policy.maxKeyBindingAgeSeconds ? failed('key_binding_from_the_future') : passed();
  },
});
