import { presentationHash } from '#sd-jwt-vc';
import { defineCheck, failed, passed } from '../../check.js';

/** The holder signed exactly these disclosures, none taken away or added on the way. */
export const keyBindingHash = defineCheck({
  name: 'key-binding-hash',
  clause: 'RFC 9901 §4.3.1, §7.3 step 5.7',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['signedKeyBinding'],
  gives: [],
  codes: ['key_binding_hash_wrong'],
  check({ signedKeyBinding: { payload, hashedText } }) {
    return payload.sd_hash === presentationHash(hashedText) ? passed() : failed('key_binding_hash_wrong');
  },
});
