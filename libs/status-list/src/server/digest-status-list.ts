import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { domainMessage, encodeBase64url } from '#primitives';
import { statusListDigestHead, STATUS_LIST_DOMAIN, type StatusListToDigest } from '../status-list-digest.js';

/** Half a millisecond's work. */
const SLICE_LENGTH = 256 * 1024;

/** As `statusListDigest`, with a pause between slices: in one go, ten million statuses would keep everybody else waiting. */
export async function digestStatusList(list: StatusListToDigest): Promise<string> {
  const hash = createHash('sha256').update(domainMessage(STATUS_LIST_DOMAIN, statusListDigestHead(list)));
  for (let start = 0; start < list.statuses.length; start += SLICE_LENGTH) {
    if (start > 0) await setImmediate();
    hash.update(list.statuses.subarray(start, start + SLICE_LENGTH));
  }
  const digest = hash.digest();
  return encodeBase64url(new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength));
}
