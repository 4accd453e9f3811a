import { assertOurs, compareBytes } from '#primitives';
import { CborSimple, CborTag, EncodedCbor, type CborKey, type CborValue } from './cbor-value.js';
import { CborWriter, isAscii } from './cbor-writer.js';
import { MAJOR } from './major-types.js';

/**
 * Encodes with the core deterministic requirements (RFC 8949 §4.2.1): shortest forms, definite lengths, keys in the order of
 * their octets. The same value has one encoding.
 * @throws `broken_promise` for what CBOR cannot carry (our own mistake)
 */
export function encodeCbor(value: CborValue): Uint8Array {
  // Writing never waits, so one writer serves all; where it failed midway it is not used again.
  const writer = idleWriter ?? new CborWriter();
  idleWriter = undefined;
  write(writer, value);
  const encoded = writer.take();
  idleWriter = writer;
  return encoded;
}

let idleWriter: CborWriter | undefined;

function write(writer: CborWriter, value: CborValue): void {
  if (typeof value === 'string') writer.text(value);
  else if (typeof value === 'number') writeNumber(writer, value);
  else if (value instanceof Uint8Array) {
    writer.head(MAJOR.bytes, value.length);
    writer.raw(value);
  } else if (value === false || value === true) writer.byte(value ? 0xf5 : 0xf4);
  else if (value === null) writer.byte(0xf6);
  else if (value === undefined) writer.byte(0xf7);
  else if (typeof value === 'bigint') writeBigint(writer, value);
  else if (value instanceof Map) writeMap(writer, value);
  else if (Array.isArray(value)) {
    writer.head(MAJOR.array, value.length);
    for (const element of value) write(writer, element as CborValue);
  } else if (value instanceof CborTag) {
    writer.head(MAJOR.tag, value.tag);
    write(writer, value.content);
  } else if (value instanceof EncodedCbor) writer.raw(value.bytes);
  else {
    assertOurs(value instanceof CborSimple, 'CBOR carries no such value');
    assertOurs(value.value < 20 || value.value > 31, 'a simple value has one spelling');
    writer.head(MAJOR.simple, value.value);
  }
}

function writeNumber(writer: CborWriter, value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    if (value >= 0) writer.head(MAJOR.unsigned, value);
    else writer.head(MAJOR.negative, -1 - value);
  } else writer.float(value);
}

function writeBigint(writer: CborWriter, value: bigint): void {
  const [major, argument] = value >= 0n ? [MAJOR.unsigned, value] : [MAJOR.negative, -1n - value];
  assertOurs(argument < 1n << 64n, 'an integer has at most 64 bits');
  writer.bigHead(major, argument);
}

function writeMap(writer: CborWriter, map: ReadonlyMap<CborKey, CborValue>): void {
  writer.head(MAJOR.map, map.size);
  const entries = map.size > 1 ? [...map].sort(byKey) : map;
  for (const [key, value] of entries) {
    write(writer, key);
    write(writer, value);
  }
}

/** In the order of the keys' octets (RFC 8949 §4.2.1), which for short forms is that of kind, size and content. */
function byKey([left]: readonly [CborKey, CborValue], [right]: readonly [CborKey, CborValue]): number {
  if (typeof left === 'number' && typeof right === 'number') {
    if (left < 0 === right < 0) return left < 0 ? right - left : left - right;
    return left < 0 ? 1 : -1;
  }
  if (typeof left === 'string' && typeof right === 'string' && isAscii(left) && isAscii(right)) {
    if (left.length !== right.length) return left.length - right.length;
    return left < right ? -1 : 1;
  }
  return compareBytes(encodeApart(left), encodeApart(right));
}

function encodeApart(key: CborKey): Uint8Array {
  const writer = new CborWriter();
  write(writer, key);
  return writer.take();
}
