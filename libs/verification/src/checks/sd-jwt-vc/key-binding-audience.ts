import { audienceOf } from '../../audience-of.js';
import { defineCheck, failed, passed } from '../../check.js';

export const keyBindingAudience = defineCheck({
  name: 'key-binding-audience',
  clause: 'RFC 9901 §7.3 step 5.6; OpenID4VP 1.0 §14.1.2, §A.4',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['signedKeyBinding'],
  gives: [],
  codes: ['key_binding_audience_wrong'],
  check({ signedKeyBinding: { payload } }, { asked }) {
    return payload.aud === audienceOf(asked) ? passed() : failed('key_binding_audience_wrong');
  },
});
