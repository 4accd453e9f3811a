import { refusal, secondsOf, verifyJws, type Clock, type VerifySignature } from '#primitives';
import { findTimeFlaw } from './find-time-flaw.js';
import { isSoleAudience } from './is-sole-audience.js';
import { parseJwt } from './parse-jwt.js';
import type { VerifiedClientAttestation } from './verify-client-attestation.js';

export const CLIENT_ATTESTATION_POP_TYPE = 'oauth-client-attestation-pop+jwt';

const MAX_POP_LENGTH = 8 * 1024;
const MAX_JTI_LENGTH = 256;

export interface ClientAttestationPopExpectations {
  /** The attestation that it was sent with. */
  attestation: VerifiedClientAttestation;
  /** Issuer identifier of the authorization server (RFC 8414). */
  audience: string;
  /** Whether the challenge is right; hears `undefined` where there is none. */
  checkChallenge: (challenge: string | undefined) => boolean | Promise<boolean>;
  clock: Clock;
  verifySignature: VerifySignature;
  /** Default 300; a replay store must remember a `jti` for this and the lead together. */
  maxAgeSeconds?: number;
  /** How far ahead the client's clock may be; default 30. */
  leadSeconds?: number;
}

export interface VerifiedClientAttestationPop {
  /** For the replay store, which is the caller's. */
  jti: string;
  /** Seconds since the epoch after which it would be refused by its age. */
  expiresAt: number;
}

/**
 * Verifies a Client Attestation PoP JWT (attestation-based client authentication 07 §5.2 and §9, 3, 4 and 7 to 10), but for the
 * replay of `jti`, which needs a store.
 * @throws `client_attestation_pop_malformed`, `client_attestation_pop_wrong_type`, `client_attestation_pop_bad_signature`,
 *   `client_attestation_pop_wrong_client`, `client_attestation_pop_wrong_audience`, `client_attestation_pop_from_future`,
 *   `client_attestation_pop_stale`, `client_attestation_wrong_challenge`
 */
export async function verifyClientAttestationPop(
  jwt: string,
  expected: ClientAttestationPopExpectations,
): Promise<VerifiedClientAttestationPop> {
  const pop = parseJwt(jwt, 'client_attestation_pop_malformed', MAX_POP_LENGTH);
  const { header, payload } = pop;
  if (header.typ !== CLIENT_ATTESTATION_POP_TYPE) {
    throw refusal('client_attestation_pop_wrong_type', 'The proof of possession has another type.');
  }
  if (!(await verifyJws(pop, expected.attestation.instanceKey, expected.verifySignature))) {
    throw refusal('client_attestation_pop_bad_signature', 'The proof of possession is not signed by the attested key.');
  }
  const { jti, iss, aud, iat, challenge } = payload;
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI_LENGTH) {
    throw refusal('client_attestation_pop_malformed', 'The proof of possession has no `jti`.');
  }
  if (iss !== expected.attestation.clientId) {
    throw refusal('client_attestation_pop_wrong_client', 'The proof of possession is of another client.');
  }
  if (!isSoleAudience(aud, expected.audience)) {
    throw refusal('client_attestation_pop_wrong_audience', 'The proof of possession is for another server.');
  }
  const maxAgeSeconds = expected.maxAgeSeconds ?? 300;
  const nowSeconds = secondsOf(expected.clock);
  const rules = { nowSeconds, leadSeconds: expected.leadSeconds ?? 30, maxAgeSeconds, required: ['iat'] as const };
  const flaw = findTimeFlaw(payload, rules);
  if (flaw !== undefined) {
    throw refusal(`client_attestation_pop_${flaw}`, 'The proof of possession is too old, or from the future.');
  }
  const isRight = challenge === undefined || typeof challenge === 'string';
  if (!isRight || !(await expected.checkChallenge(challenge))) {
    throw refusal(
      'client_attestation_wrong_challenge',
      'The proof of possession must hold a challenge of this server.',
    );
  }
  return { jti, expiresAt: Math.ceil((iat as number) + maxAgeSeconds) + 1 };
}
