import { parseTokenRequest, type OAuthParameters, type TokenResponse } from '#openid4vci';
import { authenticateClient, type ClientRequest } from '../clients/authenticate-client.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { redeemAuthorizationCode } from './redeem-authorization-code.js';
import { redeemPreAuthorizedCode } from './redeem-pre-authorized-code.js';
import { renewAccessToken } from './renew-access-token.js';
import type { TokenParts } from './token-parts.js';

/**
 * The token endpoint (RFC 6749 §3.2): who asks, and what he presents for it.
 * @throws the codes of `parseTokenRequest`, `authenticateClient` and of the three grants
 */
export async function answerTokenRequest(
  tenant: IssuingTenant,
  request: { parameters: OAuthParameters; client: ClientRequest; dpopHeader: string | string[] | undefined },
  parts: TokenParts,
): Promise<TokenResponse> {
  const asked = parseTokenRequest(request.parameters);
  const client = await authenticateClient(tenant, request.client, parts);
  const presented = { tenant, client, dpopHeader: request.dpopHeader };
  switch (asked.grantType) {
    case 'pre-authorized_code':
      return redeemPreAuthorizedCode({ ...presented, asked }, parts);
    case 'authorization_code':
      return redeemAuthorizationCode({ ...presented, asked }, parts);
    case 'refresh_token':
      return renewAccessToken({ ...presented, asked }, parts);
  }
}
