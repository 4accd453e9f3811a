import { RELYING_PARTY } from '../flows/openid-provider.js';
import type { RouteEntry } from './route-table.js';
import { OWNERS } from './scene.js';

const { clientId, redirectUri, secret } = RELYING_PARTY;
const tenant = { parameters: () => ({ tenant: OWNERS.verifier }) };
const asClient = {
  headers: () => ({
    authorization: `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}`,
  }),
};
const request = {
  ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: 'openid proof', state: 's' },
  ...{ code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' },
};
const open = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service: 'verifier', route, anyOrigin: true, ...tenant },
  ...more,
});
const page = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service: 'verifier', route, anyOrigin: false, page: true, ...tenant },
  ...more,
});
/** Nobody has begun it. */
const interaction = { parameters: () => ({ tenant: OWNERS.verifier, uid: 'A'.repeat(21) }), good: 400 };

/** The verifier as OpenID provider. */
export const OPENID_ROUTES: readonly RouteEntry[] = [
  open('GET /:tenant/oidc/.well-known/openid-configuration'),
  open('GET /.well-known/oauth-authorization-server/:tenant/oidc'),
  open('GET /:tenant/oidc/jwks', { oauth: true }),
  open('POST /:tenant/oidc/par', { oauth: true, ...asClient, body: () => ({ form: request }) }),
  open('POST /:tenant/oidc/token', {
    ...{ oauth: true, ...asClient, good: 400 },
    body: () => ({
      form: {
        ...{ grant_type: 'authorization_code', code: 'A'.repeat(43), redirect_uri: redirectUri },
        code_verifier: 'A'.repeat(43),
      },
    }),
  }),
  open('GET /:tenant/oidc/userinfo', {
    oauth: true,
    good: 401,
    headers: () => ({ authorization: `Bearer ${'A'.repeat(43)}` }),
  }),
  open('POST /:tenant/oidc/userinfo', {
    ...{ oauth: true, good: 401 },
    body: () => ({ form: { access_token: 'A'.repeat(43) } }),
  }),
  page('GET /:tenant/oidc/authorize', { good: 303, query: () => request }),
  page('POST /:tenant/oidc/authorize', { good: 303, body: () => ({ form: request }) }),
  page('GET /:tenant/oidc/authorize/:uid', interaction),
  page('GET /:tenant/oidc/interaction/:uid', interaction),
  page('GET /:tenant/oidc/interaction/:uid/return', {
    ...interaction,
    query: () => ({ client_id: clientId, response_code: 'A'.repeat(43) }),
  }),
];
