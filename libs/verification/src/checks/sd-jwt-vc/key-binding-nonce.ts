import { defineCheck, failed, passed } from '../../check.js';

/** Binds the answer to this request and, by what the nonce is made of, to its notice. */
export const keyBindingNonce = defineCheck({
  name: 'key-binding-nonce',
  clause: 'RFC 9901 §7.3 step 5.6; OpenID4VP 1.0 §14.1.2; Incola docs/consent.md',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['signedKeyBinding'],
  gives: [],
  codes: ['key_binding_nonce_wrong'],
  check({ signedKeyBinding: { payload } }, { asked }) {
    return payload.nonce === asked.presentationNonce ? passed() : failed('key_binding_nonce_wrong');
  },
});
