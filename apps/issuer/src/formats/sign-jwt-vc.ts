import { issuerIdentity, type SignW3cCredential } from '#identity';
import { assertOurs } from '#primitives';
import { createW3cCredential } from '#w3c-vc';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { SignCredential } from './credential-format.js';

/**
 * `jwt_vc_json` (OpenID4VCI 1.0 Appendix A.1.1): signed by the key of the tenant's issuing certificate under a DID of the method
 * that the tenant chose. It names no certificate: whoever reads DIDs finds the key by them, and the registry vouches for the key.
 */
export function createJwtVcSigning(parts: { issuingKeys: IssuingKeys; sign: SignW3cCredential }): SignCredential {
  return async ({ tenant, type, claims, holderKey, status, issuedAt, expiresAt }) => {
    const { w3c } = type;
    assertOurs(w3c !== undefined, 'a type that declares jwt_vc_json says its W3C type');
    const { signer } = await parts.issuingKeys(tenant.did);
    const identity = issuerIdentity(tenant.issuerDidMethod, tenant.did, signer);
    const toIssue = { issuer: identity.did, type: w3c.type, claims, holderKey, issuedAt, expiresAt };
    return parts.sign(createW3cCredential({ ...toIssue, ...(status && { status }) }), identity);
  };
}
