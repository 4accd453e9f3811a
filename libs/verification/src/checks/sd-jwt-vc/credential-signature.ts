import { verifyJws } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

export const credentialSignature = defineCheck({
  name: 'credential-signature',
  clause: 'RFC 9901 §7.1 step 2.2; RFC 7515 §5.2',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['parsed', 'leaf'],
  gives: ['signedClaims', 'signed'],
  codes: ['credential_signature_invalid'],
  async check({ parsed, leaf }, { trust }) {
    const valid = await verifyJws(parsed, leaf.publicJwk, trust.verifySignature);
    if (!valid) return failed('credential_signature_invalid');
    return passed({ signedClaims: parsed.payload, signed: { status: parsed.payload.status } });
  },
});
