import { createECDH } from 'node:crypto';
import type { EncryptionJwk } from '#openid4vp';
import { encodeBase64url, type RandomBytes } from '#primitives';
import type { SecretBox } from '../vault/index.js';

const PURPOSE = 'response-key';
/** The set holds one key, so its name need not tell anything. */
export const RESPONSE_KEY_ID = 'response';

/** The key to which one response is encrypted (HAIP 1.0 §5); the private half is sealed. */
export interface ResponseKey {
  x: string;
  y: string;
  sealed: string;
}

/** Who asks, and the request that the key is for. */
export interface ResponseKeyPlace {
  tenantId: string;
  id: string;
}

/**
 * Makes every pair: setting up a curve costs three times what a pair does. It keeps the last one, which is used at once and by
 * nothing that waits; whoever reads our memory reads the box's key as well.
 */
const pairs = createECDH('prime256v1');
const COORDINATE_LENGTH = 32;

/** A new P-256 key for one response. `createECDH` and not `generateKeyPairSync` (stack.md, trap). */
export function createResponseKey(
  { tenantId, id }: ResponseKeyPlace,
  tools: { random: RandomBytes; secretBox: SecretBox },
): ResponseKey {
  const privateBytes = drawPrivateKey(tools.random);
  const point = pairs.getPublicKey();
  return {
    x: encodeBase64url(point.subarray(1, 1 + COORDINATE_LENGTH)),
    y: encodeBase64url(point.subarray(1 + COORDINATE_LENGTH)),
    sealed: tools.secretBox.seal(PURPOSE, privateBytes, [tenantId, id]),
  };
}

/** Zero or beyond the group's order, once in 2^32: drawn anew, which keeps the choice uniform (FIPS 186-5 A.2.2). */
function drawPrivateKey(random: RandomBytes): Uint8Array {
  for (;;) {
    const candidate = random(COORDINATE_LENGTH);
    try {
      pairs.setPrivateKey(candidate);
      return candidate;
    } catch {
      continue;
    }
  }
}

/** The private half: 32 bytes. */
export function openResponseKey(
  { tenantId, id }: ResponseKeyPlace,
  key: ResponseKey,
  secretBox: SecretBox,
): Uint8Array {
  return secretBox.open(PURPOSE, key.sealed, [tenantId, id]);
}

export function encryptionJwk({ x, y }: ResponseKey): EncryptionJwk {
  return { kty: 'EC', crv: 'P-256', x, y, kid: RESPONSE_KEY_ID, alg: 'ECDH-ES', use: 'enc' };
}
