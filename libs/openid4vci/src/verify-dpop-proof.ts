import {
  jwkThumbprint,
  refusal,
  secondsOf,
  verifyJws,
  type Clock,
  type JsonObject,
  type PublicJwk,
  type VerifySignature,
} from '#primitives';
import { dpopUrl } from './dpop-url.js';
import { findTimeFlaw } from './find-time-flaw.js';
import { parseJwt } from './parse-jwt.js';
import { readProofKey } from './proof-key.js';

export const DPOP_TYPE = 'dpop+jwt';

const MAX_PROOF_LENGTH = 8 * 1024;
const MAX_JTI_LENGTH = 256;

export interface DpopExpectations {
  /** The `DPoP` header's value. */
  jwt: string;
  /** HTTP method of the request, in upper case. */
  method: string;
  /** Address of the endpoint as published, never from the Host header. */
  url: string;
  /** Where the request carries a token: its {@link accessTokenHash}. */
  accessTokenHash?: string;
  /** Whether the server's nonce is right; absent where the server asks for none. */
  checkNonce?: (nonce: string | undefined) => boolean | Promise<boolean>;
  clock: Clock;
  verifySignature: VerifySignature;
  /** Default 60; a replay store must remember a `jti` for this and the skew together. */
  maxAgeSeconds?: number;
  /** Default 30. */
  clockSkewSeconds?: number;
}

export interface VerifiedDpopProof {
  publicJwk: PublicJwk;
  /** `jkt` (RFC 9449 §6.1). */
  thumbprint: string;
  /** For the replay store, which is the caller's. */
  jti: string;
  /** Seconds since the epoch after which the proof would be refused by its age. */
  expiresAt: number;
}

/**
 * Verifies a DPoP proof by the list of RFC 9449 §4.3, but for the replay of `jti`, which needs a store.
 * @throws `dpop_malformed`, `dpop_wrong_type`, `dpop_private_key`, `dpop_unsupported_key`, `dpop_wrong_method`,
 *   `dpop_wrong_url`, `dpop_stale`, `dpop_from_future`, `dpop_wrong_token`, `dpop_wrong_nonce`, `dpop_bad_signature`
 */
export async function verifyDpopProof(expected: DpopExpectations): Promise<VerifiedDpopProof> {
  const proof = parseJwt(expected.jwt, 'dpop_malformed', MAX_PROOF_LENGTH);
  const { header, payload } = proof;
  if (header.typ !== DPOP_TYPE) throw refusal('dpop_wrong_type', 'The DPoP proof has another type.');
  const publicJwk = readProofKey(header.jwk, 'dpop');
  const { jti, htm, htu, iat } = payload;
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI_LENGTH || typeof htu !== 'string') {
    throw refusal('dpop_malformed', 'The DPoP proof lacks a claim.');
  }
  if (htm !== expected.method) throw refusal('dpop_wrong_method', 'The DPoP proof is for another method.');
  if (htu !== expected.url && (!URL.canParse(htu) || dpopUrl(htu) !== dpopUrl(expected.url))) {
    throw refusal('dpop_wrong_url', 'The DPoP proof is for another address.');
  }
  const maxAgeSeconds = expected.maxAgeSeconds ?? 60;
  const flaw = findTimeFlaw(payload, {
    nowSeconds: secondsOf(expected.clock),
    leadSeconds: expected.clockSkewSeconds ?? 30,
    required: ['iat'],
    maxAgeSeconds,
  });
  if (flaw !== undefined) throw refusal(`dpop_${flaw}`, 'The DPoP proof is too old, or from the future.');
  await checkTokenAndNonce(payload, expected);
  // Last, since it costs most: a wallet's first proof holds no nonce yet and is answered before.
  if (!(await verifyJws(proof, publicJwk, expected.verifySignature))) {
    throw refusal('dpop_bad_signature', 'The DPoP proof is not signed by the key that it holds.');
  }
  return {
    publicJwk,
    thumbprint: jwkThumbprint(publicJwk),
    jti,
    expiresAt: Math.ceil((iat as number) + maxAgeSeconds) + 1,
  };
}

async function checkTokenAndNonce(payload: JsonObject, expected: DpopExpectations): Promise<void> {
  if (expected.accessTokenHash !== undefined && payload.ath !== expected.accessTokenHash) {
    throw refusal('dpop_wrong_token', 'The DPoP proof is for another access token.');
  }
  const nonce = typeof payload.nonce === 'string' ? payload.nonce : undefined;
  if (expected.checkNonce !== undefined && !(await expected.checkNonce(nonce))) {
    throw refusal('dpop_wrong_nonce', 'The DPoP proof must hold a nonce of this server.');
  }
}
