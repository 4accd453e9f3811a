/**
 * Header fields of the app's files. The policy has no `unsafe-*`: code and styles are files of this service; what a page
 * fetches is data from issuers, verifiers and the cooperative. Script addresses pass the one policy that the app makes
 * (`app/trusted-scripts.ts`). The camera is for QR codes, on our own pages only.
 * @param connect sources of `connect-src`
 */
export function appHeaders(connect: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      `connect-src ${connect.join(' ')}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types incola-wallet',
    ].join('; '),
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}
