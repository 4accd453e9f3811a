import {
  jwkThumbprint,
  refusal,
  secondsOf,
  type Clock,
  type JsonObject,
  type JsonValue,
  type PublicJwk,
  type VerifySignature,
} from '#primitives';
import { isSignedByOneOf } from './is-signed-by-one-of.js';
import { parseJwt } from './parse-jwt.js';
import { readProofKey } from './proof-key.js';

export const KEY_ATTESTATION_TYPE = 'key-attestation+jwt';

/** A hundred keys and the attester's certificates. */
const MAX_ATTESTATION_LENGTH = 64 * 1024;
const MAX_ATTESTED_KEYS = 100;

/** `key_attestations_required` (OpenID4VCI 1.0 §12.2.4): one of the values of each list, where there is one. */
export interface AttestationRequirements {
  keyStorage?: readonly string[] | undefined;
  userAuthentication?: readonly string[] | undefined;
}

export interface KeyAttestationExpectations {
  /** The keys of trusted attesters that the header may mean, by `x5c` or `kid`; none where it names nobody who is trusted. */
  findAttesterKeys(header: JsonObject): Promise<readonly PublicJwk[]>;
  /** As `proof_signing_alg_values_supported` lists them (§F.1, §F.3). */
  algorithms: readonly string[];
  /** Within a `jwt` key proof it must say when it ends (Appendix D.1). */
  mustExpire: boolean;
  requirements?: AttestationRequirements | undefined;
  clock: Clock;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}

export interface VerifiedKeyAttestation {
  /** Each once, in their order. */
  keys: { publicJwk: PublicJwk; thumbprint: string }[];
  credentialNonce: string | undefined;
}

/**
 * Verifies a key attestation (OpenID4VCI 1.0 Appendix D.1, HAIP 1.0 §4.5.1): type, trusted signer, signature, times, keys, and
 * what the issuer requires of their storage. Whether its nonce is right depends on where it was sent, and is the caller's.
 * @throws `key_attestation_malformed`, `key_attestation_wrong_type`, `key_attestation_unsupported`,
 *   `key_attestation_untrusted`, `key_attestation_bad_signature`, `key_attestation_from_future`, `key_attestation_expired`,
 *   `key_attestation_too_weak`, `key_proof_private_key`, `key_proof_unsupported_key`
 */
export async function verifyKeyAttestation(
  jwt: string,
  expected: KeyAttestationExpectations,
): Promise<VerifiedKeyAttestation> {
  const attestation = parseJwt(jwt, 'key_attestation_malformed', MAX_ATTESTATION_LENGTH);
  const { header, payload } = attestation;
  if (header.typ !== KEY_ATTESTATION_TYPE) {
    throw refusal('key_attestation_wrong_type', 'The key attestation has another type.');
  }
  if (!expected.algorithms.some((algorithm) => algorithm === header.alg)) {
    throw refusal(
      'key_attestation_unsupported',
      'The algorithm of the key attestation is none that the metadata lists.',
    );
  }
  const attesters = await expected.findAttesterKeys(header);
  if (attesters.length === 0) throw refusal('key_attestation_untrusted', 'Who attests the keys is not trusted here.');
  if (!(await isSignedByOneOf(attesters, attestation, expected.verifySignature))) {
    throw refusal('key_attestation_bad_signature', 'The key attestation is not signed by who it names.');
  }
  checkTimes(payload, expected);
  checkStrength(payload.key_storage, expected.requirements?.keyStorage);
  checkStrength(payload.user_authentication, expected.requirements?.userAuthentication);
  const { nonce } = payload;
  return { keys: readAttestedKeys(payload), credentialNonce: typeof nonce === 'string' ? nonce : undefined };
}

function checkTimes({ iat, exp }: JsonObject, expected: KeyAttestationExpectations): void {
  const now = secondsOf(expected.clock);
  if (typeof iat !== 'number') throw malformed();
  if (iat > now + expected.clockSkewSeconds) {
    throw refusal('key_attestation_from_future', 'The key attestation comes from the future.');
  }
  if (exp === undefined && !expected.mustExpire) return;
  if (typeof exp !== 'number') throw malformed();
  if (exp <= now - expected.clockSkewSeconds) throw refusal('key_attestation_expired', 'The key attestation is over.');
}

function checkStrength(attested: JsonValue | undefined, accepted: readonly string[] | undefined): void {
  if (attested !== undefined && !Array.isArray(attested)) throw malformed();
  if (accepted === undefined) return;
  if (!attested?.some((value) => typeof value === 'string' && accepted.includes(value))) {
    throw refusal('key_attestation_too_weak', 'The keys are not kept as this issuer requires.');
  }
}

function readAttestedKeys({ attested_keys: jwks }: JsonObject): VerifiedKeyAttestation['keys'] {
  if (!Array.isArray(jwks) || jwks.length === 0 || jwks.length > MAX_ATTESTED_KEYS) throw malformed();
  const keys = new Map<string, PublicJwk>();
  for (const jwk of jwks) {
    const publicJwk = readProofKey(jwk, 'key_proof');
    keys.set(jwkThumbprint(publicJwk), publicJwk);
  }
  return [...keys].map(([thumbprint, publicJwk]) => ({ thumbprint, publicJwk }));
}

function malformed() {
  return refusal('key_attestation_malformed', 'A claim of the key attestation is missing or malformed.');
}
