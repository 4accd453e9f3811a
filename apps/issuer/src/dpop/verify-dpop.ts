import { accessTokenHash, verifyDpopProof, type VerifiedDpopProof } from '#openid4vci';
import { encodeBase64url, encodeUtf8, sha256, type Clock, type VerifySignature } from '#primitives';
import { clockLeadSeconds } from '../clock-lead.js';
import type { ServerNonces } from '../nonce/server-nonces.js';
import { singleHeader } from '../single-header.js';

export interface DpopParts {
  dpopNonces: ServerNonces;
  clock: Clock;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}

export interface DpopRequest {
  tenantId: string;
  /** The `DPoP` header field. */
  header: string | string[] | undefined;
  /** The endpoint as published. */
  url: string;
  accessToken?: string;
}

export interface DpopProof extends VerifiedDpopProof {
  /** For {@link OneTimeValues}: of key and `jti`, so that nobody can use up another's. */
  replayDigest: string;
}

/**
 * Verifies the DPoP proof of a POST (RFC 9449 §4.3), our nonce in it included. The caller remembers its `replayDigest`.
 * @throws `dpop_missing`, `dpop_repeated` and the codes of `verifyDpopProof`
 */
export async function verifyDpop(request: DpopRequest, parts: DpopParts): Promise<DpopProof> {
  const { header, tenantId, accessToken } = request;
  const proof = await verifyDpopProof({
    jwt: singleHeader(header, 'DPoP', 'dpop'),
    method: 'POST',
    url: request.url,
    ...(accessToken === undefined ? {} : { accessTokenHash: accessTokenHash(accessToken) }),
    // A proof made in advance, or on a machine whose clock is turned, holds no nonce of now (RFC 9449 §8).
    checkNonce: async (nonce) => nonce !== undefined && (await parts.dpopNonces.check(tenantId, nonce)) !== undefined,
    clock: parts.clock,
    verifySignature: parts.verifySignature,
    clockSkewSeconds: clockLeadSeconds(parts.clockSkewSeconds),
  });
  return { ...proof, replayDigest: encodeBase64url(sha256(encodeUtf8(`${proof.thumbprint} ${proof.jti}`))) };
}
