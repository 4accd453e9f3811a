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

/** Packs records into chunks, each as full as may be. */
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

/**
 * Packs the leaves of a log, each chunk the largest complete subtree of the log that is not larger than a chunk may be. Where a
 * chunk ends depends on what stands before and within a chunk's length behind it: while more than that follows its beginning, it
 * stays what it is.
 * @param start index of the first leaf, where a chunk begins
 */
export function* packSubtrees(
  leaves: Iterable<Uint8Array>,
  start: number,
  chunkBytes = CHUNK_BYTES,
): Generator<Uint8Array[]> {
  let waiting: Uint8Array[] = [];
  let at = start;
  let bytes = 0;
  const takeSubtree = (): Uint8Array[] => {
    let count = 1;
    while (2 * count <= waiting.length && at % (2 * count) === 0) count *= 2;
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    at += count;
    bytes -= bytesOf(taken);
    return taken;
  };
  for (const leaf of leaves) {
    const more = LENGTH_BYTES + leaf.length;
    while (waiting.length > 0 && bytes + more > chunkBytes) yield takeSubtree();
    waiting.push(leaf);
    bytes += more;
  }
  while (waiting.length > 0) yield takeSubtree();
}

function bytesOf(records: readonly Uint8Array[]): number {
  return records.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0);
}

function lengthPrefix(length: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}
