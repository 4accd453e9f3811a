import { isCodedError, parsePublicUrl, refusal } from '#primitives';

/** What a request link carries (OpenID4VP 1.0 §5.7, HAIP 1.0 §5.1): nothing but where the signed request lies. */
export interface AuthorizationRequestLink {
  clientId: string;
  requestUri: string;
  requestUriMethod: 'get' | 'post';
}

const MAX_LINK_LENGTH = 4_096;

/**
 * Writes a link, `openid4vp://?client_id=…&request_uri=…`; `request_uri_method` only where it is not `get`.
 * @param invocation where the wallet is reached: a scheme or a wallet's https address
 */
export function createAuthorizationRequestLink(link: AuthorizationRequestLink, invocation = 'openid4vp://'): string {
  const parameters = new URLSearchParams({ client_id: link.clientId, request_uri: link.requestUri });
  if (link.requestUriMethod !== 'get') parameters.set('request_uri_method', link.requestUriMethod);
  return `${invocation}${invocation.includes('?') ? '&' : '?'}${parameters.toString()}`;
}

/**
 * Reads a link of any scheme; parameters other than the three are ignored, since only the signed request counts (§5.10.1).
 * @throws `malformed_request_link`, `invalid_request_uri_method` and the codes of the URL rule
 */
export function parseAuthorizationRequestLink(text: string): AuthorizationRequestLink {
  const query = text.length > MAX_LINK_LENGTH ? -1 : text.indexOf('?');
  if (query === -1) throw refusal('malformed_request_link', 'The text is not a request link.');
  const parameters = new URLSearchParams(text.slice(query + 1));
  const clientId = single(parameters, 'client_id');
  const requestUri = single(parameters, 'request_uri');
  const method = single(parameters, 'request_uri_method') ?? 'get';
  if (clientId === undefined || requestUri === undefined) {
    throw refusal('malformed_request_link', 'The link names no client or no request.');
  }
  if (method !== 'get' && method !== 'post') {
    throw refusal('invalid_request_uri_method', 'The request URI method is neither get nor post.');
  }
  try {
    parsePublicUrl(requestUri);
  } catch (cause) {
    if (isCodedError(cause) && cause.code === 'insecure_url') throw cause;
    throw refusal('malformed_request_link', 'The request URI is not a URL.', { cause });
  }
  return { clientId, requestUri, requestUriMethod: method };
}

/** RFC 6749 §3.1: a parameter stands once. */
function single(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  if (values.length > 1) throw refusal('malformed_request_link', 'A parameter stands twice in the link.');
  return values[0];
}
