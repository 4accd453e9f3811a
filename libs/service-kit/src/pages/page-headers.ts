/**
 * Header fields of a server page. The policy has no `unsafe-*`: styles and scripts are files of this service, nothing comes
 * from elsewhere, nobody frames us, and forms go nowhere else.
 * @param options.formAction origins that a form may lead to by a redirect, beside this one
 */
export function pageHeaders(options: { formAction?: readonly string[] } = {}): Readonly<Record<string, string>> {
  const forms = ["'self'", ...(options.formAction ?? [])].join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      `form-action ${forms}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    vary: 'Accept-Language, Cookie',
  };
}
