import type { JsonObject } from '#primitives';
import { SAME_ADDRESSES } from '../../apps/demonstration/src/customers/index.js';
import { BANK_CONTRACT } from '../flows/cooperation.js';
import { DESK_ROUTES } from './desk-routes.js';
import { EXPLORER_PAGES } from './explorer-pages.js';
import { HOSTED_PAGE_ROUTES } from './hosted-page-routes.js';
import { IDENTITY_ROUTES } from './identity-routes.js';
import { MACHINE_ROUTES } from './machine-routes.js';
import { ISSUER_PAGES } from './issuer-pages.js';
import { OPENID_ROUTES } from './openid-routes.js';
import { RESULT_PAGES } from './result-pages.js';
import { OWNERS, type Scene, type Service } from './scene.js';

export type RequestBody =
  { json: JsonObject } | { form: Readonly<Record<string, string>> } | { text: string; type: string };

/** What the suite knows of a route; every route of a running service has an entry, and every entry a route. */
export interface RouteEntry {
  service: Service;
  /** As Fastify tells it. */
  route: string;
  /** Who may call: a tenant's API key with this scope, or anyone. */
  scope?: string;
  /** Whether any origin's page may read the answer. */
  anyOrigin: boolean;
  /** OAuth's error shape instead of a problem. */
  oauth?: true;
  /** For people: it answers pages, its errors included. */
  page?: true | undefined;
  /** The same page for everyone: caches may keep it for some seconds. */
  cached?: true;
  /** What the owner's browser sends beside a body: a session's cookie, the page that a form comes from. */
  headers?: (scene: Scene) => Readonly<Record<string, string>>;
  /** Values of the path's parameters that name what is really there, and is the owner's. */
  parameters?: (scene: Scene) => Readonly<Record<string, string>>;
  query?: (scene: Scene) => Readonly<Record<string, string>>;
  body?: (scene: Scene) => RequestBody;
  /** Without it, the request above is answered 2xx when the owner sends it. */
  good?: number;
}

const key = (service: Service, route: string, scope: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service, route, scope, anyOrigin: false },
  ...more,
});
const open = (service: Service, route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service, route, anyOrigin: true },
  ...more,
});
const ofTenant = (service: 'issuer' | 'verifier', more: (scene: Scene) => Record<string, string> = () => ({})) => ({
  parameters: (scene: Scene) => ({ tenant: OWNERS[service], ...more(scene) }),
});
/** A page of the service's own; without a cookie it knows nobody. */
const page = (service: Service, route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service, route, anyOrigin: false, page: true },
  ...more,
});
/** As the browser of a signed-in clerk sends it, from a page of the service. */
const asClerk = {
  headers: ({ clerkCookie, urls }: Scene) => ({ cookie: clerkCookie, origin: urls.verifier }),
};
const json = (make: (scene: Scene) => JsonObject) => ({ body: (scene: Scene) => ({ json: make(scene) }) });

const health = (service: Service): RouteEntry[] => [
  { service, route: 'GET /livez', anyOrigin: false },
  { service, route: 'GET /readyz', anyOrigin: false },
];
/** The interface's own description; the same for everyone. */
const description = (service: Service): RouteEntry => ({ service, route: 'GET /api/openapi.json', anyOrigin: false });
const setup = (service: Service): RouteEntry => ({
  ...{ service, route: 'POST /api/v1/setup', anyOrigin: false, good: 400 },
  ...json(() => ({ code: `incola_setup_${'A'.repeat(16)}.${'A'.repeat(43)}` })),
});

