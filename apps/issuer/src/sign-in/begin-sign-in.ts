import { encodeBase64url, type Clock, type RandomBytes } from '#primitives';
import type { SessionCookie } from '#service-kit/sessions';
import { publicEndpoint } from '#service-kit/url';
import type { Authorization } from '../authorization/authorizations.js';
import { BrowserSecret } from './browser-secret.js';
import type { SignIns } from './sign-ins.js';

/** Longer than an authorization takes, so that an ended sign-in still says that it is over. */
const REMEMBERED_MILLISECONDS = 2 * 3_600_000;

export interface BeginParts {
  signIns: SignIns;
  cookie: SessionCookie;
  publicUrl: string;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Begins a sign-in for the browser that has just come to the authorization endpoint. Each visit there begins another one, since who
 * opened the link first may have been a program that only looks ahead; the first that ends ends the authorization.
 * @param cookieHeader the field `Cookie`
 * @returns where the browser goes next, and the field `Set-Cookie` where it has no secret yet
 */
export async function beginSignIn(
  authorization: Pick<Authorization, 'tenantId' | 'id'>,
  cookieHeader: string | undefined,
  parts: BeginParts,
): Promise<{ location: string; setCookie: string | undefined }> {
  const { signIns, cookie, clock, random } = parts;
  const known = BrowserSecret.read(cookie.read(cookieHeader));
  const secret = known ?? BrowserSecret.create(random);
  const place = { tenantId: authorization.tenantId, id: encodeBase64url(random(16)) };
  await signIns.add({
    ...place,
    browserDigest: secret.digest,
    authorizationId: authorization.id,
    ...{ round: null, refusedDigest: null, notice: null, identityRequestId: null, ending: null, endedAt: null },
    forgetAt: clock() + REMEMBERED_MILLISECONDS,
  });
  return {
    location: publicEndpoint(parts.publicUrl, place.tenantId, 'sign-in', place.id),
    setCookie: known === undefined ? cookie.give(secret.text) : undefined,
  };
}
