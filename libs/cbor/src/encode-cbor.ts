import { assertOurs, compareBytes, encodeUtf8 } from '#primitives';
import { CborSimple, CborTag, EncodedCbor, type CborKey, type CborValue } from './cbor-value.js';
import { CborWriter } from './cbor-writer.js';
import { MAJOR } from './major-types.js';

/**
 * Encodes with the core deterministic requirements (RFC 8949 §4.2.1): shortest forms, definite lengths, keys in the order of
 * their octets. The same value has one encoding.
 * @throws `broken_promise` for what CBOR cannot carry (our own mistake)
 */
export function encodeCbor(value: CborValue): Uint8Array {
  const writer = new CborWriter();
  write(writer, value);
  return writer.take();
}

function write(writer: CborWriter, value: CborValue): void {
  if (typeof value === 'string') writeText(writer, value);
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

function writeText(writer: CborWriter, text: string): void {
  assertOurs(text.isWellFormed(), 'a text of ours is UTF-8');
  const bytes = encodeUtf8(text);
  writer.head(MAJOR.text, bytes.length);
  writer.raw(bytes);
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
  const entries = [...map].map(([key, value]) => ({ key: encodeCbor(key), value }));
  if (entries.length > 1) entries.sort((left, right) => compareBytes(left.key, right.key));
  for (const { key, value } of entries) {
    writer.raw(key);
    write(writer, value);
  }
}
