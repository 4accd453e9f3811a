import { keyDigest } from '#trust';
import { defineCheck, failed, passed } from '../../check.js';

/**
 * The key that the issuer's DID names for this credential. That a host says so proves nothing yet: the next check asks the
 * registry whose key it is, or whether the DID stands on a list.
 */
export const issuerDid = defineCheck({
  name: 'issuer-did',
  clause: 'VC Data Model 1.1 §6.3.1 (kid, iss); DID Core §7',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['jwtVp'],
  gives: ['issuerKey'],
  codes: ['issuer_is_no_did', 'issuer_key_not_named', 'issuer_key_of_another', 'issuer_key_not_found'],
  check({ jwtVp: { credential } }, { trust }) {
    const { iss } = credential.payload;
    const { kid } = credential.header;
    if (typeof iss !== 'string' || !iss.startsWith('did:')) return failed('issuer_is_no_did');
    if (typeof kid !== 'string') return failed('issuer_key_not_named');
    const keyId = kid.startsWith('#') ? `${iss}${kid}` : kid;
    if (!keyId.startsWith(`${iss}#`)) return failed('issuer_key_of_another');
    const publicJwk = trust.issuerKey?.(keyId);
    if (publicJwk === undefined) return failed('issuer_key_not_found');
    const isListed = trust.trustedEntities?.some(({ id }) => id === iss) === true;
    const listedDid = isListed ? { listedDid: iss } : {};
    return passed({ issuerKey: { publicJwk, keyDigest: keyDigest(publicJwk), ...listedDid } });
  },
});
