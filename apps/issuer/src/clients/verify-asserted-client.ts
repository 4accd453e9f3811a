import { CLIENT_ASSERTION_TYPE, verifyClientAssertion } from '#openid4vci';
import { encodeBase64url, encodeUtf8, refusal, sha256 } from '#primitives';
import { clockLeadSeconds } from '../clock-lead.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ClientParts, ClientRequest } from './authenticate-client.js';
import { findClient, type AuthenticatedClient } from './authenticated-client.js';

/**
 * A client that signs with its registered key: `private_key_jwt` (RFC 7523 §2.2).
 * @throws `client_assertion_type_unknown`, `client_assertion_other_client`, the codes of `verifyClientAssertion`
 */
export async function verifyAssertedClient(
  tenant: IssuingTenant,
  request: ClientRequest,
  { clock, verifySignature, clockSkewSeconds }: ClientParts,
): Promise<AuthenticatedClient> {
  if (request.clientAssertionType !== CLIENT_ASSERTION_TYPE || request.clientAssertion === undefined) {
    throw refusal('client_assertion_type_unknown', 'The only client assertions taken are JWTs of RFC 7523.');
  }
  const { clientId, jti, expiresAt } = await verifyClientAssertion(request.clientAssertion, {
    ...{ clock, verifySignature, leadSeconds: clockLeadSeconds(clockSkewSeconds) },
    audience: tenant.identifier,
    findClientKeys: (id) => findClient(tenant, id)?.jwks?.keys,
  });
  // RFC 7521 §4.2: `client_id` is unnecessary, and the same where it is sent.
  if (request.clientId !== undefined && request.clientId !== clientId) {
    throw refusal('client_assertion_other_client', 'The client assertion is of another client.');
  }
  const registration = findClient(tenant, clientId);
  const digest = encodeBase64url(sha256(encodeUtf8(`assertion ${clientId} ${jti}`)));
  return {
    ...{ clientId, method: 'private_key_jwt' },
    ...(registration === undefined ? {} : { registration }),
    oneTimeUse: { digest, expiresAt: expiresAt * 1000 },
  };
}