const record = { parameters: ({ objects }: Scene) => ({ id: objects.subjectRecordId }) };
const spare = { parameters: ({ objects }: Scene) => ({ id: objects.spareRecordId }) };
const issuer: RouteEntry[] = [
  ...health('issuer'),
  description('issuer'),
  setup('issuer'),
  key('issuer', 'POST /api/v1/imports', 'records:write', {
    body: ({ csv }) => ({ text: csv, type: 'text/csv' }),
  }),
  key('issuer', 'GET /api/v1/imports/:id', 'records:read', {
    parameters: ({ objects }) => ({ id: objects.importId }),
  }),
  key('issuer', 'GET /api/v1/subject-records', 'records:read', {
    query: () => ({ limit: '2', cursor: Buffer.from('after:A').toString('base64url') }),
  }),
  key('issuer', 'GET /api/v1/subject-records/:id', 'records:read', record),
  key('issuer', 'POST /api/v1/subject-records/search', 'records:read', {
    ...json(({ objects }) => ({ customerNumber: objects.customerNumber })),
  }),
  key('issuer', 'POST /api/v1/offers', 'offers:write', {
    ...json(({ objects }) => ({ subjectRecordId: objects.subjectRecordId, credentialTypeId: 'residency' })),
  }),
  key('issuer', 'POST /api/v1/subject-records/:id/letter-codes', 'offers:write', spare),
  key('issuer', 'POST /api/v1/subject-records/:id/revocation', 'credentials:write', {
    ...spare,
    ...json(() => ({ reason: 'moved_out' })),
  }),
  key('issuer', 'GET /api/v1/issuances', 'credentials:write', {
    query: () => ({ limit: '2', cursor: Buffer.from('after:A').toString('base64url') }),
  }),
  key('issuer', 'POST /api/v1/issuances/:id/approval', 'credentials:write', {
    ...{ parameters: () => ({ id: 'A'.repeat(22) }), good: 404 },
    ...json(() => ({ decision: 'approved' })),
  }),
  // Its types of credentials are never suspended.
  ...['suspension', 'resumption'].map((act) =>
    key('issuer', `POST /api/v1/subject-records/:id/${act}`, 'credentials:write', {
      ...{ ...spare, good: 400 },
      ...json(() => ({ reason: 'other' })),
    }),
  ),
  key('issuer', 'DELETE /api/v1/subject-records/:id', 'records:write', spare),
  open('issuer', 'GET /.well-known/openid-credential-issuer/:tenant', ofTenant('issuer')),
  open('issuer', 'GET /.well-known/oauth-authorization-server/:tenant', ofTenant('issuer')),
  open('issuer', 'GET /:tenant/did.json', ofTenant('issuer')),
  open('issuer', 'GET /:tenant/status-lists', ofTenant('issuer')),
  // The cooperative hosts them here.
  open('issuer', 'GET /:tenant/status-lists/:list', { ...ofTenant('issuer', () => ({ list: '1' })), good: 404 }),
  open(
    'issuer',
    'GET /:tenant/offers/:id',
    ofTenant('issuer', ({ objects }) => ({ id: objects.offerId })),
  ),
  open('issuer', 'POST /:tenant/nonce', { ...ofTenant('issuer'), oauth: true }),
  open('issuer', 'POST /:tenant/challenge', { ...ofTenant('issuer'), oauth: true }),
  open('issuer', 'POST /:tenant/token', {
    ...{ ...ofTenant('issuer'), oauth: true, good: 400 },
    body: () => ({
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
        'pre-authorized_code': `${'A'.repeat(22)}.${'A'.repeat(43)}`,
        tx_code: '123456',
      },
    }),
  }),
  open('issuer', 'POST /:tenant/par', {
    ...{ ...ofTenant('issuer'), oauth: true, good: 400 },
    body: () => ({ form: { response_type: 'code', client_id: 'https://wallet.example' } }),
  }),
  page('issuer', 'GET /:tenant/authorize', {
    ...{ ...ofTenant('issuer'), good: 400 },
    query: () => ({ client_id: 'https://wallet.example', request_uri: `urn:x:${'A'.repeat(43)}` }),
  }),
  page('issuer', 'POST /:tenant/authorize', {
    ...{ ...ofTenant('issuer'), good: 400 },
    body: () => ({ form: { client_id: 'https://wallet.example', request_uri: `urn:x:${'A'.repeat(43)}` } }),
  }),
  open('issuer', 'POST /:tenant/credential', {
    ...{ ...ofTenant('issuer'), oauth: true, good: 401 },
    ...json(() => ({ credential_configuration_id: 'residency', proofs: { jwt: ['a.b.c'] } })),
  }),
  open('issuer', 'POST /:tenant/deferred-credential', {
    ...{ ...ofTenant('issuer'), oauth: true, good: 401 },
    ...json(() => ({ transaction_id: 'A'.repeat(22) })),
  }),
  open('issuer', 'POST /:tenant/notification', {
    ...{ ...ofTenant('issuer'), oauth: true, good: 401 },
    ...json(() => ({ notification_id: 'A'.repeat(22), event: 'credential_accepted' })),
  }),
];

