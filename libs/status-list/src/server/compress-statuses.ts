import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const deflateAsync = promisify(deflate);

/**
 * ZLIB data of the statuses (Token Status List §4.1), made on another thread. Level 6: §4.1 recommends the highest, which takes
 * many times as long for a few percent.
 */
export async function compressStatuses(statuses: Uint8Array): Promise<Uint8Array> {
  const compressed = await deflateAsync(statuses, { level: 6 });
  return new Uint8Array(compressed.buffer, compressed.byteOffset, compressed.byteLength);
}
