import type { RouteEntry } from './route-table.js';

const PUBLIC_KEY = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) };
const NOBODY = { parameters: () => ({ id: 'A'.repeat(16) }), good: 404 };
const managed = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service: 'verifier', route, scope: 'access:write', anyOrigin: false },
  ...more,
});

/** Where machines get access tokens, and where a tenant says which machines may. */
export const MACHINE_ROUTES: readonly RouteEntry[] = [
  {
    ...{ service: 'verifier', route: 'POST /api/oauth/token', anyOrigin: false, oauth: true, good: 401 },
    body: () => ({
      form: {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'a.b.c',
      },
    }),
  },
  { service: 'verifier', route: 'GET /.well-known/oauth-authorization-server/api/oauth', anyOrigin: true },
  managed('GET /api/v1/api-keys'),
  managed('POST /api/v1/api-keys', { body: () => ({ json: { scopes: ['access:write'], lifetimeDays: 1 } }) }),
  managed('DELETE /api/v1/api-keys/:id', NOBODY),
  managed('GET /api/v1/oauth-clients'),
  managed('POST /api/v1/oauth-clients', {
    body: () => ({ json: { name: 'batch', scopes: ['access:write'], jwks: { keys: [PUBLIC_KEY] } } }),
  }),
  managed('DELETE /api/v1/oauth-clients/:id', NOBODY),
];
