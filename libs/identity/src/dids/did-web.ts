import { isLoopback, parsePublicUrl, refusal } from '#primitives';

const SEGMENT = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/;
const MAX_DID_LENGTH = 512;

/**
 * The did:web of an organisation whose public identifier is this URL: `http://localhost:4001/x` is
 * `did:web:localhost%3A4001:x`.
 * @throws `malformed_url`, `insecure_url`, `malformed_did` for a path that a DID can't carry
 */
export function didWebOf(publicIdentifier: string): string {
  const url = parsePublicUrl(publicIdentifier);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (url.search !== '' || !segments.every((segment) => SEGMENT.test(segment))) {
    throw refusal('malformed_did', 'The URL has no did:web.');
  }
  return ['did:web', encodeURIComponent(url.host), ...segments].join(':');
}

/**
 * Where a did:web's document lies (did:web §3.2): `/.well-known/did.json`, or `did.json` under its path. `https`, or `http`
 * where the host is loopback (design §4).
 * @throws `malformed_did`
 */
export function documentUrlOfDidWeb(did: string): URL {
  const [scheme, method, host, ...segments] = did.split(':');
  if (did.length > MAX_DID_LENGTH || scheme !== 'did' || method !== 'web' || host === undefined) throw malformed();
  if (!/^[A-Za-z0-9.-]+(?:%3A[0-9]{1,5})?$/i.test(host) || !segments.every((segment) => SEGMENT.test(segment))) {
    throw malformed();
  }
  const path = segments.length === 0 ? '.well-known' : segments.join('/');
  const rest = `://${decodeURIComponent(host)}/${path}/did.json`;
  if (!URL.canParse(`https${rest}`)) throw malformed();
  return parsePublicUrl(`${isLoopback(new URL(`https${rest}`)) ? 'http' : 'https'}${rest}`);
}

function malformed(): Error {
  return refusal('malformed_did', 'The text is not a did:web.');
}
