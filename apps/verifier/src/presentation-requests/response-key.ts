import { createECDH } from 'node:crypto';
import { generatePrivateBytes } from '#identity';
import type { EncryptionJwk } from '#openid4vp';
import { encodeBase64url, type RandomBytes } from '#primitives';
import type { SecretBox } from '#service-kit/vault';
import type { Presentation, ResponseKey } from './presentation.js';

const PURPOSE = 'response-key';
/** The set holds one key, so its name need not tell anything. */
export const RESPONSE_KEY_ID = 'response';

/** A new P-256 key for one response. `createECDH` and not `generateKeyPairSync` (stack.md, trap). */
export function createResponseKey(
  tenantId: string,
  presentationId: string,
  tools: { random: RandomBytes; secretBox: SecretBox },
): ResponseKey {
  const privateBytes = generatePrivateBytes('Secp256r1', tools.random);
  const agreement = createECDH('prime256v1');
  agreement.setPrivateKey(privateBytes);
  const point = agreement.getPublicKey();
  return {
    x: encodeBase64url(point.subarray(1, 33)),
    y: encodeBase64url(point.subarray(33)),
    sealed: tools.secretBox.seal(PURPOSE, privateBytes, [tenantId, presentationId]),
  };
}

/** The private half: 32 bytes. */
export function openResponseKey(
  presentation: Pick<Presentation, 'tenantId' | 'id'>,
  key: ResponseKey,
  secretBox: SecretBox,
): Uint8Array {
  return secretBox.open(PURPOSE, key.sealed, [presentation.tenantId, presentation.id]);
}

export function encryptionJwk({ x, y }: ResponseKey): EncryptionJwk {
  return { kty: 'EC', crv: 'P-256', x, y, kid: RESPONSE_KEY_ID, alg: 'ECDH-ES', use: 'enc' };
}
