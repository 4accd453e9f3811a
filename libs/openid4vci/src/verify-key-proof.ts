import {
  isCodedError,
  jwkThumbprint,
  parseJws,
  refusal,
  secondsOf,
  verifyJws,
  type Clock,
  type JsonObject,
  type ParsedJws,
  type PublicJwk,
  type VerifySignature,
} from '#primitives';
import { readProofKey } from './proof-key.js';

export const KEY_PROOF_TYPE = 'openid4vci-proof+jwt';

/** The header may hold an attestation of a whole batch of keys. */
const PROOF_LIMITS = { maxLength: 64 * 1024, maxDepth: 8 };

export interface KeyProofExpectations {
  /** Credential issuer identifier. */
  audience: string;
  /** Whether the `c_nonce` is one of ours and still fresh; single use is the caller's, over all proofs of a request. */
  checkNonce(credentialNonce: string): boolean | Promise<boolean>;
  clock: Clock;
  verifySignature: VerifySignature;
  /** `proof_signing_alg_values_supported` of the configuration; default: ES256 and EdDSA. */
  algorithms?: readonly string[];
  /** `client_id` that the access token was given to; `iss`, where a proof has one, must be it (§F.1). */
  clientId?: string | null;
  /** Default 300. */
  maxAgeSeconds?: number;
  /** How far ahead a wallet's clock may be; default 60. */
  clockSkewSeconds?: number;
}

export interface VerifiedKeyProof {
  publicJwk: PublicJwk;
  /** RFC 7638. */
  thumbprint: string;
  credentialNonce: string;
  /** `key_attestation` of the header, not yet looked at. */
  keyAttestation: string | undefined;
}

/**
 * Verifies a `jwt` key proof (OpenID4VCI 1.0 §F.1 and §F.4): type, key in `jwk` and nowhere else, signature by that key,
 * audience, age in both directions, nonce.
 * @throws `key_proof_malformed`, `key_proof_wrong_type`, `key_proof_key_source`, `key_proof_private_key`,
 *   `key_proof_unsupported_key`, `key_proof_bad_signature`, `key_proof_wrong_audience`, `key_proof_wrong_client`,
 *   `key_proof_stale`, `key_proof_from_future`, `key_proof_nonce_missing`, `key_proof_wrong_nonce`
 */
export async function verifyKeyProof(jwt: string, expected: KeyProofExpectations): Promise<VerifiedKeyProof> {
  const { header, payload, ...signed } = parseProof(jwt);
  if (header.typ !== KEY_PROOF_TYPE) throw refusal('key_proof_wrong_type', 'The key proof has another type.');
  if (header.jwk === undefined || 'kid' in header || 'x5c' in header || 'trust_chain' in header) {
    throw refusal('key_proof_key_source', 'The key proof must hold its key in `jwk` and nowhere else.');
  }
  const publicJwk = readProofKey(header.jwk, 'key_proof');
  if (expected.algorithms !== undefined && !expected.algorithms.some((algorithm) => algorithm === header.alg)) {
    throw refusal('key_proof_unsupported_key', 'The algorithm of the key proof is none that the metadata lists.');
  }
  if (!(await verifyJws({ header, payload, ...signed }, publicJwk, expected.verifySignature))) {
    throw refusal('key_proof_bad_signature', 'The key proof is not signed by the key that it holds.');
  }
  if (payload.aud !== expected.audience) {
    throw refusal('key_proof_wrong_audience', 'The key proof is for another credential issuer.');
  }
  if (typeof expected.clientId === 'string' && payload.iss !== undefined && payload.iss !== expected.clientId) {
    throw refusal('key_proof_wrong_client', 'The key proof is of another client.');
  }
  checkAge(payload, expected);
  const credentialNonce = await checkNonce(payload, expected);
  const { key_attestation: keyAttestation } = header;
  if (keyAttestation !== undefined && typeof keyAttestation !== 'string') {
    throw refusal('key_attestation_malformed', 'The key attestation is not a JWT.');
  }
  return { publicJwk, thumbprint: jwkThumbprint(publicJwk), credentialNonce, keyAttestation };
}

function checkAge(payload: JsonObject, expected: KeyProofExpectations): void {
  const age = secondsOf(expected.clock) - (typeof payload.iat === 'number' ? payload.iat : Number.NaN);
  if (!(age >= -(expected.clockSkewSeconds ?? 60))) {
    throw refusal('key_proof_from_future', 'The key proof has no time, or one in the future.');
  }
  if (age > (expected.maxAgeSeconds ?? 300)) throw refusal('key_proof_stale', 'The key proof is too old.');
}

async function checkNonce({ nonce }: JsonObject, expected: KeyProofExpectations): Promise<string> {
  // §8.3.1.2: a proof without a nonce is `invalid_proof`, one with a wrong nonce `invalid_nonce`.
  if (typeof nonce !== 'string') throw refusal('key_proof_nonce_missing', 'The key proof holds no nonce.');
  if (!(await expected.checkNonce(nonce))) {
    throw refusal('key_proof_wrong_nonce', 'The nonce of the key proof is unknown or has expired.');
  }
  return nonce;
}

function parseProof(jwt: string): ParsedJws {
  try {
    return parseJws(jwt, PROOF_LIMITS);
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw refusal('key_proof_malformed', 'The key proof is not a JWT.', { cause });
  }
}
