import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAgent, type IResolver } from '@veramo/core';
import { DIDResolverPlugin } from '@veramo/did-resolver';
import { compactDecrypt, compactVerify, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { createDidResolver, type FetchDocument } from '#identity';
import { parseAuthorizationRequestLink, type SentRequestPayload } from '#openid4vp';
import { parseJws, type JsonObject } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import { requestIdentityOf } from '../src/organisations/request-identity.js';
import { HOME, postForm } from './fictive-wallet.js';
import { BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

/** The bank asks by its DID, the city by its host and for an answer in clear. */
let setting: Setting;
beforeAll(async () => {
  setting = await startSetting(undefined, {
    tenants: {
      bank: { clientIdPrefix: 'decentralized_identifier' },
      city: { clientIdPrefix: 'x509_san_dns', responseMode: 'direct_post' },
    },
  });
}, 60_000);
afterAll(() => setting.close());

const ask = (tenant: 'bank' | 'city') => setting.ask(tenant, tenant === 'bank' ? BANK_QUESTION : CITY_QUESTION);
const readJws = (compact: string) => parseJws(compact, { maxLength: 256 * 1024, maxDepth: 24 });
const payloadOf = (compact: string) => readJws(compact).payload as unknown as SentRequestPayload;
const REQUEST_TYPE = 'application/oauth-authz-req+jwt';

async function post(requestUri: string, form: Record<string, string>) {
  const headers = { accept: REQUEST_TYPE, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(form).toString();
  const answer = await fetch(requestUri, { method: 'POST', headers, body });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

describe('A tenant that asks by its DID', () => {
  test('signs with a key that Veramo’s resolver finds in its document under the name in the header', async () => {
    const { walletLink, requestUri } = await ask('bank');
    const compact = await (await fetch(requestUri)).text();
    const { header, payload } = readJws(compact);
    const did = /^decentralized_identifier:(did:web:.+)$/.exec(payload.client_id as string)?.[1] as string;
    expect(parseAuthorizationRequestLink(walletLink).clientId).toBe(payload.client_id);
    expect(header).not.toHaveProperty('x5c');
    const fetchDocument: FetchDocument = async (url) => (await fetch(url)).text();
    const resolver = createDidResolver(fetchDocument);
    const agent = createAgent<IResolver>({ plugins: [new DIDResolverPlugin({ resolver } as never)] });
    const { didDocument } = await agent.resolveDid({ didUrl: did });
    const method = didDocument?.verificationMethod?.find(({ id }) => id === header.kid);
    const key = await importJWK(method?.publicKeyJwk as JWK, 'ES256');
    await expect(compactVerify(compact, key)).resolves.toBeDefined();
    expect(payload.response_mode).toBe('direct_post.jwt');
  });
});

describe('A tenant that asks by its host', () => {
  test('sends a certificate that names it, and its address is there', async () => {
    const { requestUri } = await ask('city');
    const compact = await (await fetch(requestUri)).text();
    const { header, payload } = readJws(compact);
    const [leaf = ''] = header.x5c as string[];
    const certificate = new X509Certificate(Buffer.from(leaf, 'base64'));
    expect(payload.client_id).toBe('x509_san_dns:localhost');
    expect(certificate.checkHost('localhost', { subject: 'never' })).toBe('localhost');
    expect(new URL(payload.response_uri as string).hostname).toBe('localhost');
  });
  test('does not start where its certificate names another host', async () => {
    const { requestUri } = await ask('city');
    const [leaf = ''] = readJws(await (await fetch(requestUri)).text()).header.x5c as string[];
    const member = { slug: 'city', did: 'did:web:elsewhere.example:city', leaf, kid: 'k' };
    expect(() => requestIdentityOf('x509_san_dns', member, 'https://elsewhere.example')).toThrow(
      expect.objectContaining({ code: 'certificate_of_another_host' }),
    );
  });
  test('is answered in clear, by what it asked for so, and by nothing encrypted', async () => {
    const { id, requestUri } = await ask('city');
    const payload = payloadOf(await (await fetch(requestUri)).text());
    expect(payload).toMatchObject({ response_mode: 'direct_post', state: expect.any(String) });
    expect(Object.keys(payload.client_metadata)).toEqual(['vp_formats_supported']);
    const { response_uri: uri = '', state = '' } = payload;
    expect((await postForm(uri, 'response=a..b.c.d')).status).toBe(400);
    const vpToken = JSON.stringify({ credential_0: [await presented(payload)] });
    const form = (stated: string) => new URLSearchParams({ vp_token: vpToken, state: stated }).toString();
    expect((await postForm(uri, form('x'))).status).toBe(400);
    expect(await postForm(uri, form(state))).toMatchObject({
      status: 200,
      body: { incola_receipt: expect.anything() },
    });
    expect((await setting.call('city', 'GET', `verifications/${id}`)).body.status).toBe('verified');
    expect((await postForm(uri, form(state))).status).toBe(400);
  });
});

async function presented(payload: SentRequestPayload): Promise<string> {
  const holder = es256Signer('holder');
  const [query] = payload.dcql_query.credentials;
  return presentSdJwtVc({
    compact: await setting.cooperative.issue(holder.publicJwk, HOME),
    disclose: (query?.claims ?? []).map(({ path }) => path.map(String)),
    keyBinding: {
      ...{ audience: payload.client_id, presentationNonce: payload.nonce },
      ...{ issuedAt: setting.cooperative.time.now, signer: holder },
    },
  });
}

describe('Something to be authorised', () => {
  const payment = { type: 'urn:example:payment', parameters: { amount: '12.50 EUR', payee: 'Boulangerie fictive' } };

  test('stands in the request as it was wanted, sealed until then', async () => {
    const { requestUri } = await setting.ask('bank', { ...BANK_QUESTION, transactionData: [payment] });
    const [entry = ''] = payloadOf(await (await fetch(requestUri)).text()).transaction_data ?? [];
    expect(JSON.parse(Buffer.from(entry, 'base64url').toString())).toEqual({
      ...{ type: payment.type, credential_ids: ['credential_0'], transaction_data_hashes_alg: ['sha-256'] },
      ...payment.parameters,
    });
  });
  test.each([
    [422, 'transaction_data_credential_unknown', { ...payment, credentialIds: ['other'] }],
    [422, 'transaction_data_reserved_member', { ...payment, parameters: { type: 'x' } }],
    [400, 'invalid_request', { ...payment, surprise: 1 }],
  ])('is refused %d %s', async (status, code, entry) => {
    const wanted = { ...BANK_QUESTION, transactionData: [entry] };
    const answer = await setting.call('bank', 'POST', 'verifications', wanted);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('A wallet that posts for a request', () => {
  const metadata = {
    vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256', 'ES384'], 'kb-jwt_alg_values': ['ES256'] } },
    client_id_prefixes_supported: ['x509_hash', 'decentralized_identifier'],
    request_object_signing_alg_values_supported: ['ES256'],
    response_types_supported: ['vp_token'],
    response_modes_supported: ['direct_post.jwt'],
    authorization_encryption_alg_values_supported: ['ECDH-ES'],
    authorization_encryption_enc_values_supported: ['A128GCM'],
    unknown: { to: 'us' },
  };
  const posted = (change: JsonObject) => ({ wallet_metadata: JSON.stringify({ ...metadata, ...change }) });

  test('gets one that fits what it says of itself, with its nonce', async () => {
    const { requestUri } = await ask('bank');
    const answer = await post(requestUri, { ...posted({}), wallet_nonce: 'n-1' });
    expect([answer.status, answer.type]).toEqual([200, expect.stringContaining(REQUEST_TYPE)]);
    expect(payloadOf(answer.text)).toMatchObject({ wallet_nonce: 'n-1', response_mode: 'direct_post.jwt' });
  });
  test('gets it encrypted where it gives a key', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
    const key = { ...(await exportJWK(publicKey)), kid: 'w1', use: 'enc', alg: 'ECDH-ES' } as unknown as JsonObject;
    const { requestUri } = await ask('bank');
    const { status, type, text } = await post(requestUri, {
      ...posted({ jwks: { keys: [{ kty: 'RSA' }, key] }, request_object_encryption_enc_values_supported: ['A256GCM'] }),
    });
    expect([status, type]).toEqual([200, expect.stringContaining(REQUEST_TYPE)]);
    const { plaintext, protectedHeader } = await compactDecrypt(text, privateKey);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'w1', cty: 'oauth-authz-req+jwt' });
    expect(payloadOf(new TextDecoder().decode(plaintext)).response_type).toBe('vp_token');
  });
  test.each<[string, JsonObject]>([
    ['without our format', { vp_formats_supported: { mso_mdoc: {} } }],
    ['without our algorithm', { vp_formats_supported: { 'dc+sd-jwt': { 'kb-jwt_alg_values': ['ES384'] } } }],
    ['without our prefix', { client_id_prefixes_supported: ['x509_san_dns'] }],
    ['that verifies no ES256', { request_object_signing_alg_values_supported: ['EdDSA'] }],
    ['that cannot answer so', { response_modes_supported: ['fragment'] }],
    ['that encrypts otherwise', { authorization_encryption_enc_values_supported: ['A256CBC-HS512'] }],
    ['that wants another encryption of the request', { jwks: { keys: [{ kty: 'RSA' }] } }],
  ])('%s is told so, and the request is not opened by it', async (_name, change) => {
    const { id, requestUri } = await ask('bank');
    const answer = await post(requestUri, posted(change));
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      400,
      { error: 'invalid_request', error_description: expect.stringMatching(/wallet|request/i) },
    ]);
    expect((await setting.call('bank', 'GET', `verifications/${id}`)).body.status).toBe('created');
  });
  test.each(['{', '[]', '"x"', '{"vp_formats_supported":[]}', '['.repeat(4_000), `{"a":"${'x'.repeat(17_000)}"}`])(
    'with metadata that is none is refused: %#',
    async (text) => {
      const { requestUri } = await ask('bank');
      expect((await post(requestUri, { wallet_metadata: text })).status).toBe(400);
    },
  );
  test('that wants encryption is not asked in clear', async () => {
    const { requestUri } = await ask('city');
    const wants = { authorization_encryption_enc_values_supported: ['A128GCM'] };
    expect((await post(requestUri, { wallet_metadata: JSON.stringify(wants) })).status).toBe(400);
  });
});
