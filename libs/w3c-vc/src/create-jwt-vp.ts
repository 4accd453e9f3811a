import { createJws, type Signer } from '#primitives';
import { didJwkOf } from './did-jwk.js';
import { CREDENTIALS_CONTEXT } from './w3c-vc.js';

export interface JwtVpToCreate {
  /** The credential, as JWT. */
  credential: string;
  /** Client identifier of who asked. */
  audience: string;
  presentationNonce: string;
  /** Seconds since the epoch. */
  issuedAt: number;
  /** The key whose did:jwk the credential names as its subject. */
  signer: Signer;
}

/** Presents one credential (OpenID4VP 1.0 §B.1.3.1): `nonce` and `aud` of the request, signed by the holder's key. */
export function createJwtVp({
  credential,
  audience,
  presentationNonce,
  issuedAt,
  signer,
}: JwtVpToCreate): Promise<string> {
  const holder = didJwkOf(signer.publicJwk);
  const presentation = {
    iss: holder,
    aud: audience,
    nonce: presentationNonce,
    iat: issuedAt,
    nbf: issuedAt,
    vp: {
      '@context': [CREDENTIALS_CONTEXT],
      type: ['VerifiablePresentation'],
      holder,
      verifiableCredential: [credential],
    },
  };
  return createJws({ typ: 'JWT', kid: `${holder}#0` }, presentation, signer);
}
