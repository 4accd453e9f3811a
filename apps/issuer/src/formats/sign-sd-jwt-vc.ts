import { typeMetadataDocument } from '#credential-types';
import { issueSdJwtVc } from '#sd-jwt-vc';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { SignCredential } from './credential-format.js';

/** `dc+sd-jwt` (OpenID4VCI 1.0 Appendix A.3), signed by the key of the tenant's issuing certificate. */
export function createSdJwtVcSigning({ issuingKeys }: { issuingKeys: IssuingKeys }): SignCredential {
  return async ({ tenant, type, claims, holderKey, status, issuedAt, expiresAt }, { random }) => {
    const { signer, x5c } = await issuingKeys(tenant.did);
    const vctIntegrity = typeMetadataDocument(type).integrity;
    const toIssue = {
      issuer: tenant.identifier,
      vct: type.vct,
      vctIntegrity,
      claims,
      holderKey,
      ...(status && { status }),
      issuedAt,
      expiresAt,
      x5c,
    };
    return issueSdJwtVc(toIssue, { signer, random });
  };
}
