import { concatBytes, refusal } from '#primitives';

/** A chunk's bytes; a single record may be longer only in theory (a leaf has at most 66 kB, an entry of the state less than 1 MB). */
export const CHUNK_BYTES = 2 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** Each record: its length as a 32-bit big-endian number, then its bytes. */
export function encodeRecords(records: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...records.flatMap((record) => [lengthPrefix(record.length), record]));
}

/** @throws `malformed_chunk` */
export function decodeRecords(chunk: Uint8Array): Uint8Array[] {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < chunk.length;) {
    const start = at + LENGTH_BYTES;
    const end = start <= chunk.length ? start + view.getUint32(at) : Number.POSITIVE_INFINITY;
    if (end > chunk.length) throw refusal('malformed_chunk', 'A record of the chunk is cut off.');
    records.push(chunk.subarray(start, end));
    at = end;
  }
  return records;
}

/**
 * Packs records into chunks, each as full as may be: where a chunk ends depends on what stands before only, so that the full
 * chunks of a log stay what they are while it grows.
 */
export function* packRecords(records: Iterable<Uint8Array>, chunkBytes = CHUNK_BYTES): Generator<Uint8Array[]> {
  let packed: Uint8Array[] = [];
  let bytes = 0;
  for (const record of records) {
    const more = LENGTH_BYTES + record.length;
    if (packed.length > 0 && bytes + more > chunkBytes) {
      yield packed;
      [packed, bytes] = [[], 0];
    }
    packed.push(record);
    bytes += more;
  }
  if (packed.length > 0) yield packed;
}

function lengthPrefix(length: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}
