import { pagePath } from './page-places.js';
import { pathCookie } from './path-cookie.js';
import type { HostedPage } from './hosted-page.js';

const NAME = 'incola-verifier-page';

/** `Set-Cookie` that makes the browser the page's own. @param seconds how long it may keep it */
export function givePageCookie(publicUrl: string, page: HostedPage, secret: string, seconds: number): string {
  return pathCookie(NAME, publicUrl).give(pagePath(publicUrl, page), secret, seconds);
}

/** @param header the field `Cookie` */
export function readPageCookie(publicUrl: string, header: string | undefined): string | undefined {
  return pathCookie(NAME, publicUrl).read(header);
}
