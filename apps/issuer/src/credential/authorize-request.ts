import { isCodedError, refusal, type CodedError } from '#primitives';
import { verifyDpop, type DpopParts, type DpopProof } from '../dpop/verify-dpop.js';
import { parseToken } from '../grants/grant-tokens.js';
import type { Grant, Grants } from '../grants/grants.js';
import { sameText } from '../offers/offer-codes.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ProtectedEndpoint, ProtectedRequest } from './protected-request.js';

export interface AuthorizationParts extends DpopParts {
  grants: Pick<Grants, 'find'>;
}

export interface AuthorizedRequest {
  grant: Grant;
  dpop: DpopProof;
}

/**
 * Whose request it is: a DPoP-bound access token in force, and a proof by the key that it is bound to (RFC 9449 §7). The caller
 * remembers the proof's `replayDigest` in its unit of work.
 * @throws `access_token_missing`, `access_token_misplaced`, `access_token_not_dpop`, `access_token_unknown`, `access_token_expired`,
 *   `access_token_other_key`; the codes of `verifyDpop` with `access_` before them, since a resource answers them with 401
 */
export async function authorizeRequest(
  tenant: IssuingTenant,
  endpoint: ProtectedEndpoint,
  request: Pick<ProtectedRequest, 'authorization' | 'dpopHeader' | 'hasTokenInAddress'>,
  parts: AuthorizationParts,
): Promise<AuthorizedRequest> {
  if (request.hasTokenInAddress) {
    throw refusal('access_token_misplaced', 'An access token must not stand in the address.');
  }
  const [scheme, accessToken, ...rest] = (request.authorization ?? '').split(' ').filter((part) => part !== '');
  if (scheme === undefined || accessToken === undefined || rest.length > 0) {
    throw refusal('access_token_missing', 'The request needs an access token.');
  }
  if (scheme.toLowerCase() !== 'dpop') throw refusal('access_token_not_dpop', 'The access token is bound by DPoP.');
  const token = parseToken('access', accessToken);
  if (token === undefined) throw unknown();
  const url = `${tenant.identifier}/${endpoint}`;
  const dpop = await verifyAtResource({ tenantId: tenant.slug, header: request.dpopHeader, url, accessToken }, parts);
  const grant = await parts.grants.find(tenant.slug, token.grantId);
  if (grant?.state !== 'active' || !sameText(grant.accessTokenDigest, token.digest)) throw unknown();
  if (grant.accessTokenExpiresAt <= parts.clock()) {
    throw refusal('access_token_expired', 'The access token has expired.');
  }
  if (grant.dpopKey !== dpop.thumbprint) {
    throw refusal('access_token_other_key', 'The access token is bound to another key.');
  }
  return { grant, dpop };
}

async function verifyAtResource(request: Parameters<typeof verifyDpop>[0], parts: DpopParts): Promise<DpopProof> {
  try {
    return await verifyDpop(request, parts);
  } catch (error) {
    if (isCodedError(error) && error.code.startsWith('dpop_')) {
      throw refusal(`access_${error.code}`, error.message, { cause: error });
    }
    throw error;
  }
}

function unknown(): CodedError {
  return refusal('access_token_unknown', 'The access token is not known, or no longer.');
}
