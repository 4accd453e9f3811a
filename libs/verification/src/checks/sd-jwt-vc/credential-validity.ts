import { defineCheck, failed, passed } from '../../check.js';
import { CREDENTIAL_TIME_CODES, findCredentialTimeFlaw } from '../../credential-times.js';

/** `exp` is required: a credential that never ends could not be bounded by its status alone (RFC 9901 §9.7). */
export const credentialValidity = defineCheck({
  name: 'credential-validity',
  clause: 'RFC 9901 §7.1 step 6; RFC 7519 §4.1.4 to §4.1.6',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['signedClaims'],
  gives: [],
  codes: CREDENTIAL_TIME_CODES,
  check({ signedClaims }, { trust: { policy }, nowSeconds }) {
    const { iat, nbf = iat, exp } = signedClaims;
    const flaw = findCredentialTimeFlaw({ iat, nbf, exp }, nowSeconds, policy.clockSkewSeconds);
    return flaw === undefined ? passed() : failed(flaw);
  },
});
