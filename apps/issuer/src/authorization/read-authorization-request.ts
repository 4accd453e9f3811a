import { findConfiguration } from '#credential-types';
import {
  parseAuthorizationRequest,
  readStateParameter,
  type AuthorizationRequest,
  type OAuthParameters,
} from '#openid4vci';
import { refusal } from '#primitives';
import type { RegisteredClient } from '../clients/authenticated-client.js';
import type { KeyedDigests } from '../keyed-digests.js';
import { readIssuerState } from '../offers/offer-codes.js';
import type { Offers } from '../offers/offers.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { AskedConfiguration, Authorization } from './authorizations.js';
import type { ResponsePlace } from './authorization-response.js';

export interface RequestParts {
  offers: Pick<Offers, 'find'>;
  keys: KeyedDigests;
  clock(): number;
}

/** All of an authorization that its request says. */
export type RequestedAuthorization = Pick<
  Authorization,
  'clientId' | 'redirectUri' | 'stateParameter' | 'codeChallenge' | 'dpopKey' | 'asked' | 'offerId'
>;

/**
 * Where the answer to a request goes: an address that the client registered, character by character (RFC 9700 §2.1).
 * @throws `redirect_uri_missing`, `redirect_uri_unknown`: then nobody is to be redirected
 */
export function readResponsePlace(parameters: OAuthParameters, client: RegisteredClient): ResponsePlace {
  const redirectUri = parameters.single('redirect_uri');
  if (redirectUri === undefined) throw refusal('redirect_uri_missing', 'The request names no redirect URI.');
  if (!client.redirectUris.includes(redirectUri)) {
    throw refusal('redirect_uri_unknown', 'The redirect URI is none that the client registered.');
  }
  return { redirectUri, stateParameter: readStateParameter(parameters) ?? null };
}

/**
 * What a request asks for, as far as this tenant has it.
 * @throws the codes of `parseAuthorizationRequest`; `scope_unknown`, `authorization_details_unknown`, `issuer_state_unknown`
 */
export async function readAuthorizationRequest(
  tenant: IssuingTenant,
  request: { parameters: OAuthParameters; client: RegisteredClient; place: ResponsePlace },
  parts: RequestParts,
): Promise<RequestedAuthorization> {
  const asked = parseAuthorizationRequest(request.parameters);
  return {
    clientId: request.client.clientId,
    ...request.place,
    codeChallenge: asked.codeChallenge,
    dpopKey: asked.dpopKey ?? null,
    asked: askedConfigurations(tenant, asked),
    offerId: asked.issuerState === undefined ? null : await offerOf(tenant.slug, asked.issuerState, parts),
  };
}

function askedConfigurations(tenant: IssuingTenant, request: AuthorizationRequest): AskedConfiguration[] {
  const isOurs = (id: string) => findConfiguration(tenant.credentialTypes, id) !== undefined;
  const detailed = new Set<string>();
  for (const { credentialConfigurationId, locations } of request.authorizationDetails) {
    if (!isOurs(credentialConfigurationId) || locations?.includes(tenant.identifier) === false) {
      throw refusal('authorization_details_unknown', 'The authorization details name no credential of this issuer.');
    }
    detailed.add(credentialConfigurationId);
  }
  // A configuration's scope is its identifier. Unknown scopes are ignored, and details win (OpenID4VCI 1.0 §5.1.2).
  const scoped = request.scopes.filter((scope) => isOurs(scope) && !detailed.has(scope));
  if (detailed.size + scoped.length === 0) throw refusal('scope_unknown', 'The request asks for no credential.');
  return [
    ...[...detailed].map((id) => ({ credentialConfigurationId: id, by: 'authorization_details' as const })),
    ...scoped.map((id) => ({ credentialConfigurationId: id, by: 'scope' as const })),
  ];
}

/** It may have been put in by somebody else (OpenID4VCI 1.0 §5.1.3), so that it is only believed when it is ours. */
async function offerOf(tenantId: string, issuerState: string, parts: RequestParts): Promise<string> {
  const id = await readIssuerState(tenantId, issuerState, parts.keys);
  const offer = id === undefined ? undefined : await parts.offers.find(tenantId, id);
  if (offer === undefined || !isUsableBySignIn(offer, parts.clock())) {
    throw refusal('issuer_state_unknown', 'The issuer state belongs to no offer that is open.');
  }
  return offer.id;
}

function isUsableBySignIn(offer: { state: string; expiresAt: number }, now: number): boolean {
  return (offer.state === 'open' || offer.state === 'redeemed') && offer.expiresAt > now;
}
