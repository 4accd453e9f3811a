import type { RouteEntry } from './route-table.js';
import { OWNERS, type Scene } from './scene.js';

const page = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service: 'issuer', route, anyOrigin: false, page: true },
  ...more,
});
/** As the browser of a signed-in operator sends it, from a page of the service. */
const asOperator = {
  headers: ({ operatorCookie, urls }: Scene) => ({ cookie: operatorCookie, origin: urls.issuer }),
};
const fromOwnPage = { headers: ({ urls }: Scene) => ({ origin: urls.issuer }) };
const form = (fields: (scene: Scene) => Record<string, string>) => ({
  body: (scene: Scene) => ({ form: fields(scene) }),
});
const formToken = 'A'.repeat(22);
const imported = { ...asOperator, parameters: ({ objects }: Scene) => ({ id: objects.importId }) };
const customer = { ...asOperator, parameters: ({ objects }: Scene) => ({ id: objects.subjectRecordId }) };
const spare = { ...asOperator, parameters: ({ objects }: Scene) => ({ id: objects.spareRecordId }) };
const offer = { ...asOperator, parameters: ({ objects }: Scene) => ({ id: objects.offerId }) };

/** Of a browser that no wallet has sent: its sign-in is not there. */
const nowhere = { parameters: () => ({ tenant: OWNERS.issuer, id: 'A'.repeat(22) }) };

/** The pages of the issuer for citizens who sign in. */
const SIGN_IN_PAGES: readonly RouteEntry[] = [
  page('GET /:tenant/sign-in/:id', { ...nowhere, good: 404 }),
  page('POST /:tenant/sign-in/:id', {
    ...{ ...nowhere, ...fromOwnPage, good: 404 },
    ...form(() => ({ formToken, 'customer-number': 'C-1', 'letter-code': 'ABCD-EFGH-JK' })),
  }),
  page('POST /:tenant/sign-in/:id/cancellation', {
    ...{ ...nowhere, ...fromOwnPage, good: 404 },
    ...form(() => ({ formToken })),
  }),
  page('GET /:tenant/sign-in/:id/account', { ...nowhere, good: 404 }),
  page('GET /:tenant/sign-in/:id/identity', { ...nowhere, good: 404 }),
  page('POST /:tenant/sign-in/:id/identity', {
    ...{ ...nowhere, ...fromOwnPage, good: 404 },
    ...form(() => ({ formToken })),
  }),
  page('POST /:tenant/sign-in/:id/identity/continuation', {
    ...{ ...nowhere, ...fromOwnPage, good: 404 },
    ...form(() => ({ formToken })),
  }),
  page('GET /:tenant/sign-in/:id/identity/return', {
    ...{ ...nowhere, good: 404 },
    query: () => ({ response_code: 'A'.repeat(43) }),
  }),
  page('GET /:tenant/sign-in/:id/identity/state', { ...nowhere, good: 404 }),
  page('GET /:tenant/sign-in/return', {
    ...{ parameters: () => ({ tenant: OWNERS.issuer }), good: 404 },
    query: () => ({ state: 'x', code: 'y' }),
  }),
];

/** The operators' pages of the issuer, and the citizens'. */
export const ISSUER_PAGES: readonly RouteEntry[] = [
  ...SIGN_IN_PAGES,
  { service: 'issuer', route: 'GET /assets/*', anyOrigin: false, good: 404 },
  page('GET /sign-in', { query: () => ({ next: '/customers' }) }),
  page('POST /sign-in', {
    ...{ ...fromOwnPage, good: 403 },
    ...form(() => ({ accessKey: `incola_key_${'A'.repeat(16)}.${'A'.repeat(43)}`, next: '/customers' })),
  }),
  page('POST /sign-out', { ...fromOwnPage, good: 303 }),
  page('GET /setup'),
  page('POST /setup', { ...fromOwnPage, good: 400, ...form(() => ({ code: 'none' })) }),
  page('GET /setup/access-key', { ...asOperator, query: () => ({ form: formToken }) }),
  page('GET /', asOperator),
  page('GET /imports', asOperator),
  page('POST /imports', { ...asOperator, good: 303, body: ({ csv }) => ({ text: csv, type: 'text/csv' }) }),
  page('GET /imports/:id', imported),
  page('GET /imports/:id/refused-rows.csv', imported),
  page('POST /imports/:id/forgetting', { ...imported, good: 303 }),
  page('GET /customers', {
    ...asOperator,
    query: () => ({ cursor: Buffer.from('after:A').toString('base64url') }),
  }),
  page('POST /customers/search', {
    ...{ ...asOperator, good: 303 },
    ...form(({ objects }) => ({ customerNumber: objects.customerNumber })),
  }),
  page('GET /customers/:id', { ...customer, query: () => ({ done: formToken }) }),
  page('POST /customers/:id/offers', {
    ...{ ...customer, good: 303 },
    ...form(() => ({ formToken, credentialTypeId: 'residency' })),
  }),
  page('GET /customers/:id/letter-codes', { ...customer, query: () => ({ form: formToken }) }),
  page('POST /customers/:id/letter-codes', { ...spare, good: 303, ...form(() => ({ formToken: 'B'.repeat(22) })) }),
  // Its types of credentials are never paused.
  page('POST /customers/:id/suspension', {
    ...{ ...customer, good: 400 },
    ...form(() => ({ formToken: 'C'.repeat(22), suspension: 'suspend' })),
  }),
  page('GET /customers/:id/revocation', customer),
  page('POST /customers/:id/revocation', { ...spare, good: 303, ...form(() => ({ formToken, reason: 'moved_out' })) }),
  page('GET /customers/:id/erasure', customer),
  // Of whom nobody has typed the number.
  page('POST /customers/:id/erasure', { ...spare, good: 400, ...form(() => ({ formToken, confirmation: 'none' })) }),
  page('GET /issuances', asOperator),
  page('POST /issuances/:id/approval', {
    ...{ ...asOperator, good: 404, parameters: () => ({ id: 'A'.repeat(22) }) },
    ...form(() => ({ decision: 'approved' })),
  }),
  page('GET /offers/:id', { ...offer, query: () => ({ form: formToken }) }),
  page('GET /offers/:id/letter', offer),
  // The scene's offer is to stay open.
  page('POST /offers/:id/cancellation', { ...asOperator, good: 404, parameters: () => ({ id: 'A'.repeat(22) }) }),
];
