import { CborSimple, CborTag, isCborArray, isCborMap, type CborValue } from '#cbor';
import { encodeHex, type JsonValue } from '#primitives';

/** A value as the vectors write it: what JSON lacks is an object of one member. */
export function plainValue(value: CborValue): JsonValue {
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (value === undefined) return { undefined: true };
  if (value instanceof Uint8Array) return { bytes: encodeHex(value) };
  if (isCborArray(value)) return value.map(plainValue);
  if (isCborMap(value)) return { map: [...value].map(([key, held]) => [plainValue(key), plainValue(held)]) };
  if (value instanceof CborTag) return { tag: value.tag, content: plainValue(value.content) };
  if (value instanceof CborSimple) return { simple: value.value };
  if (typeof value !== 'number') return value as JsonValue;
  return Object.is(value, -0) ? { float: '-0' } : Number.isFinite(value) ? value : { float: String(value) };
}
