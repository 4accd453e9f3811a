import type { RouteEntry } from './route-table.js';
import type { Scene } from './scene.js';

/** As the browser of a signed-in clerk asks, of a verification that is asked and not answered. */
const page = (route: string, more: Partial<RouteEntry>): RouteEntry => ({
  ...{ service: 'verifier', route, anyOrigin: false, page: true },
  parameters: ({ objects }: Scene) => ({ id: objects.verificationId }),
  headers: ({ clerkCookie, urls }: Scene) => ({ cookie: clerkCookie, origin: urls.verifier }),
  ...more,
});

/** A clerk's result, what its script asks for, and what it leads to: there is no way of paper yet, and no evidence. */
export const RESULT_PAGES: readonly RouteEntry[] = [
  page('GET /verifications/:id', {}),
  page('GET /verifications/:id/state', { page: undefined }),
  // With the cookie it would go on and on.
  page('GET /verifications/:id/events', { page: undefined, headers: () => ({}), good: 303 }),
  page('POST /verifications/:id/cancellation', {
    ...{ parameters: ({ objects }) => ({ id: objects.spareVerificationId }), good: 303 },
  }),
  page('GET /verifications/:id/paper', { good: 303 }),
  page('POST /verifications/:id/paper', { good: 409, body: () => ({ form: { formToken: 'A'.repeat(22) } }) }),
  page('GET /verifications/:id/evidence', { good: 404 }),
];
