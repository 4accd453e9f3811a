import { decodeUtf8, isCodedError, refusal } from '#primitives';
import { refuseFile } from './refuse-file.js';

const LINE_FEED = 0x0a;

/**
 * Reads a whole file as strict UTF-8, with or without byte order mark.
 * @throws `file_too_large`, `malformed_utf8` with the line of the first bad byte; `upload_aborted`
 */
export async function readText(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const bytes = await readBytes(chunks, maxBytes);
  try {
    return decodeUtf8(bytes).replace(/^\uFEFF/, '');
  } catch (error) {
    if (isCodedError(error)) throw refuseFile('malformed_utf8', firstBadLine(bytes));
    throw error;
  }
}

async function readBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > maxBytes) throw refuseFile('file_too_large');
      parts.push(chunk);
    }
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw refusal('upload_aborted', 'The file did not arrive whole.', { cause });
  }
  return Buffer.concat(parts);
}

/** A line feed is never part of another character in UTF-8, so that each line can be tried alone. */
function firstBadLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start);
    try {
      decodeUtf8(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
