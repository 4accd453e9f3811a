import { verifyKeyAttestation, type VerifiedKeyAttestation, type VerifiedKeyProof } from '#openid4vci';
import { refusal } from '#primitives';
import { findAttesterKeys, type AttesterParts } from '../clients/find-attester-keys.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ProvenKey } from './verify-key-proofs.js';

/** As the metadata lists them in `proof_signing_alg_values_supported` (HAIP 1.0 §7). */
export const PROOF_ALGORITHMS = ['ES256'];

export interface AttestationCheck {
  /** A key proof of type `attestation` (OpenID4VCI 1.0 §F.3), which must hold our nonce. */
  asProof(jwt: string): Promise<{ keys: ProvenKey[]; credentialNonce: string }>;
  /** `key_attestation` of a key proof of type `jwt` (§F.1), whose own nonce counts. @returns the attested keys */
  besideProof(proof: VerifiedKeyProof): Promise<readonly ProvenKey[]>;
}

/** Looks at the key attestations of one request; one that stands beside several proofs is verified once. */
export function createAttestationCheck(
  tenant: IssuingTenant,
  isRightNonce: (credentialNonce: string) => Promise<boolean>,
  parts: AttesterParts & { clockSkewSeconds: number },
): AttestationCheck {
  const known = new Map<string, VerifiedKeyAttestation>();

  async function verify(jwt: string, mustExpire: boolean): Promise<VerifiedKeyAttestation> {
    const before = known.get(jwt);
    if (before !== undefined) return before;
    const attestation = await verifyKeyAttestation(jwt, {
      findAttesterKeys: (header) => findAttesterKeys(tenant, header, parts),
      algorithms: PROOF_ALGORITHMS,
      mustExpire,
      requirements: tenant.requireKeyAttestation,
      clock: parts.clock,
      verifySignature: parts.verifySignature,
      clockSkewSeconds: parts.clockSkewSeconds,
    });
    const { credentialNonce } = attestation;
    if (credentialNonce !== undefined && !(await isRightNonce(credentialNonce))) {
      throw refusal('key_attestation_wrong_nonce', 'The nonce of the key attestation is unknown or has expired.');
    }
    known.set(jwt, attestation);
    return attestation;
  }

  return {
    async asProof(jwt) {
      const { keys, credentialNonce } = await verify(jwt, false);
      if (credentialNonce === undefined) {
        throw refusal('key_attestation_nonce_missing', 'The key attestation holds no nonce.');
      }
      return { keys, credentialNonce };
    },
    async besideProof({ keyAttestation, thumbprint }) {
      if (keyAttestation === undefined) {
        if (tenant.requireKeyAttestation === undefined) return [];
        throw refusal('key_attestation_missing', 'This issuer asks for an attestation of the keys.');
      }
      const { keys } = await verify(keyAttestation, true);
      if (!keys.some((key) => key.thumbprint === thumbprint)) {
        throw refusal('key_attestation_of_other_key', 'The key proof is not signed by one of the attested keys.');
      }
      return keys;
    },
  };
}
