import {
  jwkThumbprint,
  refusal,
  secondsOf,
  type Clock,
  type JsonObject,
  type PublicJwk,
  type VerifySignature,
} from '#primitives';
import { findTimeFlaw } from './find-time-flaw.js';
import { isSignedByOneOf } from './is-signed-by-one-of.js';
import { parseJwt } from './parse-jwt.js';
import { readProofKey } from './proof-key.js';

export const CLIENT_ATTESTATION_TYPE = 'oauth-client-attestation+jwt';

const MAX_NAME_LENGTH = 512;

export interface ClientAttestationExpectations {
  /**
   * The keys of trusted attesters that the header may mean, by `x5c` or `kid`; none where it names nobody who is trusted.
   * @throws a refusal that says more
   */
  findAttesterKeys(header: JsonObject): readonly PublicJwk[] | Promise<readonly PublicJwk[]>;
  clock: Clock;
  verifySignature: VerifySignature;
  /** How far ahead the attester's clock may be; default 30. */
  leadSeconds?: number;
}

export interface VerifiedClientAttestation {
  /** `sub`. */
  clientId: string;
  /** `iss`: who attests. */
  attester: string;
  /** `cnf.jwk`: the key of the client instance. */
  instanceKey: PublicJwk;
  /** RFC 7638, of {@link instanceKey}. */
  thumbprint: string;
}

/**
 * Verifies a Client Attestation JWT (attestation-based client authentication 07 §5.1 and §9, 2 and 4 to 6). What it was sent
 * with, and its proof of possession, are looked at elsewhere.
 * @throws `client_attestation_malformed`, `client_attestation_wrong_type`, `client_attestation_untrusted`,
 *   `client_attestation_bad_signature`, `client_attestation_incomplete`, `client_attestation_private_key`,
 *   `client_attestation_unsupported_key`, `client_attestation_from_future`, `client_attestation_stale`
 */
export async function verifyClientAttestation(
  jwt: string,
  expected: ClientAttestationExpectations,
): Promise<VerifiedClientAttestation> {
  const attestation = parseJwt(jwt, 'client_attestation_malformed');
  const { header, payload } = attestation;
  if (header.typ !== CLIENT_ATTESTATION_TYPE) {
    throw refusal('client_attestation_wrong_type', 'The client attestation has another type.');
  }
  const attesterKeys = await expected.findAttesterKeys(header);
  if (attesterKeys.length === 0) throw refusal('client_attestation_untrusted', 'The attester is not trusted here.');
  if (!(await isSignedByOneOf(attesterKeys, attestation, expected.verifySignature))) {
    throw refusal('client_attestation_bad_signature', 'The client attestation is not signed by a trusted attester.');
  }
  const { iss, sub, cnf } = payload;
  if (!isName(iss) || !isName(sub) || typeof cnf !== 'object' || cnf === null || Array.isArray(cnf)) {
    throw refusal('client_attestation_incomplete', 'The client attestation lacks `iss`, `sub` or `cnf`.');
  }
  const instanceKey = readProofKey(cnf.jwk, 'client_attestation');
  const flaw = findTimeFlaw(payload, {
    nowSeconds: secondsOf(expected.clock),
    leadSeconds: expected.leadSeconds ?? 30,
    required: ['exp'],
  });
  if (flaw !== undefined) {
    throw refusal(`client_attestation_${flaw}`, 'The client attestation has expired, or is not valid yet.');
  }
  return { clientId: sub, attester: iss, instanceKey, thumbprint: jwkThumbprint(instanceKey) };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH;
}
