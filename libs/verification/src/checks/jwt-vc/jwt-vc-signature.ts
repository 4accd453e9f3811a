import { verifyJws } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

export const jwtVcSignature = defineCheck({
  name: 'jwt-vc-signature',
  clause: 'VC Data Model 1.1 §6.3.1; RFC 7515 §5.2',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['jwtVp', 'issuerKey'],
  gives: ['signedVc', 'signed'],
  codes: ['credential_signature_invalid'],
  async check({ jwtVp: { credential }, issuerKey }, { trust }) {
    const valid = await verifyJws(credential, issuerKey.publicJwk, trust.verifySignature);
    if (!valid) return failed('credential_signature_invalid');
    return passed({ signedVc: credential.payload, signed: { status: credential.payload.status } });
  },
});
