import { concatBytes, refusal } from '#primitives';
import type { Inflate } from './status-list.js';

/** {@link Inflate} over `DecompressionStream`, in browser and Node; its `deflate` is the ZLIB format of RFC 1950. */
export const inflateWithStreams: Inflate = async (compressed, maxLength) => {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  // What goes wrong here comes out of the reader too.
  const written = writer.write(compressed.slice()).then(() => writer.close());
  written.catch(() => undefined);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done) break;
    if (value === undefined) continue;
    length += value.length;
    if (length > maxLength) {
      await reader.cancel();
      throw refusal('status_list_too_large', 'The status list unpacks to more than allowed.');
    }
    parts.push(value);
  }
  return concatBytes(...parts);
};
