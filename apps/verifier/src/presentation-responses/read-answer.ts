import { parseAuthorizationResponse, type DecryptedResponse, type DirectPost } from '#openid4vp';
import { encodeUtf8, equalBytes, jwkThumbprint, refusal } from '#primitives';
import {
  decryptResponse,
  encryptionJwk,
  openResponseKey,
  RESPONSE_KEY_ID,
  type ResponseKey,
} from '#service-kit/presentation-exchange';
import type { SecretBox } from '#service-kit/vault';
import type { AnswerChannel } from '#verification';
import type { Presentation } from '../presentation-requests/presentation.js';
import { responseUriOf } from '../presentation-requests/response-uri.js';

/** By which way an answer came. */
export type AnswerWay =
  /** Posted to the response URI; `isSameDevice`: the request was opened by the link for the browser's own device. */
  | { kind: 'response_uri'; isSameDevice: boolean }
  /** Handed to the hosted page's own session by the Digital Credentials API. */
  | { kind: 'dc_api' };

/**
 * Opens an answer, and sees that it is of the kind that was asked for on this way: encrypted to this request's key, or in clear
 * where the request said so (OpenID4VP 1.0 §8.2, §8.3, §A.4). An error may always come in clear (§8.5).
 * @throws `response_mode_differs`, `response_not_decrypted`, `malformed_response`, `state_differs`
 */
export function readAnswer(
  presentation: Presentation,
  { posted, way }: { posted: DirectPost; way: AnswerWay },
  secretBox: SecretBox,
): DecryptedResponse {
  const response = posted.kind === 'encrypted' ? decrypt(presentation, posted.jwe, way, secretBox) : posted;
  if (posted.kind === 'response' && presentation.responseMode !== 'direct_post') throw otherMode();
  // §A.2: the Digital Credentials API knows no state; the page's session is what binds the answer there.
  if (way.kind === 'response_uri') requireState(presentation, response.stateParameter);
  return response;
}

/** The key to which this way's answer is encrypted; `null` where it comes in clear. */
function responseKeyOf({ responseKey }: Presentation, way: AnswerWay): ResponseKey | null {
  return way.kind === 'response_uri' ? responseKey : (responseKey?.dcApi ?? null);
}

/** RFC 7638 thumbprint of that key: what an mdoc's holder signs along (§B.2.6). */
export function responseKeyThumbprint(presentation: Presentation, way: AnswerWay): string | null {
  const key = responseKeyOf(presentation, way);
  return key === null ? null : jwkThumbprint(encryptionJwk(key));
}

/** What the holder's signature is bound to. */
export function channelOf(presentation: Presentation, way: AnswerWay, publicUrl: string): AnswerChannel {
  if (way.kind === 'dc_api') return { kind: 'dc_api', origin: new URL(publicUrl).origin };
  return { kind: 'response_uri', responseUri: responseUriOf(presentation, way.isSameDevice, publicUrl) };
}

function decrypt(presentation: Presentation, jwe: string, way: AnswerWay, secretBox: SecretBox): DecryptedResponse {
  const key = responseKeyOf(presentation, way);
  if (key === null) throw otherMode();
  const privateBytes = openResponseKey(presentation, key, secretBox);
  return parseAuthorizationResponse(decryptResponse(jwe, { kid: RESPONSE_KEY_ID, privateBytes }));
}

/** §8.2, §14.3: who did not see the request does not know its state. */
function requireState({ stateParameter }: Presentation, given: string | undefined): void {
  const expected = encodeUtf8(stateParameter ?? '');
  if (expected.length === 0 || !equalBytes(expected, encodeUtf8(given ?? ''))) {
    throw refusal('state_differs', 'The response does not belong to the request.');
  }
}

function otherMode(): Error {
  return refusal('response_mode_differs', 'The response does not come in the mode that was asked for.');
}
