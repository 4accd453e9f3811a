import { findConfiguration } from '#credential-types';
import type { TokenResponse } from '#openid4vci';
import { refusal, type CodedError } from '#primitives';
import { rememberClient } from '../clients/remember-client.js';
import { verifyDpop, type DpopProof } from '../dpop/verify-dpop.js';
import { createToken, parseToken } from '../grants/grant-tokens.js';
import type { Grant } from '../grants/grants.js';
import { sameText } from '../offers/offer-codes.js';
import { checkDetails, grantedMembers } from './granted-credentials.js';
import type { PresentedRequest, TokenParts } from './token-parts.js';

type RefreshRequest = PresentedRequest<'refresh_token'>;

/**
 * A refresh token brings a new access token in the place of the old one (RFC 6749 §6), and stays as it is (FAPI 2.0 §5.3.2.1
 * clause 9). It is bound to client, attested key and, for a client that shows nothing else, to the DPoP key; one that authenticates
 * may come with another DPoP key, to which the new token is bound (RFC 9449 §5).
 *
 * If we die here: before the commit nothing happened; after it the old access token is void, and the wallet asks again.
 * @throws the codes of `verifyDpop` and `rememberClient`; `refresh_token_unknown`, `refresh_token_expired`,
 *   `refresh_token_of_other_client`, `refresh_token_of_other_key`, `scope_unknown`,
 *   `authorization_details_unknown`, `dpop_replayed`
 */
export async function renewAccessToken(presented: RefreshRequest, parts: TokenParts): Promise<TokenResponse> {
  const { tenant, client, dpopHeader: header } = presented;
  const tenantId = tenant.slug;
  const grant = await findGrant(presented, parts);
  const proof = await verifyDpop({ tenantId, header, url: `${tenant.identifier}/token` }, parts);
  checkKeys(grant, presented, proof);
  checkNarrowing(grant, presented);
  const token = createToken('access', grant.id, parts.random);
  const renewal = {
    accessTokenDigest: token.digest,
    accessTokenExpiresAt: parts.clock() + parts.accessTokenTtlSeconds * 1000,
    dpopKey: proof.thumbprint,
  };
  await parts.unitOfWork.tx(async () => {
    const unseen = await parts.oneTimeValues.remember(tenantId, 'dpop', proof.replayDigest, proof.expiresAt * 1000);
    if (!unseen) throw refusal('dpop_replayed', 'The DPoP proof was used before.');
    await rememberClient(tenantId, client, parts);
    if (!(await parts.grants.renew(tenantId, grant.id, renewal))) throw unknown();
  });
  return {
    access_token: token.text,
    token_type: 'DPoP',
    expires_in: parts.accessTokenTtlSeconds,
    ...grantedMembers(grant.authorized, { hasScope: grant.origin.kind === 'authorization' }),
  };
}

/** Whose token it is comes before any proof: another client learns nothing about how to use it. */
async function findGrant({ tenant, client, asked }: RefreshRequest, parts: TokenParts): Promise<Grant> {
  const token = parseToken('refresh', asked.refreshToken);
  const grant = token === undefined ? undefined : await parts.grants.find(tenant.slug, token.grantId);
  if (token === undefined || grant?.state !== 'active' || !sameText(grant.refreshTokenDigest ?? '', token.digest)) {
    throw unknown();
  }
  if (grant.clientId !== (client.clientId ?? null)) {
    throw refusal('refresh_token_of_other_client', 'The refresh token was given to another client.');
  }
  if ((grant.refreshTokenExpiresAt ?? 0) <= parts.clock()) {
    throw refusal('refresh_token_expired', 'The refresh token has expired.');
  }
  return grant;
}

function checkKeys(grant: Grant, { client }: RefreshRequest, proof: DpopProof): void {
  const isOfInstance = grant.attestationKey === (client.attestationKey ?? null);
  if (!isOfInstance || (client.method === 'none' && grant.dpopKey !== proof.thumbprint)) {
    throw refusal('refresh_token_of_other_key', 'The refresh token is bound to another key.');
  }
}

/** It may ask for less and gets no more than was granted (RFC 6749 §6, RFC 9396 §6); scopes nobody knows are ignored. */
function checkNarrowing(grant: Grant, { tenant, asked }: RefreshRequest): void {
  const isGranted = (id: string) => grant.authorized.some((one) => one.credentialConfigurationId === id);
  const isOurs = (id: string) => findConfiguration(tenant.credentialTypes, id) !== undefined;
  if (asked.scopes.some((scope) => isOurs(scope) && !isGranted(scope))) {
    throw refusal('scope_unknown', 'The scope asks for more than was granted.');
  }
  checkDetails(grant.authorized, asked.authorizationDetails);
}

function unknown(): CodedError {
  return refusal('refresh_token_unknown', 'The refresh token is not known, or no longer.');
}
