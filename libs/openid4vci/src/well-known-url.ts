import { parsePublicUrl } from '#primitives';

/** Inserts a well-known string between host and path (RFC 8414 §3.1, OpenID4VCI 1.0 §12.2.2). */
export function wellKnownUrl(identifier: string, suffix: string): string {
  const url = parsePublicUrl(identifier);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.origin}/.well-known/${suffix}${path}`;
}
