import { verifyJws } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

export const jwtVpSignature = defineCheck({
  name: 'jwt-vp-signature',
  clause: 'VC Data Model 1.1 §6.3.1; RFC 7515 §5.2',
  scope: 'presentation',
  ofHolder: true,
  formats: ['jwt_vc_json'],
  needs: ['jwtVp', 'holderJwk'],
  gives: ['signedVp', 'holderSigned'],
  codes: ['presentation_signature_invalid'],
  async check({ jwtVp, holderJwk }, { trust }) {
    const valid = await verifyJws(jwtVp, holderJwk, trust.verifySignature);
    if (!valid) return failed('presentation_signature_invalid');
    return passed({ signedVp: jwtVp.payload, holderSigned: {} });
  },
});
