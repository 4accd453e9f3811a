import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dcApiTranscript, openId4VpTranscript, presentMdoc, type DcApiSession } from '#mdoc';
import { encryptResponse, type ClientMetadata, type SentRequestPayload } from '#openid4vp';
import { jwkThumbprint, parseJws, type JsonObject } from '#primitives';
import { es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import { ageContract } from './evidence-scene.js';
import { AGE_DOCUMENT } from './fictive-cooperative.js';
import { PageBrowser } from './page-browser.js';
import { startSetting, type Setting } from './running-verifier.js';

const PROTOCOL = 'openid4vp-v1-signed';
const AGE = { [AGE_DOCUMENT]: { age_over_18: true } };
type Tenant = 'bank' | 'city';

let setting: Setting;
let origin: string;
beforeAll(async () => {
  setting = await startSetting(undefined, {
    // The bank's answers come in clear (`dc_api`), the city's encrypted (`dc_api.jwt`).
    tenants: { bank: { responseMode: 'direct_post' } },
    contracts: (didOf) => [
      ...ageContract(didOf),
      ...ageContract(() => didOf('bank')).map((contract) => ({ ...contract, id: 'age-at-the-counter' })),
    ],
  });
  origin = new URL(setting.config.publicUrl).origin;
}, 60_000);
afterAll(() => setting.close());

interface AskedPage {
  id: string;
  place: string;
  browser: PageBrowser;
  payload: SentRequestPayload;
}

/** Opens a page that asks for an age, and reads what its script would hand to the browser. */
async function ask(tenant: Tenant): Promise<AskedPage> {
  const contract = tenant === 'bank' ? 'age-at-the-counter' : 'age-at-the-door';
  const { body } = await setting.call(tenant, 'POST', 'verifications', { contract, delivery: { method: 'page' } });
  const pageUrl = body.pageUrl as string;
  const browser = new PageBrowser();
  await browser.follow(await browser.get(pageUrl));
  const place = `${pageUrl.split('?')[0]}/digital-credentials`;
  const { text } = await browser.get(place);
  const { requests } = JSON.parse(text) as { requests: { protocol: string; data: { request: string } }[] };
  expect(requests.map(({ protocol }) => protocol)).toEqual([PROTOCOL]);
  const { payload } = parseJws(requests[0]?.data.request ?? '', { maxLength: 256 * 1024, maxDepth: 24 });
  return { id: body.id as string, place, browser, payload: payload as unknown as SentRequestPayload };
}

/** The session as a wallet of the platform knows it (OpenID4VP 1.0 §B.2.6.2): the origin is the browser's word. */
function sessionOf({ payload }: AskedPage): DcApiSession {
  const [key] = payload.client_metadata.jwks?.keys ?? [];
  const encryptionKeyThumbprint = key === undefined ? null : jwkThumbprint(key);
  return { origin, presentationNonce: payload.nonce, encryptionKeyThumbprint };
}

async function answer({ payload }: AskedPage, sessionTranscript: Uint8Array): Promise<JsonObject> {
  const holder = es256Signer('holder');
  const [query] = payload.dcql_query.credentials;
  const presented = await presentMdoc({
    issuerSigned: await setting.cooperative.issueMdoc(holder.publicJwk, { docType: AGE_DOCUMENT, nameSpaces: AGE }),
    disclose: (query?.claims ?? []).map(({ path }) => path.map(String)),
    sessionTranscript,
    signer: holder,
  });
  const vpToken = { [query?.id ?? '']: [presented] };
  if (payload.response_mode === 'dc_api') return { vp_token: vpToken };
  return { response: await encryptResponse({ vpToken }, payload.client_metadata as ClientMetadata) };
}

async function send({ place, browser }: AskedPage, data: JsonObject) {
  const headers = { origin, 'content-type': 'application/json', cookie: browser.cookieFor(place) };
  const init = { method: 'POST', headers, body: JSON.stringify({ protocol: PROTOCOL, data }) };
  const answered = await fetch(place, init);
  return [answered.status, ((await answered.json()) as JsonObject).code];
}

const read = async (tenant: Tenant, { id }: AskedPage) =>
  (await setting.call(tenant, 'GET', `verifications/${id}`)).body;

/** The checks that the answer did not pass. */
async function failed(tenant: Tenant, page: AskedPage): Promise<string[]> {
  const { status, verdicts } = await read(tenant, page);
  expect(status).toBe('not_verified');
  return (verdicts as { check: string; outcome: string; code: string }[])
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ check, code }) => `${check}: ${code}`);
}

