import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HOSTED_PAGE_MESSAGES } from '../../apps/verifier/src/hosted-pages/hosted-page.messages.js';
import { expectJson } from './expect-answer.js';
import type { PresentationChange } from './pid-credentials.js';
import { startVerifierScene, type Format, type VerifierScene } from './verifier-scene.js';
import { VerifierSuiteWallet } from './verifier-suite-wallet.js';

const YEAR = 365 * 86_400;
const stages = HOSTED_PAGE_MESSAGES.en.stages('Banque fictive');
const FORMATS: Format[] = ['dc+sd-jwt', 'mso_mdoc'];

/** What the OpenID Foundation's plans for verifiers look at (docs/conformance.md); their own program is not run here. */
let scene: VerifierScene;
beforeAll(async () => {
  scene = await startVerifierScene();
}, 60_000);
afterAll(() => scene.close());

async function begin(format: Format) {
  const page = await scene.openPage(format);
  const wallet = new VerifierSuiteWallet(scene, format);
  return { page, wallet, of: scene };
}

const statusOf = async (id: string) => (await scene.setting.call('bank', 'GET', `verifications/${id}`)).body.status;

type Begun = Awaited<ReturnType<typeof begin>>;

/** HAIP 1.0 §5.1: a redirect, which only the browser that asked can follow to the result. */
async function expectAccepted({ page }: Begun, answer: Response): Promise<void> {
  expect(answer.headers.get('cache-control')).toBe('no-store');
  // The suite warns of the receipt, which wallets must ignore where they don't know it (OpenID4VP 1.0 §8.2).
  const { redirect_uri: redirectUri } = await expectJson(answer, 200, ['incola_receipt', 'redirect_uri']);
  expect(await statusOf(page.id)).toBe('presented');
  const shown = await page.browser.follow(await page.browser.get(redirectUri as string));
  expect(shown.text).toContain(stages.verified.title);
  expect(await statusOf(page.id)).toBe('verified');
}

/** A refusal that tells nothing, and the request is over. */
async function expectRejected({ page }: Begun, answer: Response): Promise<void> {
  const content = await expectJson(answer, 400, ['error', 'error_description', 'redirect_uri']);
  expect([content.error, content.error_description]).toEqual(['invalid_request', 'The presentation was not accepted.']);
  const shown = await page.browser.follow(await page.browser.get(content.redirect_uri as string));
  expect(shown.text).toContain(stages.not_verified.title);
}

describe.each(FORMATS)('the plan for verifiers under HAIP with %s', (format) => {
  test('happy flow: request, presentation with a status, redirect', async () => {
    const begun = await begin(format);
    const request = await begun.wallet.fetchRequest(begun.page.link);
    begun.wallet.look(request);
    expect(request.response_mode).toBe('direct_post.jwt');
    scene.provider.fetched.clear();
    await expectAccepted(begun, await begun.wallet.respond(request));
    // HAIP 1.0 §6.1: a verifier that doesn't fetch the list cannot have looked.
    expect([...scene.provider.fetched]).toHaveLength(1);
  });

  test('request_uri_method=post: made for the nonce of this wallet', async () => {
    const begun = await begin(format);
    const request = await begun.wallet.fetchRequest(begun.page.link, 'post');
    begun.wallet.look(request);
    await expectAccepted(begun, await begun.wallet.respond(request));
  });

  test('request_uri fetched twice', async () => {
    const begun = await begin(format);
    const first = await begun.wallet.fetchRequest(begun.page.link);
    const second = await begun.wallet.fetchRequest(begun.page.link);
    expect([second.nonce, second.response_uri]).toEqual([first.nonce, first.response_uri]);
    await expectAccepted(begun, await begun.wallet.respond(second));
  });

  test('credential without status', async () => {
    const begun = await begin(format);
    const request = await begun.wallet.fetchRequest(begun.page.link);
    await expectAccepted(begun, await begun.wallet.respond(request, { status: 'none' }));
  });

  const negative: [string, PresentationChange][] = [
    ['revoked credential', { status: 'revoked' }],
    ['invalid credential signature', { breaks: 'issuer' }],
    ['invalid signature of the holder', { breaks: 'holder' }],
    ['invalid nonce, or session transcript', { presentationNonce: (nonce) => `${nonce}INVALID` }],
    ...(format === 'mso_mdoc'
      ? []
      : ([
          ['invalid audience of the key binding', { audience: 'https://other.example' }],
          ['invalid sd_hash', { sdHash: 'A'.repeat(43) }],
          ['key binding from a year ago', { issuedAtOffset: -YEAR }],
          ['key binding from a year ahead', { issuedAtOffset: YEAR }],
          ['no key binding', { hasKeyBinding: false }],
        ] as [string, PresentationChange][])),
  ];
  test.each(negative)('%s is rejected', async (_name, change) => {
    const begun = await begin(format);
    const request = await begun.wallet.fetchRequest(begun.page.link);
    await expectRejected(begun, await begun.wallet.respond(request, change));
  });
});

