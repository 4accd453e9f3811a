import { encodeUtf8, refusal, type CodedError } from '#primitives';
import { CBOR_TAG, CborTag, isCborArray, isCborMap, type CborMap, type CborValue } from './cbor-value.js';
import { decodeCbor, type CborLimits } from './decode-cbor.js';
import { encodeCbor } from './encode-cbor.js';

/** A COSE_Sign1 (RFC 9052 §4.2), taken apart and not yet verified. */
export interface ParsedCoseSign1 {
  /** As it came, since the signature covers these octets. */
  protectedBytes: Uint8Array;
  protectedHeader: CborMap;
  unprotectedHeader: CborMap;
  /** `null` where it travels apart. */
  payload: Uint8Array | null;
  signature: Uint8Array;
}

/** A header has few parameters; these limits are for its protected half, which is encoded within the message. */
const HEADER_LIMITS: CborLimits = { maxLength: 16 * 1024, maxDepth: 6, maxItems: 256 };

/**
 * Takes a COSE_Sign1 apart, tagged (18) or not, and never looks at the signature.
 * @throws `malformed_cose_sign1` and the codes of `decodeCbor`
 */
export function parseCoseSign1(value: CborValue): ParsedCoseSign1 {
  const message = value instanceof CborTag && value.tag === CBOR_TAG.coseSign1 ? value.content : value;
  if (!isCborArray(message) || message.length !== 4) throw malformed('it is not an array of four');
  const [protectedBytes, unprotectedHeader, payload, signature] = message;
  if (!(protectedBytes instanceof Uint8Array)) throw malformed('its protected header is not a byte string');
  if (!isCborMap(unprotectedHeader)) throw malformed('its unprotected header is not a map');
  if (payload !== null && !(payload instanceof Uint8Array)) throw malformed('its payload is not a byte string');
  if (!(signature instanceof Uint8Array)) throw malformed('its signature is not a byte string');
  // RFC 9052 §3: no parameters are a byte string of no length, and an empty map is to be understood too.
  const protectedHeader = protectedBytes.length === 0 ? new Map() : decodeCbor(protectedBytes, HEADER_LIMITS);
  if (!isCborMap(protectedHeader)) throw malformed('its protected header is not a map');
  for (const label of protectedHeader.keys()) {
    if (unprotectedHeader.has(label)) throw malformed('a parameter stands in both headers');
  }
  return { protectedBytes, protectedHeader, unprotectedHeader, payload, signature };
}

/** What the signature covers: the Sig_structure (RFC 9052 §4.4), without external data. */
export function coseSign1Input(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedBytes, NOTHING, payload]);
}

const NOTHING = encodeUtf8('');

function malformed(what: string): CodedError {
  return refusal('malformed_cose_sign1', `The COSE signature cannot be read: ${what}.`);
}
