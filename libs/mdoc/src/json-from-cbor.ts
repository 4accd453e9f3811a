import { CBOR_TAG, CborTag, isCborArray, isCborMap, type CborValue } from '#cbor';
import { encodeBase64url, refusal, type JsonValue } from '#primitives';

/**
 * A CBOR value as JSON (RFC 8949 §6.1), as OpenID4VP 1.0 §6.3 has values compared: byte strings as base64url, dates as
 * their text.
 * @throws `element_value_unsupported` where that advice does not say clearly what it would be
 */
export function jsonFromCbor(value: CborValue): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Uint8Array) return encodeBase64url(value);
  if (isCborArray(value)) return value.map(jsonFromCbor);
  if (isCborMap(value)) return Object.fromEntries([...value].map(([key, held]) => [nameOf(key), jsonFromCbor(held)]));
  const isDate = value instanceof CborTag && (value.tag === CBOR_TAG.dateTime || value.tag === CBOR_TAG.fullDate);
  if (isDate && typeof value.content === 'string') return value.content;
  throw unsupported();
}

function nameOf(key: CborValue): string {
  if (typeof key !== 'string') throw unsupported();
  return key;
}

function unsupported() {
  return refusal('element_value_unsupported', 'A data element holds a value that has no form in JSON.');
}
