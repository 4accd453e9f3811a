import { createJws, encodeBase64url, secondsOf, type Clock, type RandomBytes, type Signer } from '#primitives';
import { CLIENT_ATTESTATION_POP_TYPE } from './verify-client-attestation-pop.js';

export interface ClientAttestationPopToCreate {
  /** The key that the attestation names in `cnf`. */
  signer: Signer;
  clientId: string;
  /** Issuer identifier of the authorization server. */
  audience: string;
  /** The newest challenge of this server, where it gave one. */
  challenge?: string;
  clock: Clock;
  random: RandomBytes;
}

/** A Client Attestation PoP JWT (attestation-based client authentication 07 §5.2): one for each request. */
export function createClientAttestationPop(pop: ClientAttestationPopToCreate): Promise<string> {
  return createJws(
    { typ: CLIENT_ATTESTATION_POP_TYPE },
    {
      iss: pop.clientId,
      aud: pop.audience,
      jti: encodeBase64url(pop.random(16)),
      iat: secondsOf(pop.clock),
      ...(pop.challenge === undefined ? {} : { challenge: pop.challenge }),
    },
    pop.signer,
  );
}
