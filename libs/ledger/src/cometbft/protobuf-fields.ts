import { concatBytes } from '#primitives';

/**
 * The few pieces of Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding) that CometBFT signs and hashes.
 * As proto3 demands, a field that has its zero value is left out; only {@link messageField} writes an empty one.
 */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;

/** int64, uint64, int32, enum: negative numbers take ten bytes. */
export function varintField(field: number, value: number): Uint8Array {
  return value === 0 ? nothing() : concatBytes(tag(field, VARINT), varint(value));
}

/** sfixed64: eight bytes, little-endian. */
export function sfixed64Field(field: number, value: number): Uint8Array {
  if (value === 0) return nothing();
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return concatBytes(tag(field, FIXED64), bytes);
}

/** bytes, and string as UTF-8. */
export function bytesField(field: number, value: Uint8Array): Uint8Array {
  return value.length === 0 ? nothing() : messageField(field, value);
}

/** An embedded message that is always present, even where nothing stands in it (gogoproto's `nullable = false`). */
export function messageField(field: number, message: Uint8Array): Uint8Array {
  return concatBytes(tag(field, LENGTH_DELIMITED), delimited(message));
}

/** The message's length as a varint, then the message: how CometBFT frames what it signs. */
export function delimited(message: Uint8Array): Uint8Array {
  return concatBytes(varint(message.length), message);
}

function tag(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}

/** @param value a safe integer; as two's complement of 64 bits where it is negative */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.of(...bytes, Number(rest));
}

function nothing(): Uint8Array {
  return new Uint8Array(0);
}
