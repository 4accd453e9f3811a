import { hash } from 'node:crypto';
import { concatBytes } from './bytes.js';

/** SHA-256 (FIPS 180-4) of the concatenated parts: 32 bytes. In one call, which for short texts takes half of a hash object's time. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  const digest = hash('sha256', first !== undefined && parts.length === 1 ? first : concatBytes(...parts), 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}