const asked = { parameters: ({ objects }: Scene) => ({ id: objects.verificationId }) };
const hook = { parameters: ({ objects }: Scene) => ({ id: objects.webhookId }) };
const ofRequest = ofTenant('verifier', ({ objects }) => ({ id: objects.verificationId }));
const verifier: RouteEntry[] = [
  ...health('verifier'),
  description('verifier'),
  setup('verifier'),
  key('verifier', 'POST /api/v1/verifications', 'verifications:write', {
    ...json(() => ({
      contract: BANK_CONTRACT,
      addresses: [{ ...SAME_ADDRESSES[0] }],
      claims: [['address_canonical'], ['evidence_date']],
      delivery: { method: 'page', devices: 'any' },
    })),
  }),
  key('verifier', 'GET /api/v1/verifications', 'verifications:read', {
    query: () => ({ limit: '2', cursor: Buffer.from(`9999999999999 ${'A'.repeat(22)}`).toString('base64url') }),
  }),
  key('verifier', 'GET /api/v1/verifications/:id', 'verifications:read', asked),
  // Asked and not answered: there is nothing to show yet.
  key('verifier', 'GET /api/v1/policies', 'verifications:read'),
  key('verifier', 'GET /api/v1/policies/:policy', 'verifications:read', { parameters: () => ({ policy: 'over-18' }) }),
  key('verifier', 'GET /api/v1/verifications/:id/evidence', 'evidence:read', { ...asked, good: 404 }),
  // The owner's stream would go on and on.
  key('verifier', 'GET /api/v1/verifications/:id/events', 'verifications:read', {
    ...{ parameters: () => ({ id: 'A'.repeat(22) }), good: 404 },
  }),
  key('verifier', 'GET /api/v1/withdrawals/:id', 'verifications:read', {
    parameters: ({ objects }) => ({ id: objects.withdrawalId }),
  }),
  key('verifier', 'POST /api/v1/webhooks', 'webhooks:write', {
    ...json(() => ({ url: 'https://bank.example/hook', events: ['verification.decided'] })),
  }),
  key('verifier', 'GET /api/v1/webhooks', 'webhooks:write'),
  key('verifier', 'POST /api/v1/webhooks/:id/secret', 'webhooks:write', hook),
  ...['test', 'activation'].map((act) => key('verifier', `POST /api/v1/webhooks/:id/${act}`, 'webhooks:write', hook)),
  key('verifier', 'GET /api/v1/webhooks/:id/deliveries', 'webhooks:write', hook),
  key('verifier', 'POST /api/v1/webhooks/:id/deliveries/:delivery/retry', 'webhooks:write', {
    ...{ parameters: ({ objects }) => ({ id: objects.webhookId, delivery: 'A'.repeat(22) }), good: 404 },
  }),
  key('verifier', 'DELETE /api/v1/webhooks/:id', 'webhooks:write', hook),
  ...MACHINE_ROUTES,
  open('verifier', 'GET /:tenant/did.json', ofTenant('verifier')),
  open('verifier', 'GET /:tenant/requests/:id', { ...ofRequest, oauth: true }),
  open('verifier', 'POST /:tenant/requests/:id', {
    ...{ ...ofRequest, oauth: true },
    body: () => ({ form: { wallet_nonce: 'n' } }),
  }),
  open('verifier', 'POST /:tenant/responses/:id', {
    ...{ ...ofRequest, oauth: true, good: 400 },
    body: () => ({ form: { response: 'a..b.c.d' } }),
  }),
  open('verifier', 'POST /:tenant/withdrawals', {
    ...ofTenant('verifier'),
    ...json(({ objects }) => objects.withdrawal),
  }),
  open('verifier', 'GET /receipts/:capability/ledger-proof', {
    good: 404,
    parameters: ({ objects }) => ({ capability: objects.capability }),
  }),
  key('verifier', 'POST /api/v1/verifications/:id/redaction', 'verifications:write', { ...asked, good: 409 }),
  key('verifier', 'POST /api/v1/verifications/:id/simulation', 'verifications:write', {
    // The tenants of the scene are members.
    ...{ ...asked, good: 409 },
    ...json(() => ({ outcome: 'verified' })),
  }),
  key('verifier', 'POST /api/v1/verifications/:id/cancellation', 'verifications:write', asked),
];

