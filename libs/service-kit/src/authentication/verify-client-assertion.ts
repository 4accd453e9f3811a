import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { refusal, type CodedError } from '#primitives';
import type { MachineClient } from './machine-client.entity.js';

/** RFC 7523 §2.2 */
export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** `Ed25519` is what RFC 9864 calls the one curve that `EdDSA` means here. */
export const CLIENT_ASSERTION_ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'PS256'];

const MAX_LENGTH = 8_192;
/** How old it may be, and how far ahead it may end. */
const MAX_AGE_SECONDS = 300;
const SKEW_SECONDS = 60;
const MAX_JTI_LENGTH = 128;

export interface VerifiedAssertion {
  client: MachineClient;
  jti: string;
  /** Seconds since the epoch; it is refused for its age after this. */
  expiresAt: number;
}

/**
 * Verifies a client assertion (RFC 7523 §3; RFC 7521 §5.2): signed by a registered key of the client that it names as issuer and
 * subject, for us alone, a few minutes old at most. Whether it was used before the caller looks.
 * @param options.namedClient `client_id` of the request, if it has one: the same client (RFC 7521 §4.2)
 * @param options.audience our issuer identifier, and nothing else: an address that a foreign server gave out as its token endpoint
 *   could be ours (FAPI 2.0 Security Profile §5.3.2.1)
 * @throws `invalid_client_assertion`, for every reason alike
 */
export async function verifyClientAssertion(
  assertion: string,
  options: {
    findClient: (clientId: string) => Promise<MachineClient | undefined>;
    namedClient: string | undefined;
    audience: string;
    nowSeconds: number;
  },
): Promise<VerifiedAssertion> {
  const { nowSeconds: now, namedClient } = options;
  const clientId = claimedClient(assertion);
  if (namedClient !== undefined && namedClient !== clientId) throw invalid();
  const client = clientId === undefined ? undefined : await options.findClient(clientId);
  if (clientId === undefined || client === undefined || client.revokedAt !== null) throw invalid();
  const payload = await verify(assertion, client, options.audience, now);
  const { jti, iat, exp, aud } = payload;
  if (typeof jti !== 'string' || jti.length === 0 || jti.length > MAX_JTI_LENGTH) throw invalid();
  if (typeof iat !== 'number' || typeof exp !== 'number') throw invalid();
  // Who accepts it must be the only one who can: else another audience could bring it here.
  if (Array.isArray(aud) && aud.length !== 1) throw invalid();
  if (iat > now + SKEW_SECONDS || iat < now - MAX_AGE_SECONDS || exp > now + MAX_AGE_SECONDS + SKEW_SECONDS) {
    throw invalid();
  }
  return { client, jti, expiresAt: exp + SKEW_SECONDS };
}

async function verify(
  assertion: string,
  { clientId, keys }: MachineClient,
  audience: string,
  nowSeconds: number,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(assertion, createLocalJWKSet({ keys }), {
      algorithms: CLIENT_ASSERTION_ALGORITHMS,
      ...{ issuer: clientId, subject: clientId, audience },
      ...{ clockTolerance: SKEW_SECONDS, currentDate: new Date(nowSeconds * 1000) },
      requiredClaims: ['jti', 'iat', 'exp'],
    });
    return payload;
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    throw invalid(cause);
  }
}

/** Not verified yet: only says whose keys to try. */
function claimedClient(assertion: string): string | undefined {
  if (assertion.length > MAX_LENGTH) return undefined;
  try {
    const { sub } = decodeJwt(assertion);
    return typeof sub === 'string' && sub.length <= 32 ? sub : undefined;
  } catch {
    return undefined;
  }
}

export function invalid(cause?: unknown): CodedError {
  return refusal('invalid_client_assertion', 'The client assertion is not valid, or was used already.', { cause });
}
