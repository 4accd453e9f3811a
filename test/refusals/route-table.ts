import type { JsonObject } from '#primitives';
import { SAME_ADDRESSES } from '../../apps/demonstration/src/customers/index.js';
import { BANK_CONTRACT } from '../flows/cooperation.js';
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
const json = (make: (scene: Scene) => JsonObject) => ({ body: (scene: Scene) => ({ json: make(scene) }) });

const health = (service: Service): RouteEntry[] => [
  { service, route: 'GET /livez', anyOrigin: false },
  { service, route: 'GET /readyz', anyOrigin: false },
];
const setup = (service: Service): RouteEntry => ({
  ...{ service, route: 'POST /api/v1/setup', anyOrigin: false, good: 400 },
  ...json(() => ({ code: `incola_setup_${'A'.repeat(16)}.${'A'.repeat(43)}` })),
});

const record = { parameters: ({ objects }: Scene) => ({ id: objects.subjectRecordId }) };
const spare = { parameters: ({ objects }: Scene) => ({ id: objects.spareRecordId }) };
const issuer: RouteEntry[] = [
  ...health('issuer'),
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
  key('issuer', 'POST /api/v1/subject-records/:id/revocation', 'credentials:write', {
    ...spare,
    ...json(() => ({ reason: 'moved_out' })),
  }),
  key('issuer', 'DELETE /api/v1/subject-records/:id', 'records:write', spare),
  open('issuer', 'GET /.well-known/openid-credential-issuer/:tenant', ofTenant('issuer')),
  open('issuer', 'GET /.well-known/oauth-authorization-server/:tenant', ofTenant('issuer')),
  open('issuer', 'GET /:tenant/did.json', ofTenant('issuer')),
  open(
    'issuer',
    'GET /:tenant/offers/:id',
    ofTenant('issuer', ({ objects }) => ({ id: objects.offerId })),
  ),
  open('issuer', 'POST /:tenant/nonce', { ...ofTenant('issuer'), oauth: true }),
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
  open('issuer', 'POST /:tenant/credential', {
    ...{ ...ofTenant('issuer'), oauth: true, good: 401 },
    ...json(() => ({ credential_configuration_id: 'residency', proofs: { jwt: ['a.b.c'] } })),
  }),
];

const asked = { parameters: ({ objects }: Scene) => ({ id: objects.verificationId }) };
const hook = { parameters: ({ objects }: Scene) => ({ id: objects.webhookId }) };
const ofRequest = ofTenant('verifier', ({ objects }) => ({ id: objects.verificationId }));
const verifier: RouteEntry[] = [
  ...health('verifier'),
  setup('verifier'),
  key('verifier', 'POST /api/v1/verifications', 'verifications:write', {
    ...json(() => ({
      contract: BANK_CONTRACT,
      addresses: [{ ...SAME_ADDRESSES[0] }],
      claims: [['address_canonical'], ['evidence_date']],
    })),
  }),
  key('verifier', 'GET /api/v1/verifications', 'verifications:read', {
    query: () => ({ limit: '2', cursor: Buffer.from(`9999999999999 ${'A'.repeat(22)}`).toString('base64url') }),
  }),
  key('verifier', 'GET /api/v1/verifications/:id', 'verifications:read', asked),
  key('verifier', 'GET /api/v1/withdrawals/:id', 'verifications:read', {
    parameters: ({ objects }) => ({ id: objects.withdrawalId }),
  }),
  key('verifier', 'POST /api/v1/webhooks', 'webhooks:write', {
    ...json(() => ({ url: 'https://bank.example/hook', events: ['verification.decided'] })),
  }),
  key('verifier', 'GET /api/v1/webhooks', 'webhooks:write'),
  key('verifier', 'POST /api/v1/webhooks/:id/secret', 'webhooks:write', hook),
  key('verifier', 'DELETE /api/v1/webhooks/:id', 'webhooks:write', hook),
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
  key('verifier', 'POST /api/v1/verifications/:id/cancellation', 'verifications:write', asked),
];

const list = { parameters: () => ({ issuer: OWNERS.issuer, list: '1' }) };
const cooperative: RouteEntry[] = [
  ...health('cooperative'),
  open('cooperative', 'POST /api/v1/ledger/transactions', {
    good: 400,
    ...json(() => ({ body: { kind: 'anchor', member: 'did:web:x.example' }, signatures: [] })),
  }),
  open('cooperative', 'GET /api/v1/ledger/height'),
  open('cooperative', 'GET /api/v1/ledger/checkpoint'),
  open('cooperative', 'GET /api/v1/ledger/genesis'),
  open('cooperative', 'GET /api/v1/ledger/entries', { query: () => ({ start: '0', count: '2' }) }),
  open('cooperative', 'GET /api/v1/ledger/proofs/history/:id', {
    parameters: ({ objects }) => ({ id: objects.ledgerTransactionId }),
  }),
  open('cooperative', 'GET /api/v1/ledger/proofs/state', { query: () => ({ key: `contract/${BANK_CONTRACT}` }) }),
  open('cooperative', 'GET /api/v1/trust'),
  open('cooperative', 'GET /api/v1/members', {
    query: () => ({ limit: '2', cursor: Buffer.from('member/a').toString('base64url') }),
  }),
  open('cooperative', 'GET /api/v1/contracts', {
    query: () => ({ limit: '2', cursor: Buffer.from('contract/a').toString('base64url') }),
  }),
  open('cooperative', 'GET /api/v1/contracts/:id', { parameters: () => ({ id: BANK_CONTRACT }) }),
  open('cooperative', 'GET /api/v1/credential-types/:id', { parameters: () => ({ id: 'residency' }) }),
  open('cooperative', 'GET /status-lists/:issuer/:list', list),
  open('cooperative', 'PUT /status-lists/:issuer/:list', {
    ...{ ...list, good: 400 },
    body: () => ({ text: 'a.b.c', type: 'application/statuslist+jwt' }),
  }),
  // The cooperative is no tenant of itself in the small founding: the path is there, the document may be not.
  open('cooperative', 'GET /:tenant/did.json', { parameters: () => ({ tenant: 'cooperative' }) }),
];

export const ROUTE_TABLE: readonly RouteEntry[] = [...issuer, ...verifier, ...cooperative];
