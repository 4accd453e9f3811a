import type { RouteEntry } from './route-table.js';
import type { Scene } from './scene.js';

/** As the browser of a signed-in clerk sends it, from a page of the service. */
const desk = (route: string, more: Partial<RouteEntry>): RouteEntry => ({
  ...{ service: 'verifier', route, anyOrigin: false, page: true },
  headers: ({ clerkCookie, urls }: Scene) => ({ cookie: clerkCookie, origin: urls.verifier }),
  ...more,
});

/** Where a clerk gets the address of a customer screen. */
export const DESK_ROUTES: readonly RouteEntry[] = [
  desk('GET /verifications/:id/customer-screen', {
    parameters: ({ objects }: Scene) => ({ id: objects.verificationId }),
    query: () => ({ form: 'A'.repeat(22) }),
  }),
  // Its code stands on a page of its own.
  desk('POST /verifications/:id/customer-screen', {
    ...{ parameters: ({ objects }: Scene) => ({ id: objects.hostedVerificationId }), good: 409 },
    body: () => ({ form: { formToken: 'A'.repeat(22) } }),
  }),
];
