import { createRequestObject, dcApiRequestPayload, parseDcApiData, type EncryptionJwk } from '#openid4vp';
import { refusal, type JsonObject } from '#primitives';
import { encryptionJwk } from '#service-kit/presentation-exchange';
import type { AskingMember } from '../organisations/asking-member.js';
import type { AskingParts } from '../presentation-requests/ask-presentation.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import { findAskable, requestMaterial } from '../presentation-requests/request-material.js';
import { acceptAnswer, type ResponseParts } from '../presentation-responses/accept-response.js';
import type { HostedPage } from './hosted-page.js';

/** Signed requests in JWS compact serialization (OpenID4VP 1.0 §A.1): our wallets may know us by more than our origin. */
export const DC_API_PROTOCOL = 'openid4vp-v1-signed';

/** What the page hands to `navigator.credentials.get` as `digital`. */
export interface DigitalCredentialRequest {
  requests: { protocol: typeof DC_API_PROTOCOL; data: { request: string } }[];
}

/**
 * The page's question for the wallets of this browser's platform (OpenID4VP 1.0 §A.2, §A.3.2; HAIP 1.0 §5.2). It is a request of
 * its own beside the one behind the links: another key, bound to our origin and not to a response URI. Asking does not open it: the person
 * may dismiss what the browser shows, and choose another way.
 * @param page as its own session has it
 * @throws `unknown_request`, `request_closed`, `contract_not_in_force`, `trust_unavailable` (outage)
 */
export async function digitalCredentialRequest(
  member: AskingMember,
  page: HostedPage,
  parts: AskingParts,
): Promise<DigitalCredentialRequest> {
  const presentation = await findAskable(member, page.presentationId, parts);
  const payload = dcApiRequestPayload({
    ...(await requestMaterial(member, presentation, parts)),
    expectedOrigins: [new URL(parts.publicUrl).origin],
    encryptionKey: encryptionKeyOf(presentation),
  });
  const request = await createRequestObject(payload, { signer: member.access, ...member.keyHeader });
  return { requests: [{ protocol: DC_API_PROTOCOL, data: { request } }] };
}

/**
 * Takes what the browser gave the page (§A.4). That it came in the page's own session binds it there (§13.3): nobody has to come back.
 * @throws the codes of `acceptAnswer`
 */
export async function acceptDigitalCredential(
  member: AskingMember,
  page: HostedPage,
  data: JsonObject,
  parts: ResponseParts,
): Promise<void> {
  await acceptAnswer(member, page.presentationId, { posted: parseDcApiData(data), way: { kind: 'dc_api' } }, parts);
}

function encryptionKeyOf({ responseMode, responseKey }: Presentation): EncryptionJwk | null {
  if (responseMode === 'direct_post') return null;
  // Only a request from before there was this way has none; it is over within minutes.
  if (responseKey?.dcApi === undefined) throw refusal('request_closed', 'The request is closed.');
  return encryptionJwk(responseKey.dcApi);
}
