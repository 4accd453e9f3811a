import { z } from 'zod';
import { parseJsonObject } from '#primitives';
import { parseShape } from './parse-shape.js';

const nonceResponse = z.looseObject({ c_nonce: z.string().min(1).max(1024) });

/** OpenID4VCI 1.0 §7.2. */
export type NonceResponse = z.infer<typeof nonceResponse>;

/** @throws `malformed_nonce_response`, the JSON codes */
export function parseNonceResponse(text: string): NonceResponse {
  return parseShape(
    nonceResponse,
    parseJsonObject(text, { maxLength: 8192, maxDepth: 8 }),
    'malformed_nonce_response',
    'The nonce response is not well formed.',
  );
}
