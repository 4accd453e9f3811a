import type { KeyedDigests } from '../keyed-digests.js';
import { sameText } from '../offers/offer-codes.js';

/** RFC 6749 §4.1.2 says ten minutes at most, FAPI 2.0 §5.3.2.1 one. */
export const CODE_TTL_MILLISECONDS = 60_000;

/**
 * An authorization code is the authorization's identifier and a keyed digest of it: nothing that gets a token stands in the
 * database, and who completes a sign-in twice is led to the same place.
 */
export async function authorizationCodeOf(authorization: { tenantId: string; id: string }, keys: KeyedDigests) {
  const { tenantId, id } = authorization;
  return `${id}.${await keys.lookup(tenantId, 'authorization-code', id)}`;
}

/** @returns the authorization's identifier, or `undefined` for a code that is not ours */
export async function readAuthorizationCode(
  tenantId: string,
  code: string,
  keys: KeyedDigests,
): Promise<string | undefined> {
  const id = code.split('.', 1)[0] as string;
  return sameText(code, await authorizationCodeOf({ tenantId, id }, keys)) ? id : undefined;
}
