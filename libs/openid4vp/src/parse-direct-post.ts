import { z } from 'zod';
import { decodeUtf8, parseJsonObject, refusal } from '#primitives';
import type { AuthorizationResponse } from './encrypt-response.js';

/** What a wallet posted to the response URI, not yet decrypted. */
export type DirectPost =
  | { kind: 'encrypted'; jwe: string }
  /** The error as it was sent: text of a peer, to be kept short and never interpreted. */
  | { kind: 'error'; error: string; stateParameter?: string };

/** An authorization response, or the error response that a wallet encrypted. */
export type DecryptedResponse = ({ kind: 'response' } & AuthorizationResponse) | Extract<DirectPost, { kind: 'error' }>;

export const RESPONSE_LIMITS = { jweLength: 256 * 1024, presentations: 16, presentationLength: 64 * 1024 } as const;

const error = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
const state = z.string().max(512).optional();
const formShape = z.union([
  z.object({ error, state }),
  z.object({ response: z.string().min(1).max(RESPONSE_LIMITS.jweLength) }),
]);
const payloadShape = z.union([
  z.object({ error, state }),
  z.object({
    vp_token: z.record(
      z.string().regex(/^[A-Za-z0-9_-]{1,512}$/),
      z.array(z.string().min(1).max(RESPONSE_LIMITS.presentationLength)).min(1).max(RESPONSE_LIMITS.presentations),
    ),
    state,
  }),
]);

/**
 * Reads the form of `direct_post.jwt` (OpenID4VP 1.0 §8.3.1), or an error response, which may come in clear (§8.3.1, §8.5).
 * @throws `malformed_response`
 */
export function parseDirectPost(form: unknown): DirectPost {
  const parsed = formShape.safeParse(form);
  if (!parsed.success) throw refusal('malformed_response', 'The response does not have the form of one.');
  if ('response' in parsed.data) return { kind: 'encrypted', jwe: parsed.data.response };
  return { kind: 'error', ...errorOf(parsed.data) };
}

/**
 * Reads the decrypted payload (§8.1, §8.3).
 * @throws `malformed_response` and the JSON codes
 */
export function parseAuthorizationResponse(plaintext: Uint8Array): DecryptedResponse {
  const payload = parseJsonObject(decodeUtf8(plaintext));
  const parsed = payloadShape.safeParse(payload);
  if (!parsed.success || ('vp_token' in parsed.data && tooMany(parsed.data.vp_token))) {
    throw refusal('malformed_response', 'The response does not have the form of one.');
  }
  if ('error' in parsed.data) return { kind: 'error', ...errorOf(parsed.data) };
  const { vp_token: vpToken, state: stateParameter } = parsed.data;
  return { kind: 'response', vpToken, ...(stateParameter === undefined ? {} : { stateParameter }) };
}

function tooMany(vpToken: Record<string, string[]>): boolean {
  return Object.keys(vpToken).length > RESPONSE_LIMITS.presentations;
}

function errorOf(sent: { error: string; state?: string | undefined }) {
  return { error: sent.error, ...(sent.state === undefined ? {} : { stateParameter: sent.state }) };
}
