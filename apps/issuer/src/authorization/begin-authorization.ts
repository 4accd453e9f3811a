import { isCodedError, refusal, type CodedError } from '#primitives';
import type { OAuthParameters } from '#openid4vci';
import type { RegisteredClient } from '../clients/authenticated-client.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { authorizationErrorResponse, type ResponsePlace } from './authorization-response.js';
import type { Authorization, Authorizations } from './authorizations.js';
import type { AuthorizationParts } from './push-request.js';
import { readAuthorizationRequest, readResponsePlace } from './read-authorization-request.js';
import { authorizationIdOf, createHandle, handleOf } from './request-uri.js';

/** From the request on: a letter code lies somewhere, and must be fetched. FAPI 2.0 §5.3.2.2 ends it at ten minutes. */
const SIGN_IN_MILLISECONDS = 590_000;

/** Where the browser goes: to the sign-in of an authorization, or back with an error. */
export type Beginning = { to: 'sign-in'; authorizationId: string } | { to: 'client'; redirectTo: string };

export interface BeginningParts extends Omit<AuthorizationParts, 'oneTimeValues'> {
  authorizations: Authorizations;
}

/**
 * The authorization endpoint (RFC 6749 §4.1.1, RFC 9126 §4). A `request_uri` is used up when its authorization ends, not at this
 * look, so that a page can be loaded again; what else stands beside it doesn't count (RFC 9101 §6.3).
 * @throws where client or redirect URI are not known to be right, so that only a page can tell: `client_id_missing`,
 *   `client_unknown`, `request_uri_unknown`, `redirect_uri_missing`, `redirect_uri_unknown`, `repeated_parameter`
 */
export async function beginAuthorization(
  tenant: IssuingTenant,
  parameters: OAuthParameters,
  parts: BeginningParts,
): Promise<Beginning> {
  const clientId = parameters.single('client_id');
  if (clientId === undefined) throw refusal('client_id_missing', 'The request names no client.');
  const requestUri = parameters.single('request_uri');
  if (requestUri !== undefined) return beginPushed(tenant, { clientId, requestUri }, parts);
  const client = tenant.clients.find((one) => one.clientId === clientId);
  if (client === undefined) throw refusal('client_unknown', 'The client is not registered.');
  const place = readResponsePlace(parameters, client);
  try {
    return await beginDirect(tenant, { parameters, client, place }, parts);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return backToClient(tenant, place, error);
  }
}

async function beginPushed(
  tenant: IssuingTenant,
  { clientId, requestUri }: { clientId: string; requestUri: string },
  parts: BeginningParts,
): Promise<Beginning> {
  const id = authorizationIdOf(handleOf(requestUri) ?? '');
  const pushed = id === undefined ? undefined : await parts.authorizations.find(tenant.slug, id);
  // RFC 9126 §2.2: it belongs to the client that posted it; another one learns nothing.
  if (pushed === undefined || pushed.clientId !== clientId) {
    throw refusal('request_uri_unknown', 'The request URI is not known, or belongs to another client.');
  }
  const ending = endingOf(pushed, parts.clock());
  if (ending !== undefined) return backToClient(tenant, pushed, ending);
  if (pushed.state === 'pushed') {
    const expiresAt = pushed.createdAt + SIGN_IN_MILLISECONDS;
    // Who comes with it twice at once finds it begun.
    await parts.authorizations.change(tenant.slug, pushed.id, 'pushed', { state: 'begun', expiresAt });
  }
  return { to: 'sign-in', authorizationId: pushed.id };
}

function endingOf({ state, expiresAt }: Authorization, now: number): CodedError | undefined {
  if (state !== 'pushed' && state !== 'begun') {
    return refusal('request_uri_used', 'The request URI was used before.');
  }
  return expiresAt <= now ? refusal('request_uri_expired', 'The request URI has expired.') : undefined;
}

/** RFC 9126 §5: who must push, or must authenticate, can't be let in by a link. */
async function beginDirect(
  tenant: IssuingTenant,
  request: { parameters: OAuthParameters; client: RegisteredClient; place: ResponsePlace },
  parts: BeginningParts,
): Promise<Beginning> {
  if (!tenant.profiles.includes('base') || request.client.authentication !== 'none') {
    throw refusal('pushed_request_required', 'The authorization request must be pushed first.');
  }
  const requested = await readAuthorizationRequest(tenant, request, parts);
  const { authorizationId: id } = createHandle(parts.random);
  const createdAt = parts.clock();
  await parts.authorizations.add({
    ...requested,
    ...{ tenantId: tenant.slug, id, state: 'begun', subjectRecordId: null, attestationKey: null },
    ...{ createdAt, expiresAt: createdAt + SIGN_IN_MILLISECONDS },
  });
  return { to: 'sign-in', authorizationId: id };
}

function backToClient(tenant: IssuingTenant, place: ResponsePlace, error: CodedError): Beginning {
  return { to: 'client', redirectTo: authorizationErrorResponse(place, tenant.identifier, error) };
}
