import { refusal, secondsOf, type Clock, type PublicJwk, type VerifySignature } from '#primitives';
import { EXPIRY_LEEWAY_SECONDS, findTimeFlaw } from './find-time-flaw.js';
import { isSignedByOneOf } from './is-signed-by-one-of.js';
import { parseJwt } from './parse-jwt.js';

/** RFC 7523 §2.2. */
export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const MAX_ASSERTION_LENGTH = 8 * 1024;
const MAX_JTI_LENGTH = 256;

export interface ClientAssertionExpectations {
  /** Issuer identifier of the authorization server (FAPI 2.0 §5.3.2.1: and not one of its endpoints). */
  audience: string;
  /** The registered keys of a client; `undefined` where there is no such client, or it authenticates otherwise. */
  findClientKeys(clientId: string): readonly PublicJwk[] | undefined;
  clock: Clock;
  verifySignature: VerifySignature;
  /** Default 3600; a replay store must remember a `jti` until the assertion ends, which is at most so far ahead. */
  maxLifeSeconds?: number;
  /** How far ahead the client's clock may be; default 30. */
  leadSeconds?: number;
}

export interface VerifiedClientAssertion {
  clientId: string;
  /** For the replay store, which is the caller's. */
  jti: string;
  /** Seconds since the epoch after which it would be refused by its age. */
  expiresAt: number;
}

/**
 * Verifies the JWT of `private_key_jwt` (RFC 7523 §3, FAPI 2.0 §5.3.2.1), but for the replay of `jti`, which needs a store.
 * @throws `client_assertion_malformed`, `client_unknown`, `client_assertion_bad_signature`,
 *   `client_assertion_wrong_audience`, `client_assertion_from_future`, `client_assertion_stale`
 */
export async function verifyClientAssertion(
  jwt: string,
  expected: ClientAssertionExpectations,
): Promise<VerifiedClientAssertion> {
  const assertion = parseJwt(jwt, 'client_assertion_malformed', MAX_ASSERTION_LENGTH);
  const { header, payload } = assertion;
  const { iss, sub, aud, jti, exp } = payload;
  if (typeof iss !== 'string' || iss !== sub || typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI_LENGTH) {
    throw refusal(
      'client_assertion_malformed',
      'The assertion must name the client as `iss` and `sub`, and have a `jti`.',
    );
  }
  const keys = expected.findClientKeys(iss);
  if (keys === undefined) throw refusal('client_unknown', 'No such client is registered with keys.');
  const candidates =
    header.kid === undefined ? keys : keys.filter(({ kid }) => kid === header.kid || kid === undefined);
  if (!(await isSignedByOneOf(candidates, assertion, expected.verifySignature))) {
    throw refusal('client_assertion_bad_signature', 'The assertion is not signed by a registered key of the client.');
  }
  if (aud !== expected.audience) {
    throw refusal(
      'client_assertion_wrong_audience',
      'The assertion must be for this server, by its issuer identifier.',
    );
  }
  const nowSeconds = secondsOf(expected.clock);
  const leadSeconds = expected.leadSeconds ?? 30;
  const flaw = findTimeFlaw(payload, { nowSeconds, leadSeconds, required: ['exp'] });
  if (flaw !== undefined) {
    throw refusal(`client_assertion_${flaw}`, 'The assertion has expired, or is not valid yet.');
  }
  const expiresAt = Math.ceil(exp as number);
  if (expiresAt > nowSeconds + leadSeconds + (expected.maxLifeSeconds ?? 3600)) {
    throw refusal('client_assertion_from_future', 'The assertion lives too long.');
  }
  return { clientId: iss, jti, expiresAt: expiresAt + EXPIRY_LEEWAY_SECONDS + 1 };
}
