import { decodeBase64url, encodeHex, sha256 } from '#primitives';
import type { Validator } from '../governance.js';

/** CometBFT's address of an Ed25519 key: the first 20 bytes of SHA-256 of it, in lower-case hexadecimal. */
export function validatorAddress({ publicKey }: Pick<Validator, 'publicKey'>): string {
  return encodeHex(sha256(decodeBase64url(publicKey)).subarray(0, 20));
}
