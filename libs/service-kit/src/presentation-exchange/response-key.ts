import { createECDH } from 'node:crypto';
import { generatePrivateBytes } from '#identity';
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

/** A new P-256 key for one response. `createECDH` and not `generateKeyPairSync` (stack.md, trap). */
export function createResponseKey(
  { tenantId, id }: ResponseKeyPlace,
  tools: { random: RandomBytes; secretBox: SecretBox },
): ResponseKey {
  const privateBytes = generatePrivateBytes('Secp256r1', tools.random);
  const agreement = createECDH('prime256v1');
  agreement.setPrivateKey(privateBytes);
  const point = agreement.getPublicKey();
  return {
    x: encodeBase64url(point.subarray(1, 33)),
    y: encodeBase64url(point.subarray(33)),
    sealed: tools.secretBox.seal(PURPOSE, privateBytes, [tenantId, id]),
  };
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
