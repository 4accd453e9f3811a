import { z } from 'zod';
import { parseJsonObject } from '#primitives';
import { parseShape } from './parse-shape.js';

export const nonceResponseShape = z.looseObject({ c_nonce: z.string().min(1).max(1024) });

/** OpenID4VCI 1.0 §7.2. */
export type NonceResponse = z.infer<typeof nonceResponseShape>;

/** @throws `malformed_nonce_response`, the JSON codes */
export function parseNonceResponse(text: string): NonceResponse {
  return parseShape(
    nonceResponseShape,
    parseJsonObject(text, { maxLength: 8192, maxDepth: 8 }),
    'malformed_nonce_response',
    'The nonce response is not well formed.',
  );
}
