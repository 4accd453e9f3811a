import type { LedgerFetch } from '#ledger';
import { concatBytes, decodeUtf8, isCodedError, outage, parsePublicUrl, refusal } from '#primitives';

export interface PeerAnswer {
  status: number;
  header(name: string): string | null;
  body: string;
}

const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * One request to an issuer or verifier, under the URL rule, without redirects and with a bounded answer.
 * @throws `peer_unreachable` (outage, worth a retry), `answer_too_large`, `malformed_utf8`, and the codes of `parsePublicUrl`
 */
export async function callPeer(
  fetch: LedgerFetch,
  url: string,
  request: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
): Promise<PeerAnswer> {
  parsePublicUrl(url);
  let response: Response;
  let body: string;
  try {
    response = await fetch(url, { ...request, redirect: 'error' });
    body = await readBounded(response);
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw outage('peer_unreachable', 'The other side does not answer; try again.', { cause });
  }
  if (response.status >= 500) throw outage('peer_unreachable', 'The other side has a problem; try again.');
  return { status: response.status, header: (name) => response.headers.get(name), body };
}

/** Stops reading where the answer is too large, so that a peer cannot fill our memory. */
async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const chunk = read.value as Uint8Array;
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw refusal('answer_too_large', 'The answer is too large.');
    }
  }
  return decodeUtf8(concatBytes(...chunks));
}
