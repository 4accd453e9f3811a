import { refusal, type Clock, type VerifySignature } from '#primitives';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { AuthenticatedClient, RegisteredClient } from './authenticated-client.js';

/** What of a request says who its client is; parameters are of the form, each given at most once. */
export interface ClientRequest {
  /** `client_id`, `client_assertion_type` and `client_assertion`, `undefined` where the form has none. */
  clientId: string | undefined;
  clientAssertionType?: string | undefined;
  clientAssertion?: string | undefined;
  /** The header fields `OAuth-Client-Attestation` and `OAuth-Client-Attestation-PoP`. */
  attestation?: string | string[] | undefined;
  attestationPop?: string | string[] | undefined;
}

export interface ClientParts {
  clock: Clock;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}

/**
 * Who sends a request to the PAR or token endpoint. A replay is only noticed by `rememberClient`, which the endpoint calls.
 * @throws `client_unknown`, `client_authentication_missing`
 */
export function authenticateClient(
  tenant: IssuingTenant,
  request: ClientRequest,
  _parts: ClientParts,
): Promise<AuthenticatedClient> {
  return Promise.resolve().then(() => identifyPublicClient(tenant, request.clientId));
}

/**
 * A client that shows nothing: one that is registered so, or any wallet where the tenant runs profile `base`, with a name or
 * without (OpenID4VCI 1.0 §6.1).
 */
function identifyPublicClient(tenant: IssuingTenant, clientId: string | undefined): AuthenticatedClient {
  const registration = findClient(tenant, clientId);
  if (registration !== undefined && registration.authentication !== 'none') {
    throw refusal('client_authentication_missing', 'The client must authenticate as it is registered.');
  }
  if (registration === undefined && !tenant.profiles.includes('base')) {
    throw clientId === undefined
      ? refusal('client_authentication_missing', 'The client must authenticate.')
      : refusal('client_unknown', 'The client is not registered.');
  }
  return { clientId, method: 'none', ...(registration === undefined ? {} : { registration }) };
}

function findClient({ clients }: IssuingTenant, clientId: string | undefined): RegisteredClient | undefined {
  return clientId === undefined ? undefined : clients.find((client) => client.clientId === clientId);
}
