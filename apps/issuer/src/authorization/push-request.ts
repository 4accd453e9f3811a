import type { OAuthParameters } from '#openid4vci';
import { refusal, type Clock, type RandomBytes } from '#primitives';
import { authenticateClient, type ClientParts, type ClientRequest } from '../clients/authenticate-client.js';
import { rememberClient } from '../clients/remember-client.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import { verifyDpop, type DpopParts, type DpopProof } from '../dpop/verify-dpop.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { Authorizations } from './authorizations.js';
import {
  readAuthorizationRequest,
  readResponsePlace,
  type RequestedAuthorization,
  type RequestParts,
} from './read-authorization-request.js';
import { createHandle, requestUriOf } from './request-uri.js';

export interface AuthorizationParts extends DpopParts, ClientParts, RequestParts {
  unitOfWork: UnitOfWork;
  authorizations: Authorizations;
  oneTimeValues: OneTimeValues;
  clock: Clock;
  random: RandomBytes;
  /** How long a browser may take to come with a pushed request. */
  pushedRequestTtlSeconds: number;
}

/** RFC 9126 §2.2. */
export interface PushedResponse {
  request_uri: string;
  /** Seconds. */
  expires_in: number;
}

/**
 * The pushed authorization request endpoint (RFC 9126 §2).
 *
 * If we die here: before the commit nothing happened and the wallet repeats; after it, with the answer lost, a request lies there
 * that nobody can name, and expires.
 * @throws the codes of `authenticateClient`, `readResponsePlace`, `readAuthorizationRequest` and `verifyDpop`;
 *   `client_unregistered`, `dpop_other_key`, `dpop_replayed`, `client_replayed`
 */
export async function pushRequest(
  tenant: IssuingTenant,
  request: { parameters: OAuthParameters; client: ClientRequest; dpopHeader: string | string[] | undefined },
  parts: AuthorizationParts,
): Promise<PushedResponse> {
  const tenantId = tenant.slug;
  const client = await authenticateClient(tenant, request.client, parts);
  const { registration } = client;
  if (registration === undefined) {
    throw refusal('client_unregistered', 'Only clients that have registered a redirect URI may ask for a code.');
  }
  const { parameters } = request;
  const place = readResponsePlace(parameters, registration);
  const requested = await readAuthorizationRequest(tenant, { parameters, client: registration, place }, parts);
  const proof = await verifyOptionalProof(tenant, request.dpopHeader, requested, parts);
  const { handle, authorizationId } = createHandle(parts.random);
  const createdAt = parts.clock();
  await parts.unitOfWork.tx(async () => {
    if (proof !== undefined) {
      const unseen = await parts.oneTimeValues.remember(tenantId, 'dpop', proof.replayDigest, proof.expiresAt * 1000);
      if (!unseen) throw refusal('dpop_replayed', 'The DPoP proof was used before.');
    }
    await rememberClient(tenantId, client, parts);
    await parts.authorizations.add({
      ...requested,
      ...{ tenantId, id: authorizationId, state: 'pushed', subjectRecordId: null },
      dpopKey: requested.dpopKey ?? proof?.thumbprint ?? null,
      attestationKey: client.attestationKey ?? null,
      ...{ createdAt, expiresAt: createdAt + parts.pushedRequestTtlSeconds * 1000 },
    });
  });
  return { request_uri: requestUriOf(handle), expires_in: parts.pushedRequestTtlSeconds };
}

/** RFC 9449 §10.1: a proof at this endpoint binds the code as `dpop_jkt` does, and both must speak of one key. */
async function verifyOptionalProof(
  tenant: IssuingTenant,
  header: string | string[] | undefined,
  requested: RequestedAuthorization,
  parts: AuthorizationParts,
): Promise<DpopProof | undefined> {
  if (header === undefined) return undefined;
  const proof = await verifyDpop({ tenantId: tenant.slug, header, url: `${tenant.identifier}/par` }, parts);
  if (requested.dpopKey !== null && requested.dpopKey !== proof.thumbprint) {
    throw refusal('dpop_other_key', 'The DPoP proof is of another key than dpop_jkt names.');
  }
  return proof;
}
