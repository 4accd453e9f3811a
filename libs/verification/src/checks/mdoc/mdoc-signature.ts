import { verifyIssuerAuth } from '#mdoc';
import { defineCheck, failed, passed } from '../../check.js';

export const mdocSignature = defineCheck({
  name: 'mdoc-signature',
  clause: 'ISO/IEC 18013-5 §9.1.2.4, §9.3.1 step 2; RFC 9052 §4.4',
  scope: 'presentation',
  formats: ['mso_mdoc'],
  needs: ['mdoc', 'leaf'],
  gives: ['signedMso', 'signed'],
  codes: ['credential_signature_invalid'],
  async check({ mdoc: { issuerSigned }, leaf }, { trust }) {
    const valid = await verifyIssuerAuth(issuerSigned, leaf.publicJwk, trust.verifySignature);
    if (!valid) return failed('credential_signature_invalid');
    return passed({ signedMso: issuerSigned.mso, signed: { status: issuerSigned.mso.status } });
  },
});
