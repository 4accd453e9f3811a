import {
  createJws,
  encodeBase64url,
  encodeUtf8,
  secondsOf,
  sha256,
  type Clock,
  type RandomBytes,
  type Signer,
} from '#primitives';
import { dpopUrl } from './dpop-url.js';
import { DPOP_TYPE } from './verify-dpop-proof.js';

export interface DpopProofToCreate {
  signer: Signer;
  /** HTTP method of the request, in upper case. */
  method: string;
  url: string;
  /** The token that the request carries; absent at the token endpoint. */
  accessToken?: string;
  /** The newest `DPoP-Nonce` of this server (RFC 9449 §8). */
  nonce?: string;
  clock: Clock;
  random: RandomBytes;
}

/** A DPoP proof (RFC 9449 §4.2). */
export function createDpopProof(proof: DpopProofToCreate): Promise<string> {
  return createJws(
    { typ: DPOP_TYPE, jwk: { ...proof.signer.publicJwk } },
    {
      jti: encodeBase64url(proof.random(16)),
      htm: proof.method,
      htu: dpopUrl(proof.url),
      iat: secondsOf(proof.clock),
      ...(proof.accessToken === undefined ? {} : { ath: accessTokenHash(proof.accessToken) }),
      ...(proof.nonce === undefined ? {} : { nonce: proof.nonce }),
    },
    proof.signer,
  );
}

/** `ath`: base64url SHA-256 of the token's ASCII (RFC 9449 §4.2). */
export function accessTokenHash(accessToken: string): string {
  return encodeBase64url(sha256(encodeUtf8(accessToken)));
}
