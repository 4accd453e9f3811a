import { refusal, type Clock } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import type { KeyedDigests } from '../keyed-digests.js';
import { sameText } from '../offers/offer-codes.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { Authorization, Authorizations } from './authorizations.js';
import { authorizationIdOf } from './request-uri.js';

export interface SignInPlaceParts {
  authorizations: Pick<Authorizations, 'find'>;
  keys: KeyedDigests;
  clock: Clock;
}

/** Where an authorization's sign-in begins: `{issuer}/sign-in/{handle}`. */
export function signInUrl(tenant: IssuingTenant, handle: string): string {
  return publicEndpoint(tenant.identifier, 'sign-in', handle);
}

/** A browser is at several authorizations at once where it has a cookie of each. */
export function signInCookieName(handle: string): string {
  return `incola-sign-in-${handle.slice(0, 10)}`;
}

/**
 * `Set-Cookie` by which the sign-in knows that this browser came by the authorization endpoint: the address alone, seen over a
 * shoulder or in a log, opens no page and takes no form. `Lax`, because the browser comes from the wallet and, after a foreign
 * sign-in, from there.
 */
export async function signInCookie(tenant: IssuingTenant, handle: string, keys: KeyedDigests): Promise<string> {
  const { pathname, protocol } = new URL(publicEndpoint(tenant.identifier, 'sign-in'));
  const value = await proofOf(tenant.slug, handle, keys);
  const secure = protocol === 'https:' ? '; Secure' : '';
  return `${signInCookieName(handle)}=${value}; Path=${pathname}; Max-Age=600; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * The authorization whose sign-in a browser is at.
 * @param cookie value of the cookie of {@link signInCookieName}
 * @throws `authorization_unknown` (also without the cookie), `authorization_expired`, `authorization_ended`
 */
export async function openSignIn(
  tenantId: string,
  handle: string,
  cookie: string | undefined,
  parts: SignInPlaceParts,
): Promise<Authorization> {
  const id = authorizationIdOf(handle);
  if (id === undefined || cookie === undefined || !sameText(cookie, await proofOf(tenantId, handle, parts.keys))) {
    throw unknown();
  }
  const authorization = await parts.authorizations.find(tenantId, id);
  if (authorization === undefined || authorization.state === 'pushed') throw unknown();
  if (authorization.state !== 'begun') throw refusal('authorization_ended', 'The sign-in has ended already.');
  if (authorization.expiresAt <= parts.clock()) {
    throw refusal('authorization_expired', 'The sign-in took too long.');
  }
  return authorization;
}

function proofOf(tenantId: string, handle: string, keys: KeyedDigests): Promise<string> {
  return keys.lookup(tenantId, 'sign-in-browser', handle);
}

function unknown() {
  return refusal('authorization_unknown', 'There is no such sign-in, or this browser has not begun it.');
}
