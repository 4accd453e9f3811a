import { pagePath } from './page-places.js';
import type { HostedPage } from './hosted-page.js';

const MAX_HEADER_LENGTH = 8_192;

/**
 * The cookie that makes a browser the page's own. It goes to this page's address only (`Path`), so that pages of one host don't
 * take each other's, and to no script. `Lax`, because the wallet leads back from another site. Ports of one host share cookies
 * (RFC 6265 §8.5): the name carries the app. A prefix `__Host-` would need `Path=/`; `__Secure-` is what is left under https.
 */
export function pageCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}incola-verifier-page`;
}

/** `Set-Cookie` that gives the session to the browser. @param seconds how long it may keep it */
export function givePageCookie(publicUrl: string, page: HostedPage, secret: string, seconds: number): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const path = pagePath(publicUrl, page);
  const age = Math.max(1, Math.floor(seconds));
  return `${pageCookieName(publicUrl)}=${secret}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** @param header the field `Cookie` */
export function readPageCookie(publicUrl: string, header: string | undefined): string | undefined {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
  const start = `${pageCookieName(publicUrl)}=`;
  const values = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start));
  // Two of one name: somebody has put one beside ours, and we can't tell which.
  return values.length === 1 ? values[0]?.slice(start.length) : undefined;
}
