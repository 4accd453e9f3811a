/**
 * What CBOR (RFC 8949) carries, as JavaScript. Whole numbers are integers (major types 0 and 1), beyond ±(2^53 − 1) bigints;
 * every other number is a float. Byte strings are views into what was read.
 */
export type CborValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly CborValue[]
  | CborMap
  | CborTag
  | CborSimple
  | EncodedCbor;

/** Keys of the protocols here are texts and integers; a map and not an object, so that `__proto__` is a name like others. */
export type CborMap = ReadonlyMap<CborKey, CborValue>;
export type CborKey = string | number | bigint;

/** A tagged data item (RFC 8949 §3.4). */
export class CborTag {
  /** @param encoded where it was read: its octets, tag included. A digest is over a peer's octets, never over our own of the same value. */
  constructor(
    readonly tag: number,
    readonly content: CborValue,
    readonly encoded?: Uint8Array,
  ) {}
}

/** A simple value (RFC 8949 §3.3) that is neither a truth value, nor null, nor undefined. */
export class CborSimple {
  constructor(readonly value: number) {}
}

/** Octets of a data item that is encoded already; written as they are, and never read. */
export class EncodedCbor {
  constructor(readonly bytes: Uint8Array) {}
}

/** Tags that are used here (RFC 8949 §3.4, RFC 8943, RFC 9052 §2, RFC 8392 §6). */
export const CBOR_TAG = { dateTime: 0, coseSign1: 18, encodedCbor: 24, cwt: 61, fullDate: 1004 } as const;

export function isCborMap(value: CborValue): value is CborMap {
  return value instanceof Map;
}

export function isCborArray(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value);
}
