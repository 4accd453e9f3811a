import { createJws, secondsOf, type Clock, type Signer } from '#primitives';
import type { IssuerMetadata } from './issuer-metadata.js';

export const SIGNED_METADATA_TYPE = 'openidvci-issuer-metadata+jwt';

/**
 * The metadata as a JWT (OpenID4VCI 1.0 §12.2.3), with the certificates that HAIP 1.0 §4.1 wants.
 * @param signature.x5c DER in Base 64, leaf first, without the root
 */
export function createSignedIssuerMetadata(
  metadata: IssuerMetadata,
  signature: { signer: Pick<Signer, 'suite' | 'sign'>; x5c: readonly string[]; clock: Clock; ttlSeconds: number },
): Promise<string> {
  const { signer, x5c, clock, ttlSeconds } = signature;
  const now = secondsOf(clock);
  const claims = { ...metadata, sub: metadata.credential_issuer, iat: now, exp: now + ttlSeconds };
  // Through JSON, which is what is signed: members that are `undefined` are no members.
  const payload = JSON.parse(JSON.stringify(claims)) as Parameters<typeof createJws>[1];
  return createJws({ typ: SIGNED_METADATA_TYPE, x5c: [...x5c] }, payload, signer);
}
