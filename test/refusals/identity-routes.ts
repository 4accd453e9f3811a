import type { RouteEntry } from './route-table.js';
import { OWNERS } from './scene.js';

/** For wallets that show the issuer identity data; the scene's utility asks nobody who he is, so that none is there. */
const forWallets: Omit<RouteEntry, 'route'> = {
  ...{ service: 'issuer', anyOrigin: true, oauth: true, good: 404 },
  parameters: () => ({ tenant: OWNERS.issuer, id: 'A'.repeat(22) }),
};

export const IDENTITY_ROUTES: readonly RouteEntry[] = [
  { ...forWallets, route: 'GET /:tenant/identity-requests/:id' },
  {
    ...{ ...forWallets, route: 'POST /:tenant/identity-requests/:id' },
    body: () => ({ form: { wallet_nonce: 'n' } }),
  },
  {
    ...{ ...forWallets, route: 'POST /:tenant/identity-responses/:id' },
    body: () => ({ form: { response: 'a..b.c.d' } }),
  },
];
