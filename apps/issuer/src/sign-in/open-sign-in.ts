import { refusal, type Clock } from '#primitives';
import type { SessionCookie } from '#service-kit/sessions';
import type { Authorization } from '../authorization/authorizations.js';
import { sameText } from '../offers/offer-codes.js';
import { BrowserSecret } from './browser-secret.js';
import type { SignIn, SignIns } from './sign-ins.js';

const ENDED: readonly Authorization['state'][] = ['code_issued', 'redeemed', 'denied'];

export interface OpenParts {
  signIns: SignIns;
  findAuthorization(tenantId: string, id: string): Promise<Authorization | undefined>;
  cookie: SessionCookie;
  clock: Clock;
}

/** A sign-in in the browser that it belongs to. */
export interface OwnSignIn {
  signIn: SignIn;
  secret: BrowserSecret;
}

/** One that can still be completed. */
export interface OpenSignIn extends OwnSignIn {
  authorization: Authorization;
}

/**
 * The sign-in of this address, in the browser that it was begun in.
 * @param cookieHeader the field `Cookie`
 * @throws `sign_in_unknown`, `sign_in_of_another_browser`
 */
export async function findOwnSignIn(
  place: Pick<SignIn, 'tenantId' | 'id'>,
  cookieHeader: string | undefined,
  parts: OpenParts,
): Promise<OwnSignIn> {
  const signIn = await parts.signIns.find(place.tenantId, place.id);
  if (signIn === undefined) throw refusal('sign_in_unknown', 'There is no such sign-in, or no longer.');
  const secret = BrowserSecret.read(parts.cookie.read(cookieHeader));
  if (secret === undefined || !sameText(secret.digest, signIn.browserDigest)) {
    throw refusal('sign_in_of_another_browser', 'The sign-in was begun in another browser.');
  }
  return { signIn, secret };
}

/** @throws `sign_in_over`, `sign_in_expired` */
export async function requireOpen(own: OwnSignIn, parts: OpenParts): Promise<OpenSignIn> {
  const open = await requireLeavable(own, parts);
  if (open.authorization.expiresAt <= parts.clock()) throw expired();
  return open;
}

/** One that has not ended, though its time may be over. @throws `sign_in_over`, `sign_in_expired` */
export async function requireLeavable(own: OwnSignIn, parts: OpenParts): Promise<OpenSignIn> {
  const { signIn } = own;
  const authorization = await parts.findAuthorization(signIn.tenantId, signIn.authorizationId);
  // Another browser with the same request may have ended it.
  if (signIn.endedAt !== null || (authorization !== undefined && ENDED.includes(authorization.state))) {
    throw refusal('sign_in_over', 'The sign-in was ended before.');
  }
  // Forgotten, which happens only after its time.
  if (authorization === undefined) throw expired();
  return { ...own, authorization };
}

function expired() {
  return refusal('sign_in_expired', 'The time for the sign-in is over.');
}
