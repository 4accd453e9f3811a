import { decodeBase64, encodeBase64, refusal } from '#primitives';
import { isCborArray, type CborMap, type CborValue } from './cbor-value.js';
import { COSE_HEADER } from './cose-header.js';

const MAX_CERTIFICATES = 8;

/** The value of `x5chain` (RFC 9360 §2): one certificate as it is, several as an array. @param x5c DER in Base 64, leaf first */
export function x5chainOf(x5c: readonly string[]): CborValue {
  const certificates = x5c.map(decodeBase64);
  const [leaf] = certificates;
  return leaf !== undefined && certificates.length === 1 ? leaf : certificates;
}

/**
 * Reads `x5chain` of a header. @returns DER in Base 64, leaf first, as `x5c` carries it; none where the header has none
 * @throws `malformed_x5chain`
 */
export function readX5chain(header: CborMap): string[] {
  const value = header.get(COSE_HEADER.x5chain);
  if (value === undefined) return [];
  const certificates = isCborArray(value) ? value : [value];
  if (certificates.length === 0 || certificates.length > MAX_CERTIFICATES) throw malformed();
  return certificates.map((certificate) => {
    if (!(certificate instanceof Uint8Array)) throw malformed();
    return encodeBase64(certificate);
  });
}

function malformed() {
  return refusal('malformed_x5chain', 'The certificate chain is not well formed.');
}
