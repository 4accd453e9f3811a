import { createJws, secondsOf, type Clock, type JsonObject, type PublicJwk, type Signer } from '#primitives';
import { CLIENT_ATTESTATION_TYPE } from './verify-client-attestation.js';

export interface ClientAttestationToCreate {
  /** The wallet provider's. */
  signer: Signer;
  /** Who attests. */
  attester: string;
  /** The same for all instances of a wallet (OpenID4VCI 1.0 §15.4.4). */
  clientId: string;
  instanceKey: PublicJwk;
  /** Certificates of the signer, DER in Base 64, leaf first, without the root (HAIP 1.0 §4.4.1). */
  x5c?: readonly string[];
  /** Where the signer's key is known by name instead. */
  kid?: string;
  ttlSeconds: number;
  clock: Clock;
}

/** A Client Attestation JWT (attestation-based client authentication 07 §5.1), as a wallet provider gives it to an instance. */
export function createClientAttestation(attestation: ClientAttestationToCreate): Promise<string> {
  const { x5c, kid, signer } = attestation;
  const { kty, crv, x } = attestation.instanceKey;
  const jwk: JsonObject =
    attestation.instanceKey.kty === 'EC' ? { kty, crv, x, y: attestation.instanceKey.y } : { kty, crv, x };
  const iat = secondsOf(attestation.clock);
  return createJws(
    {
      typ: CLIENT_ATTESTATION_TYPE,
      ...(x5c === undefined ? {} : { x5c: [...x5c] }),
      ...(kid === undefined ? {} : { kid }),
    },
    {
      iss: attestation.attester,
      sub: attestation.clientId,
      iat,
      exp: iat + attestation.ttlSeconds,
      cnf: { jwk },
    },
    signer,
  );
}
