import { createJws, secondsOf, type Clock, type Signer } from '#primitives';
import { KEY_PROOF_TYPE } from './verify-key-proof.js';

export interface KeyProofToCreate {
  /** The key to which the credential will be bound. */
  signer: Signer;
  /** Credential issuer identifier. */
  audience: string;
  /** `c_nonce` of the nonce endpoint; absent only where the issuer has none. */
  credentialNonce?: string;
  clock: Clock;
}

/** A `jwt` key proof (OpenID4VCI 1.0 §F.1), without `iss`: the token came from anonymous access. */
export function createKeyProof(proof: KeyProofToCreate): Promise<string> {
  const { signer, audience, credentialNonce, clock } = proof;
  return createJws(
    { typ: KEY_PROOF_TYPE, jwk: { ...signer.publicJwk } },
    {
      aud: audience,
      iat: secondsOf(clock),
      ...(credentialNonce === undefined ? {} : { nonce: credentialNonce }),
    },
    signer,
  );
}