test('a key with only the required members is enough', async () => {
  const begun = await begin('dc+sd-jwt');
  const request = await begun.wallet.fetchRequest(begun.page.link);
  await expectAccepted(begun, await begun.wallet.respond(request, { minimalKey: true }));
});

test('the redirect arriving in another session shows and releases nothing', async () => {
  const begun = await begin('dc+sd-jwt');
  const other = await begin('dc+sd-jwt');
  const request = await begun.wallet.fetchRequest(begun.page.link);
  const { redirect_uri: redirectUri } = await expectJson(await begun.wallet.respond(request), 200, [
    'incola_receipt',
    'redirect_uri',
  ]);
  expect((await other.page.browser.get(redirectUri as string)).status).toBe(403);
  expect(await statusOf(begun.page.id)).toBe('presented');
});

describe('an answer that is none', () => {
  test.each<[string, (jwe: string) => Record<string, string>]>([
    ['empty', () => ({})],
    ['two kinds at once', (jwe) => ({ response: jwe, vp_token: '{"pid":["a~"]}' })],
    ['in clear', () => ({ vp_token: '{"pid":["a~"]}', state: 'x' })],
    ['of another key', (jwe) => ({ response: withHeader(jwe, { kid: 'other' }) })],
    ['by another algorithm', (jwe) => ({ response: withHeader(jwe, { alg: 'ECDH-ES+A256KW' }) })],
    ['with another encryption', (jwe) => ({ response: withHeader(jwe, { enc: 'A256CBC-HS512' }) })],
    ['compressed', (jwe) => ({ response: withHeader(jwe, { zip: 'DEF' }) })],
    ['cut off', (jwe) => ({ response: jwe.slice(0, -4) })],
    ['an error without state', () => ({ error: 'access_denied' })],
  ])('is refused and closes nothing: %s', async (_name, formOf) => {
    const begun = await begin('dc+sd-jwt');
    const request = await begun.wallet.fetchRequest(begun.page.link);
    const key = request.client_metadata.jwks?.keys[0];
    const jwe = `${Buffer.from(
      JSON.stringify({
        alg: 'ECDH-ES',
        enc: 'A128GCM',
        kid: key?.kid,
        epk: { kty: 'EC', crv: 'P-256', x: key?.x, y: key?.y },
      }),
    ).toString('base64url')}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`;
    const answer = await begun.wallet.post(request, formOf(jwe));
    await expectJson(answer, 400, ['error', 'error_description']);
    expect((await begun.wallet.respond(request)).status).toBe(200);
  });

  test('in another content type is refused', async () => {
    const begun = await begin('dc+sd-jwt');
    const request = await begun.wallet.fetchRequest(begun.page.link);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"response":"a..b.c.d"}' };
    expect((await scene.fetch(request.response_uri, init)).status).toBe(400);
  });

  test('sent again finds the request closed', async () => {
    const begun = await begin('dc+sd-jwt');
    const request = await begun.wallet.fetchRequest(begun.page.link);
    expect((await begun.wallet.respond(request)).status).toBe(200);
    await expectJson(await begun.wallet.respond(request), 400, ['error', 'error_description']);
  });
});

function withHeader(jwe: string, change: object): string {
  const [header = '', ...rest] = jwe.split('.');
  const altered = { ...(JSON.parse(Buffer.from(header, 'base64url').toString()) as object), ...change };
  return [Buffer.from(JSON.stringify(altered)).toString('base64url'), ...rest].join('.');
}

describe.each(FORMATS)('the plan for verifiers without HAIP, x509_san_dns and direct_post, with %s', (format) => {
  let other: VerifierScene;
  beforeAll(async () => {
    other = await startVerifierScene({ clientIdPrefix: 'x509_san_dns', responseMode: 'direct_post' });
  }, 60_000);
  afterAll(() => other.close());

  test('happy flow, and a presentation for another session', async () => {
    for (const [change, status] of [
      [{}, 200],
      [{ presentationNonce: (nonce: string) => `${nonce}INVALID` }, 400],
    ] as const) {
      const page = await other.openPage(format);
      const wallet = new VerifierSuiteWallet(other, format, 'x509_san_dns');
      const request = await wallet.fetchRequest(page.link);
      wallet.look(request);
      expect(request.response_mode).toBe('direct_post');
      expect((await wallet.respond(request, change)).status).toBe(status);
    }
  });
});
