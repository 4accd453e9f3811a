import type { RouteEntry } from './route-table.js';
import { OWNERS, type Scene } from './scene.js';

const CODE = 'A'.repeat(43);

/** A page, as the browser that opened it asks for it. */
const page = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service: 'verifier', route, anyOrigin: false, page: true },
  parameters: ({ objects }: Scene) => ({ tenant: OWNERS.verifier, id: objects.hostedVerificationId }),
  headers: ({ visitorCookie, urls }: Scene) => ({ cookie: visitorCookie, origin: urls.verifier }),
  ...more,
});
/** A screen that is turned to a customer, as the browser that opened it asks for it. */
const screen = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...page(route),
  parameters: ({ objects }: Scene) => ({ tenant: OWNERS.verifier, id: objects.customerScreenId }),
  headers: ({ screenCookie }: Scene) => ({ cookie: screenCookie }),
  ...more,
});
/** What its script asks for. */
const data = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({ ...page(route, more), page: undefined });

/** The page on which a person answers, and the screen on which she is shown a code. */
export const HOSTED_PAGE_ROUTES: readonly RouteEntry[] = [
  page('GET /:tenant/verify/:id'),
  // Its own browser is led on.
  page('GET /:tenant/verify/:id/invitation', { good: 303, query: () => ({ start: CODE }) }),
  page('GET /:tenant/verify/:id/return', { good: 403, query: () => ({ response_code: CODE }) }),
  page('GET /:tenant/verify/:id/finish', { good: 409 }),
  page('POST /:tenant/verify/:id/start-again', { good: 303, body: () => ({ form: { attempt: '1' } }) }),
  data('GET /:tenant/verify/:id/state'),
  data('GET /:tenant/verify/:id/digital-credentials'),
  data('POST /:tenant/verify/:id/digital-credentials', {
    good: 400,
    body: () => ({ json: { protocol: 'openid4vp-v1-signed', data: { response: 'a..b.c.d' } } }),
  }),
  screen('GET /:tenant/customer-screens/:id', { query: () => ({ in: 'fr' }) }),
  screen('GET /:tenant/customer-screens/:id/state', { page: undefined }),
  screen('GET /:tenant/customer-screens/:id/events', { page: undefined, headers: () => ({}), good: 403 }),
  // With the cookie it would go on and on.
  data('GET /:tenant/verify/:id/events', { headers: () => ({}), good: 403 }),
];
