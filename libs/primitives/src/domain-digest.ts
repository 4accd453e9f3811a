import { sha256 } from '#sha256';
import { assertOurs } from './coded-error.js';
import { concatBytes, encodeUtf8 } from './bytes.js';

/** `incola:<purpose>:<version>`: what every digest and signature input of our own starts with (design §4). */
export type Domain = `incola:${string}:${number}`;

const SEPARATOR = Uint8Array.of(0);

/** SHA-256(domain ‖ 0x00 ‖ parts): 32 bytes. Parts are not delimited: give at most one of variable length, last. */
export function domainDigest(domain: Domain, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(domainBytes(domain), SEPARATOR, ...parts);
}

/** domain ‖ 0x00 ‖ message: what a signature of our own covers. */
export function domainMessage(domain: Domain, message: Uint8Array): Uint8Array {
  return concatBytes(domainBytes(domain), SEPARATOR, message);
}

function domainBytes(domain: Domain): Uint8Array {
  assertOurs(/^incola:[a-z0-9-]+:[0-9]+$/.test(domain), `"${domain}" is not a domain`);
  return encodeUtf8(domain);
}
