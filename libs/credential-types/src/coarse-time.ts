import type { CredentialType } from './credential-type.js';

/**
 * The times that a batch carries: `iat` cut down to the type's grain, `exp` one lifetime later, so that the members of a
 * batch, and of everyone's batches of that day, look alike (RFC 9901 §10.1, on rounding `iat` and `exp`).
 * @param now seconds since the epoch
 */
export function credentialTimes(type: CredentialType, now: number): { issuedAt: number; expiresAt: number } {
  const issuedAt = now - (now % type.coarseTimeSeconds);
  return { issuedAt, expiresAt: issuedAt + type.lifetimeSeconds };
}
