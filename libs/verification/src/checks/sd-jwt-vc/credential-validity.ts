import { defineCheck, failed, passed } from '../../check.js';
import { CREDENTIAL_TIME_CODES, findCredentialTimeFlaw } from '../../credential-times.js';

/** A member's `exp` is required: a credential that never ends could not be bounded by its status alone (RFC 9901 §9.7). */
export const credentialValidity = defineCheck({
  name: 'credential-validity',
  clause: 'RFC 9901 §7.1 step 6; RFC 7519 §4.1.4 to §4.1.6',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['accredited', 'signedClaims'],
  gives: [],
  codes: CREDENTIAL_TIME_CODES,
  check({ accredited: { by }, signedClaims }, { trust: { policy }, nowSeconds }) {
    const { iat, nbf = iat, exp } = signedClaims;
    const flaw = findCredentialTimeFlaw({ iat, nbf, exp }, nowSeconds, { skewSeconds: policy.clockSkewSeconds, by });
    return flaw === undefined ? passed() : failed(flaw);
  },
});
