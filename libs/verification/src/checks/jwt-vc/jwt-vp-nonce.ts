import { defineCheck, failed, passed } from '../../check.js';

/** Binds the answer to this request and, by what the nonce is made of, to its notice. */
export const jwtVpNonce = defineCheck({
  name: 'jwt-vp-nonce',
  clause: 'OpenID4VP 1.0 §B.1.3.1.5, §14.1.2; Incola docs/consent.md',
  scope: 'presentation',
  ofHolder: true,
  formats: ['jwt_vc_json'],
  needs: ['signedVp'],
  gives: [],
  codes: ['presentation_nonce_wrong'],
  check({ signedVp: { nonce } }, { asked }) {
    return nonce === asked.presentationNonce ? passed() : failed('presentation_nonce_wrong');
  },
});
