import { createRequestObject, requestObjectPayload } from '#openid4vp';
import { assertOurs, refusal, secondsOf, type Clock } from '#primitives';
import { encryptionJwk } from '#service-kit/presentation-exchange';
import type { IdentityAsker } from './identity-asker.js';
import { identityResponseUri } from './identity-places.js';
import { isAwaiting, type IdentityRequest, type IdentityRequests } from './identity-requests.js';

export interface ServeIdentityParts {
  identityRequests: IdentityRequests;
  publicUrl: string;
  clock: Clock;
}

/**
 * The signed request object that a wallet fetches (OpenID4VP 1.0 §5.10); again, until it is answered or over.
 * @param asked.isSameDevice whether it came by the link for the browser's own device
 * @param asked.walletNonce as the wallet posted it
 * @throws `unknown_request`, `request_closed`
 */
export async function serveIdentityRequest(
  asker: IdentityAsker,
  place: Pick<IdentityRequest, 'tenantId' | 'id'>,
  { isSameDevice, walletNonce }: { isSameDevice: boolean; walletNonce?: string | undefined },
  parts: ServeIdentityParts,
): Promise<string> {
  const request = await parts.identityRequests.find(place.tenantId, place.id);
  if (request === undefined) throw refusal('unknown_request', 'There is no such request.');
  if (!isAwaiting(request, parts.clock())) throw refusal('request_closed', 'The request is closed.');
  const { presentationNonce, stateParameter, responseKey } = request;
  assertOurs(presentationNonce !== null && stateParameter !== null && responseKey !== null, 'what awaits is whole');
  const payload = requestObjectPayload({
    clientId: asker.clientId,
    responseUri: identityResponseUri(request, isSameDevice, parts.publicUrl),
    ...{ presentationNonce, stateParameter },
    dcqlQuery: asker.question,
    encryptionKey: encryptionJwk(responseKey),
    verifierInfo: [],
    issuedAt: secondsOf(parts.clock),
    expiresAt: Math.floor(request.expiresAt / 1000),
    ...(walletNonce === undefined ? {} : { walletNonce }),
  });
  if (request.state === 'created') await parts.identityRequests.markOpened(request.tenantId, request.id);
  return createRequestObject(payload, await asker.requestKey());
}
