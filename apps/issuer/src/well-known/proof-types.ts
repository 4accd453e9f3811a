import type { ProofTypes } from '#credential-types';
import { trustsAttesters } from '../clients/find-attester-keys.js';
import { PROOF_ALGORITHMS } from '../credential/verify-attestation.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/**
 * `proof_types_supported` of a tenant's configurations (OpenID4VCI 1.0 §12.2.4): `jwt` always and first, `attestation` where
 * somebody is trusted to attest, and what must be attested of the keys.
 */
export function proofTypesOf(
  tenant: Pick<IssuingTenant, 'walletProviderRoots' | 'walletProviderKeys' | 'requireKeyAttestation'>,
): ProofTypes {
  const { requireKeyAttestation: required } = tenant;
  const proofType = {
    proof_signing_alg_values_supported: [...PROOF_ALGORITHMS],
    ...(required && {
      key_attestations_required: {
        ...(required.keyStorage && { key_storage: required.keyStorage }),
        ...(required.userAuthentication && { user_authentication: required.userAuthentication }),
      },
    }),
  };
  return { jwt: proofType, ...(trustsAttesters(tenant) && { attestation: proofType }) };
}
