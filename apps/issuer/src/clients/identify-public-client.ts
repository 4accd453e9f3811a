import { refusal } from '#primitives';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { findClient, type AuthenticatedClient } from './authenticated-client.js';

/**
 * A client that shows nothing, where the tenant runs profile `base`: one that is registered so, or any wallet, with a name or
 * without (OpenID4VCI 1.0 §6.1). Under `haip` alone none is let in, registered or not (HAIP 1.0 §4.4).
 * @throws `client_unknown`, `client_authentication_missing`
 */
export function identifyPublicClient(tenant: IssuingTenant, clientId: string | undefined): AuthenticatedClient {
  const registration = findClient(tenant, clientId);
  if (registration !== undefined && registration.authentication !== 'none') {
    throw refusal('client_authentication_missing', 'The client must authenticate as it is registered.');
  }
  if (!tenant.profiles.includes('base')) {
    throw clientId === undefined || registration !== undefined
      ? refusal('client_authentication_missing', 'The client must authenticate.')
      : refusal('client_unknown', 'The client is not registered.');
  }
  return { clientId, method: 'none', ...(registration === undefined ? {} : { registration }) };
}
