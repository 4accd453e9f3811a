import { refusal } from './coded-error.js';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
const MAX_URL_LENGTH = 2048;

/**
 * The one URL rule (design §4): `https:`, or `http:` on a loopback host; no credentials, no fragment.
 * @throws `malformed_url`, `insecure_url`
 */
export function parsePublicUrl(text: string): URL {
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) throw refusal('malformed_url', 'The text is not a URL.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw refusal('insecure_url', 'A URL must be https, or http on a loopback host.');
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw refusal('malformed_url', 'A URL must carry neither credentials nor a fragment.');
  }
  return url;
}

export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname) || url.hostname.endsWith('.localhost');
}
