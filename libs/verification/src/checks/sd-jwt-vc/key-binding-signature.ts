import { verifyJws } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

export const keyBindingSignature = defineCheck({
  name: 'key-binding-signature',
  clause: 'RFC 9901 §7.3 step 5.1 and 5.3',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['keyBinding', 'holderJwk'],
  gives: ['signedKeyBinding', 'holderSigned'],
  codes: ['key_binding_signature_invalid'],
  async check({ keyBinding, holderJwk }, { trust }) {
    const valid = await verifyJws(keyBinding, holderJwk, trust.verifySignature);
    if (!valid) return failed('key_binding_signature_invalid');
    return passed({ signedKeyBinding: keyBinding, holderSigned: keyBinding.payload });
  },
});
