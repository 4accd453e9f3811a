import { closeSync, openSync, readSync } from 'node:fs';
import { BinaryReader } from 'cosmjs-types/binary';

/** Of each record: CRC-32C and length, big-endian (CometBFT, consensus/wal.go, `WALEncoder`). */
const HEAD_LENGTH = 8;
/** CometBFT's `maxMsgSizeBytes`: what claims to be longer is no record. */
const MAX_RECORD_LENGTH = 1_048_576 + 24;
/** A height's end is two numbers and a time; no longer record is looked into. */
const MAX_END_LENGTH = 64;
/** `TimedWALMessage.msg` and `WALMessage.end_height` (proto/tendermint/consensus/wal.proto), length-delimited. */
const [MESSAGE_TAG, END_HEIGHT_TAG] = [18, 34];
/** `EndHeight.height`, a varint. */
const HEIGHT_TAG = 8;

/**
 * Whether a file of the engine's write-ahead log says, in a whole record, that a height has ended (`#ENDHEIGHT`). The height 0
 * doesn't count, which each log begins with. What follows a damaged record is not read.
 * @throws the system's errors
 */
export function holdsEndOfHeight(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_LENGTH);
    const record = Buffer.alloc(MAX_END_LENGTH);
    for (let place = 0; readSync(file, head, 0, HEAD_LENGTH, place) === HEAD_LENGTH;) {
      const [checksum, length] = [head.readUInt32BE(0), head.readUInt32BE(4)];
      if (length > MAX_RECORD_LENGTH) return false;
      place += HEAD_LENGTH;
      if (length <= MAX_END_LENGTH) {
        if (readSync(file, record, 0, length, place) < length) return false;
        const bytes = record.subarray(0, length);
        if (crc32c(bytes) !== checksum) return false;
        if (endedHeight(bytes) > 0) return true;
      }
      place += length;
    }
    return false;
  } finally {
    closeSync(file);
  }
}

/** @returns 0 where the record is of another kind */
function endedHeight(record: Uint8Array): number {
  const message = fieldOf(record, MESSAGE_TAG);
  const end = message && fieldOf(message, END_HEIGHT_TAG);
  if (end === undefined) return 0;
  const reader = new BinaryReader(end);
  return reader.pos < reader.len && reader.uint32() === HEIGHT_TAG ? Number(reader.int64()) : 0;
}

/** @returns the field's bytes; `undefined` where it is not there */
function fieldOf(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === wanted) return reader.bytes();
    reader.skipType(tag % 8);
  }
  return undefined;
}

/** Castagnoli's polynomial, reflected (RFC 3720 §B.4). */
function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum % 2 === 0 ? sum >>> 1 : (sum >>> 1) ^ 0x82f63b78;
  }
  return ~sum >>> 0;
}
