import { sha256 } from '#sha256';
import { assertOurs } from './coded-error.js';
import { concatBytes, encodeUtf8 } from './bytes.js';

/** `incola:<purpose>:<version>`: what every digest and signature input of our own starts with (design §4). */
export type Domain = `incola:${string}:${number}`;

const SEPARATOR = Uint8Array.of(0);
/** Domains are written in the sources: there are few, and trees of digests want the same one thousands of times. */
const written = new Map<Domain, Uint8Array>();

/** SHA-256(domain ‖ 0x00 ‖ parts): 32 bytes. Parts are not delimited: give at most one of variable length, last. */
export function domainDigest(domain: Domain, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(beginningOf(domain), ...parts);
}

/** domain ‖ 0x00 ‖ message: what a signature of our own covers. */
export function domainMessage(domain: Domain, message: Uint8Array): Uint8Array {
  return concatBytes(beginningOf(domain), message);
}

/** domain ‖ 0x00 */
function beginningOf(domain: Domain): Uint8Array {
  let bytes = written.get(domain);
  if (bytes === undefined) {
    assertOurs(/^incola:[a-z0-9-]+:[0-9]+$/.test(domain), `"${domain}" is not a domain`);
    bytes = concatBytes(encodeUtf8(domain), SEPARATOR);
    written.set(domain, bytes);
  }
  return bytes;
}
