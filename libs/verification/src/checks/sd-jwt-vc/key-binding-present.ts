import { defineCheck, failed, passed } from '../../check.js';

/** Required unless the question does without: whether it is there may not decide whether it is wanted (RFC 9901 §7.3 step 1). */
export const keyBindingPresent = defineCheck({
  name: 'key-binding-present',
  clause: 'RFC 9901 §7.3 step 1 and 2; OpenID4VP 1.0 §8.6 step 2.3',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['parsed'],
  gives: ['keyBinding'],
  codes: ['key_binding_missing'],
  check({ parsed }) {
    return parsed.keyBinding === undefined ? failed('key_binding_missing') : passed({ keyBinding: parsed.keyBinding });
  },
});
