import { refusal } from '#primitives';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { AuthenticatedClient } from './authenticated-client.js';

/**
 * Uses up the `jti` of what the client showed. The endpoint calls it in its unit of work and after the DPoP proof was verified:
 * a client that is told to add our nonce may send the same proof of possession again.
 * @throws `client_replayed`
 */
export async function rememberClient(
  tenantId: string,
  { oneTimeUse }: Pick<AuthenticatedClient, 'oneTimeUse'>,
  { oneTimeValues }: { oneTimeValues: OneTimeValues },
): Promise<void> {
  if (oneTimeUse === undefined) return;
  const unseen = await oneTimeValues.remember(tenantId, 'client', oneTimeUse.digest, oneTimeUse.expiresAt);
  if (!unseen) throw refusal('client_replayed', 'What the client authenticates with was used before.');
}
