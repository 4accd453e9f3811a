import { publicEndpoint } from '#service-kit/url';
import type { HostedPage } from './hosted-page.js';

type PageKey = Pick<HostedPage, 'tenantId' | 'id'>;

/** Where things of a hosted page are; everything that its browser may call lies under the page's own address. */
export function pageUrl(publicUrl: string, { tenantId, id }: PageKey, ...rest: string[]): string {
  return publicEndpoint(publicUrl, tenantId, 'verify', id, ...rest);
}

/** The path that a cookie or a link of ours needs. */
export function pagePath(publicUrl: string, page: PageKey, ...rest: string[]): string {
  return new URL(pageUrl(publicUrl, page, ...rest)).pathname;
}

/** The page's address with a secret in its query, which stands in no log of ours. */
export function withQuery(url: string, name: string, value: string): string {
  const withParameter = new URL(url);
  withParameter.searchParams.set(name, value);
  return withParameter.href;
}