const hostedVerification = { parameters: ({ objects }: Scene) => ({ id: objects.hostedVerificationId }) };
const nobodysForm = { headers: ({ urls }: Scene) => ({ origin: urls.verifier }) };
const verifierPages: RouteEntry[] = [
  key('verifier', 'POST /api/v1/verifications/:id/result', 'verifications:read', {
    ...{ ...hostedVerification, good: 400 },
    ...json(() => ({ responseCode: 'A'.repeat(43) })),
  }),
  { service: 'verifier', route: 'GET /assets/*', anyOrigin: false, good: 404 },
  page('verifier', 'GET /', { good: 303 }),
  page('verifier', 'GET /sign-in'),
  page('verifier', 'POST /sign-in', {
    ...{ ...nobodysForm, good: 403 },
    body: () => ({ form: { accessKey: `incola_key_${'A'.repeat(16)}.${'A'.repeat(43)}`, next: '/verifications' } }),
  }),
  page('verifier', 'POST /sign-out', { ...nobodysForm, good: 303 }),
  page('verifier', 'GET /setup'),
  page('verifier', 'POST /setup', { ...nobodysForm, good: 400, body: () => ({ form: { code: 'none' } }) }),
  page('verifier', 'GET /setup/access-key', { ...asClerk, query: () => ({ form: 'A'.repeat(22) }) }),
  page('verifier', 'GET /verifications', {
    ...asClerk,
    query: () => ({ state: 'awaiting', cursor: Buffer.from(`9999999999999 ${'A'.repeat(22)}`).toString('base64url') }),
  }),
  page('verifier', 'GET /verifications/new', { ...asClerk, query: () => ({ question: BANK_CONTRACT }) }),
  page('verifier', 'POST /verifications/new', {
    ...{ ...asClerk, good: 422 },
    body: () => ({ form: { formToken: 'A'.repeat(22), contract: BANK_CONTRACT, street: 'x' } }),
  }),
];

const list = { parameters: () => ({ issuer: OWNERS.issuer, list: '1' }) };
const cooperative: RouteEntry[] = [
  ...health('cooperative'),
  description('cooperative'),
  open('cooperative', 'POST /api/v1/ledger/transactions', {
    good: 400,
    ...json(() => ({ body: { kind: 'anchor', member: 'did:web:x.example' }, signatures: [] })),
  }),
  // Between members' services: no page of another origin calls it.
  open('cooperative', 'POST /api/v1/settlement/shares', {
    anyOrigin: false,
    good: 404,
    ...json(() => ({
      ...{ member: 'did:web:x.example', period: 1, salt: 'A'.repeat(43) },
      shares: [{ issuer: 'did:web:y.example', amountCents: 800 }],
    })),
  }),
  open('cooperative', 'GET /api/v1/ledger/height'),
  open('cooperative', 'GET /api/v1/ledger/attestation'),
  open('cooperative', 'GET /api/v1/ledger/checkpoint'),
  open('cooperative', 'GET /api/v1/ledger/genesis'),
  open('cooperative', 'GET /api/v1/ledger/entries', { query: () => ({ start: '0', count: '2' }) }),
  open('cooperative', 'GET /api/v1/ledger/proofs/history/:id', {
    parameters: ({ objects }) => ({ id: objects.ledgerTransactionId }),
  }),
  open('cooperative', 'GET /api/v1/ledger/proofs/state', { query: () => ({ key: `contract/${BANK_CONTRACT}` }) }),
  open('cooperative', 'GET /api/v1/trust'),
  open('cooperative', 'GET /api/v1/trust/list'),
  open('cooperative', 'GET /api/v1/trust/issuing.crl'),
  open('cooperative', 'GET /api/v1/trust/access.crl'),
  open('cooperative', 'GET /api/v1/members', {
    query: () => ({ limit: '2', cursor: Buffer.from('member/a').toString('base64url') }),
  }),
  open('cooperative', 'GET /api/v1/contracts', {
    query: () => ({ limit: '2', cursor: Buffer.from('contract/a').toString('base64url') }),
  }),
  open('cooperative', 'GET /api/v1/contracts/:id', { parameters: () => ({ id: BANK_CONTRACT }) }),
  open('cooperative', 'GET /api/v1/credential-types'),
  open('cooperative', 'GET /api/v1/credential-types/:name', { parameters: () => ({ name: 'residency' }) }),
  open('cooperative', 'GET /status-lists/:issuer', { parameters: () => ({ issuer: OWNERS.issuer }) }),
  open('cooperative', 'GET /status-lists/:issuer/:list', list),
  open('cooperative', 'PUT /status-lists/:issuer/:list', {
    ...{ ...list, good: 400 },
    body: () => ({ text: 'a.b.c', type: 'application/statuslist+jwt' }),
  }),
  // The cooperative is no tenant of itself in the small founding: the path is there, the document may be not.
  open('cooperative', 'GET /:tenant/did.json', { parameters: () => ({ tenant: 'cooperative' }) }),
];

export const ROUTE_TABLE: readonly RouteEntry[] = [
  ...issuer,
  ...IDENTITY_ROUTES,
  ...ISSUER_PAGES,
  ...verifierPages,
  ...RESULT_PAGES,
  ...verifier,
  ...[...HOSTED_PAGE_ROUTES, ...DESK_ROUTES],
  ...OPENID_ROUTES,
  ...cooperative,
  ...EXPLORER_PAGES,
];