const SIGNED_SOMETHING_ELSE = ['device-signature: device_signature_invalid'];

describe.each([
  ['city', 'dc_api.jwt'],
  ['bank', 'dc_api'],
] as const)('an mdoc over the Digital Credentials API, at the %s by %s,', (tenant, mode) => {
  test('is verified where its device signed origin, nonce and key of the request', async () => {
    const page = await ask(tenant);
    expect([page.payload.response_mode, page.payload.expected_origins]).toEqual([mode, [origin]]);
    expect(sessionOf(page).encryptionKeyThumbprint === null).toBe(mode === 'dc_api');
    expect(await send(page, await answer(page, dcApiTranscript(sessionOf(page))))).toEqual([200, undefined]);
    const { status, answer: shown } = await read(tenant, page);
    expect(status).toBe('verified');
    expect(JSON.stringify(shown)).toContain('"age_over_18":true');
  });

  const anotherKey = 'A'.repeat(43);
  test.each<[string, (session: DcApiSession) => Partial<DcApiSession>]>([
    ['another origin', () => ({ origin: 'https://elsewhere.example' })],
    ['the origin with the prefix that only an SD-JWT VC has', () => ({ origin: `origin:${origin}` })],
    ['another nonce', () => ({ presentationNonce: 'x'.repeat(43) })],
    ['another key', () => ({ encryptionKeyThumbprint: anotherKey })],
    [
      'no key where there is one, or one where there is none',
      ({ encryptionKeyThumbprint: key }) => ({ encryptionKeyThumbprint: key === null ? anotherKey : null }),
    ],
  ])('is refused where its device signed %s', async (_what, change) => {
    const page = await ask(tenant);
    const session = sessionOf(page);
    const data = await answer(page, dcApiTranscript({ ...session, ...change(session) }));
    expect(await send(page, data)).toEqual([400, 'presentation_not_accepted']);
    expect(await failed(tenant, page)).toEqual(SIGNED_SOMETHING_ELSE);
  });

  test('is refused where its device signed for a response URI', async () => {
    const page = await ask(tenant);
    const { client_id: clientId } = page.payload;
    const data = await answer(page, openId4VpTranscript({ ...sessionOf(page), clientId, responseUri: origin }));
    expect(await send(page, data)).toEqual([400, 'presentation_not_accepted']);
    expect(await failed(tenant, page)).toEqual(SIGNED_SOMETHING_ELSE);
  });

  test('is refused as the answer to another request', async () => {
    const [own, other] = [await ask(tenant), await ask(tenant)];
    const data = await answer(other, dcApiTranscript(sessionOf(other)));
    if (mode === 'dc_api.jwt') {
      // It is encrypted to the other request's key; nothing was opened, so that the request goes on.
      expect(await send(own, data)).toEqual([400, 'response_not_decrypted']);
    } else {
      expect(await send(own, data)).toEqual([400, 'presentation_not_accepted']);
      expect(await failed(tenant, own)).toEqual(SIGNED_SOMETHING_ELSE);
    }
    expect(await send(other, data)).toEqual([200, undefined]);
  });

  test('is refused in the mode of the other tenant', async () => {
    const page = await ask(tenant);
    const clear = { vp_token: { [page.payload.dcql_query.credentials[0]?.id ?? '']: ['AAAA'] } };
    const data = mode === 'dc_api' ? { response: 'a..b.c.d' } : clear;
    expect(await send(page, data)).toEqual([400, 'response_mode_differs']);
  });
});
