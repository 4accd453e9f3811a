import { refusal, type Clock, type VerifySignature } from '#primitives';
import type { ServerNonces } from '../nonce/server-nonces.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { AuthenticatedClient } from './authenticated-client.js';
import { identifyPublicClient } from './identify-public-client.js';
import { verifyAssertedClient } from './verify-asserted-client.js';
import { verifyAttestedClient } from './verify-attested-client.js';

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
  /** Challenges for proofs of possession. */
  attestationNonces: ServerNonces;
  clock: Clock;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}

/**
 * Who sends a request to the PAR or token endpoint, in the one way in which it is registered. A replay is only noticed by
 * `rememberClient`, which the endpoint calls.
 * @throws `client_authentication_twice` (RFC 6749 §2.3) and the codes of the three ways
 */
export async function authenticateClient(
  tenant: IssuingTenant,
  request: ClientRequest,
  parts: ClientParts,
): Promise<AuthenticatedClient> {
  const isAttested = request.attestation !== undefined || request.attestationPop !== undefined;
  const isAsserted = request.clientAssertion !== undefined || request.clientAssertionType !== undefined;
  if (isAttested && isAsserted) {
    throw refusal('client_authentication_twice', 'The client must authenticate in one way only.');
  }
  if (isAttested) return verifyAttestedClient(tenant, request, parts);
  if (isAsserted) return verifyAssertedClient(tenant, request, parts);
  return identifyPublicClient(tenant, request.clientId);
}
