import { createJws, secondsOf, type Clock, type JsonObject, type PublicJwk, type Signer } from '#primitives';
import { KEY_ATTESTATION_TYPE } from './verify-key-attestation.js';

export interface KeyAttestationToCreate {
  /** The wallet provider's, or the key storage's own. */
  signer: Pick<Signer, 'suite' | 'sign'>;
  /** DER in Base 64, leaf first, without the root (HAIP 1.0 §4.5.1). */
  x5c?: readonly string[];
  attestedKeys: readonly PublicJwk[];
  credentialNonce?: string;
  /** Attack potential resistance (OpenID4VCI 1.0 Appendix D.2). */
  keyStorage?: readonly string[];
  userAuthentication?: readonly string[];
  clock: Clock;
  /** Absent: it does not expire, and may not go into a key proof of type `jwt`. */
  ttlSeconds?: number;
}

/** A key attestation as a JWT (OpenID4VCI 1.0 Appendix D.1). */
export function createKeyAttestation(attestation: KeyAttestationToCreate): Promise<string> {
  const { signer, x5c, attestedKeys, credentialNonce, keyStorage, userAuthentication, ttlSeconds } = attestation;
  const now = secondsOf(attestation.clock);
  const claims: JsonObject = {
    iat: now,
    ...(ttlSeconds === undefined ? {} : { exp: now + ttlSeconds }),
    attested_keys: attestedKeys.map((key) => ({ ...key })),
    ...(keyStorage === undefined ? {} : { key_storage: [...keyStorage] }),
    ...(userAuthentication === undefined ? {} : { user_authentication: [...userAuthentication] }),
    ...(credentialNonce === undefined ? {} : { nonce: credentialNonce }),
  };
  return createJws({ typ: KEY_ATTESTATION_TYPE, ...(x5c === undefined ? {} : { x5c: [...x5c] }) }, claims, signer);
}
