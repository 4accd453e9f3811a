/** Joins path segments to a public URL; each segment is one, whatever it holds. */
export function publicEndpoint(publicUrl: string, ...segments: readonly string[]): string {
  return [publicUrl.replace(/\/+$/, ''), ...segments.map(encodeURIComponent)].join('/');
}

/**
 * A well-known document by insertion between host and path (RFC 8414 §3.1, OID4VCI 1.0 §12.2.2): of tenant `lyon` at
 * `https://x.example/a` it is `https://x.example/.well-known/{name}/a/lyon`.
 */
export function wellKnownUrl(publicUrl: string, name: string, tenant: string): string {
  const url = new URL(publicEndpoint(publicUrl, tenant));
  return `${url.origin}/.well-known/${name}${url.pathname}`;
}
