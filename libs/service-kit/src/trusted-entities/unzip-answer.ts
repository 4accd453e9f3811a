import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { refusal } from '#primitives';
import type { FetchedAnswer } from '../fetch/index.js';

const gunzipAsync = promisify(gunzip);
/** Of a token, unzipped. */
const MAX_TOKEN_LENGTH = 4 * 1024 * 1024;

/**
 * A status list token as it was before it was sent: compressed as a rule (Token Status List §8.2); what unpacks to more than a
 * token may be is refused.
 * @throws `status_list_corrupt`
 */
export async function unzipAnswer({ bytes, headers }: FetchedAnswer): Promise<Uint8Array> {
  if (headers['content-encoding'] !== 'gzip') return bytes;
  try {
    return await gunzipAsync(bytes, { maxOutputLength: MAX_TOKEN_LENGTH });
  } catch (cause) {
    throw refusal('status_list_corrupt', 'The status list cannot be unpacked.', { cause });
  }
}
