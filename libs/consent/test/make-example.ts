import { createPrivateKey, sign as nodeSign } from 'node:crypto';
import type { PublicJwk, Signer } from '#primitives';

/** The P-256 keys of the worked example, public knowledge: the private half is in the vector file. */
export type PrivateJwk = Extract<PublicJwk, { kty: 'EC' }> & { d: string };

export function signerOf(jwk: PrivateJwk): Signer {
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const { kty, crv, x, y } = jwk;
  return {
    suite: 'ES256',
    publicJwk: { kty, crv, x, y },
    sign: (message) => nodeSign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }),
  };
}
