import { defineCheck, failed, passed } from '../../check.js';
import { CREDENTIAL_TIME_CODES, findCredentialTimeFlaw } from '../../credential-times.js';

/** `nbf` is the time of issue and `exp` the end; both are required, so that no credential is for ever. */
export const jwtVcValidity = defineCheck({
  name: 'jwt-vc-validity',
  clause: 'VC Data Model 1.1 §6.3.1 (nbf, exp); RFC 7519 §4.1.4 to §4.1.6',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['accredited', 'signedVc'],
  gives: [],
  codes: CREDENTIAL_TIME_CODES,
  check({ accredited: { by }, signedVc }, { trust: { policy }, nowSeconds }) {
    const { nbf, iat = nbf, exp } = signedVc;
    const flaw = findCredentialTimeFlaw({ iat, nbf, exp }, nowSeconds, { skewSeconds: policy.clockSkewSeconds, by });
    return flaw === undefined ? passed() : failed(flaw);
  },
});
