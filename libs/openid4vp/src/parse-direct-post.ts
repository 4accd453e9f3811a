import { z } from 'zod';
import { decodeUtf8, isCodedError, parseJsonObject, refusal, type JsonObject } from '#primitives';
import type { AuthorizationResponse } from './encrypt-response.js';

/** An error response: text of a peer, to be kept short and never interpreted (OpenID4VP 1.0 §8.5). */
export interface WalletErrorResponse {
  kind: 'error';
  error: string;
  stateParameter?: string;
}

/** An authorization response in clear, or the error response in its place. */
export type DecryptedResponse = ({ kind: 'response' } & AuthorizationResponse) | WalletErrorResponse;

/** What a wallet sent, not yet decrypted where it is encrypted. */
export type DirectPost = { kind: 'encrypted'; jwe: string } | DecryptedResponse;

/** Lengths in characters. */
export const RESPONSE_LIMITS = { jweLength: 256 * 1024, presentations: 16, presentationLength: 64 * 1024 } as const;

const error = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
const state = z.string().max(512).optional();
const jwe = z.string().min(1).max(RESPONSE_LIMITS.jweLength);
const vpToken = z.record(
  z.string().regex(/^[A-Za-z0-9_-]{1,512}$/),
  z.array(z.string().min(1).max(RESPONSE_LIMITS.presentationLength)).min(1).max(RESPONSE_LIMITS.presentations),
);
/** What says what a response is; of these stands one. */
const KINDS = ['response', 'vp_token', 'error'] as const;

/**
 * Reads the form that a wallet posts to the response URI (OpenID4VP 1.0 §8.2; encrypted §8.3.1), or an error response, which may
 * come in clear where the response is to be encrypted (§8.5).
 * @throws `malformed_response` for any other form, also where two kinds of response stand in one
 */
export function parseDirectPost(form: Readonly<Record<string, string>>): DirectPost {
  return readByKind(form, (text) => readJson(text));
}

/**
 * Reads `data` of what the Digital Credentials API gave (§A.4).
 * @throws `malformed_response`
 */
export function parseDcApiData(data: JsonObject): DirectPost {
  // The state parameter is not defined there, so whatever stands in its place says nothing.
  const { state: _state, ...known } = data;
  return readByKind(known, (value) => value);
}

/**
 * Reads the decrypted payload (§8.1, §8.3).
 * @throws `malformed_response` and the JSON codes
 */
export function parseAuthorizationResponse(plaintext: Uint8Array): DecryptedResponse {
  const read = readByKind(parseJsonObject(decodeUtf8(plaintext)), (value) => value);
  if (read.kind === 'encrypted') throw malformed();
  return read;
}

/** @param tokenOf `vp_token` as an object; in a form it is JSON in a text (§8.1) */
function readByKind<Value>(sent: Readonly<Record<string, Value>>, tokenOf: (value: Value & {}) => unknown): DirectPost {
  const [kind, ...others] = KINDS.filter((name) => sent[name] !== undefined);
  const value = kind === undefined ? undefined : sent[kind];
  if (kind === undefined || value === undefined || value === null || others.length > 0) throw malformed();
  if (kind === 'response') return { kind: 'encrypted', jwe: shaped(jwe, value) };
  const stateParameter = shaped(state, sent.state);
  const stated = stateParameter === undefined ? {} : { stateParameter };
  if (kind === 'error') return { kind, error: shaped(error, value), ...stated };
  const presented = shaped(vpToken, tokenOf(value));
  if (Object.keys(presented).length > RESPONSE_LIMITS.presentations) throw malformed();
  return { kind: 'response', vpToken: presented, ...stated };
}

function readJson(text: string): JsonObject {
  try {
    return parseJsonObject(text, { maxLength: RESPONSE_LIMITS.jweLength, maxDepth: 4 });
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw malformed();
  }
}

function shaped<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw malformed();
  return parsed.data;
}

function malformed(): Error {
  return refusal('malformed_response', 'The response does not have the form of one.');
}
