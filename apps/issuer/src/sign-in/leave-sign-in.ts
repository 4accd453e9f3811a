import { endOnce, type EndParts } from './end-sign-in.js';
import { requireLeavable, type OpenParts, type OwnSignIn } from './open-sign-in.js';

/**
 * Sends the browser back to the wallet with `access_denied` (RFC 6749 §4.1.2.1); also when the time to sign in is over.
 * @throws `sign_in_over`, `sign_in_unknown`, and what `AuthorizationEnd.deny` throws
 */
export async function leaveSignIn(own: OwnSignIn, parts: OpenParts & EndParts): Promise<string> {
  const leavable = await requireLeavable(own, parts);
  const { tenantId, authorizationId } = own.signIn;
  const deny = () => parts.authorizationEnd.deny(tenantId, authorizationId);
  return (await endOnce(leavable, deny, parts)).redirectTo;
}
