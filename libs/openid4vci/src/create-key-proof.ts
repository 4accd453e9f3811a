import { createJws, secondsOf, type Clock, type Signer } from '#primitives';
import { KEY_PROOF_TYPE } from './verify-key-proof.js';

export interface KeyProofToCreate {
  /** The key to which the credential will be bound. */
  signer: Signer;
  /** Credential issuer identifier. */
  audience: string;
  /** `c_nonce` of the nonce endpoint; absent only where the issuer has none. */
  credentialNonce?: string;
  /** Of this key among others, for an issuer that asks for it (Appendix D). */
  keyAttestation?: string;
  /** `client_id`, where the token was not got by anonymous access. */
  clientId?: string;
  clock: Clock;
}

/** A `jwt` key proof (OpenID4VCI 1.0 §F.1). */
export function createKeyProof(proof: KeyProofToCreate): Promise<string> {
  const { signer, audience, credentialNonce, keyAttestation, clientId, clock } = proof;
  return createJws(
    {
      typ: KEY_PROOF_TYPE,
      jwk: { ...signer.publicJwk },
      ...(keyAttestation === undefined ? {} : { key_attestation: keyAttestation }),
    },
    {
      ...(clientId === undefined ? {} : { iss: clientId }),
      aud: audience,
      iat: secondsOf(clock),
      ...(credentialNonce === undefined ? {} : { nonce: credentialNonce }),
    },
    signer,
  );
}
