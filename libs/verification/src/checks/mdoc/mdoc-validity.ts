import { defineCheck, failed, passed } from '../../check.js';

/** Now lies within the validity, and it was signed while its signer was certified. */
export const mdocValidity = defineCheck({
  name: 'mdoc-validity',
  clause: 'ISO/IEC 18013-5 §9.1.2.4, §9.3.1 step 5',
  scope: 'presentation',
  formats: ['mso_mdoc'],
  needs: ['signedMso', 'leaf'],
  gives: [],
  codes: [
    'credential_times_contradictory',
    'credential_issued_in_the_future',
    'credential_not_yet_valid',
    'credential_expired',
    'signer_not_certified_then',
  ],
  check({ signedMso: { signed, validFrom, validUntil }, leaf }, { trust: { policy }, nowSeconds }) {
    const skew = policy.clockSkewSeconds;
    if (validFrom < signed || validUntil <= validFrom) return failed('credential_times_contradictory');
    if (signed > nowSeconds + skew) return failed('credential_issued_in_the_future');
    if (validFrom > nowSeconds + skew) return failed('credential_not_yet_valid');
    if (nowSeconds >= validUntil + skew) return failed('credential_expired');
    const wasCertified = signed >= leaf.notBefore && signed <= leaf.notAfter;
    return wasCertified ? passed() : failed('signer_not_certified_then');
  },
});
