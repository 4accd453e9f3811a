import { generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { compactDecrypt, importJWK } from 'jose';
import { createJws, encodeBase64, verifyJws, verifyWithWebCrypto } from '#primitives';
import type { JsonObject, PublicJwk, Signer } from '#primitives';
import {
  createAuthorizationRequestLink,
  createDirectPost,
  createErrorResponse,
  createRequestObject,
  encryptResponse,
  parseAuthorizationRequestLink,
  parseAuthorizationResponse,
  parseClientIdentifier,
  parseDcApiData,
  parseDirectPost,
  parseRequestObject,
  REQUEST_OBJECT_TYPE,
  requestObjectPayload,
  walletErrorOf,
  x509HashClientId,
} from '#openid4vp';
import type { EncryptionJwk, RequestInput } from '#openid4vp';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer: Signer = {
  suite: 'ES256',
  publicJwk: pair.publicKey.export({ format: 'jwk' }) as PublicJwk,
  sign: (message) => nodeSign('sha256', message, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }),
};
const leaf = new TextEncoder().encode('a leaf certificate');
const clientId = x509HashClientId(leaf);
const vector = JSON.parse(readFileSync('test/vectors/openid4vp/encrypted-response.json', 'utf8')) as {
  jwk: EncryptionJwk & { d: string };
  jwe: string;
  payload: { vp_token: Record<string, string[]> };
};
const now = 1_700_000_000;
const input: RequestInput = {
  clientId,
  responseUri: 'https://verifier.example/bank/responses/1',
  presentationNonce: 'n-0S6_WzA2Mj',
  stateParameter: 's1',
  dcqlQuery: { credentials: [{ id: 'q', format: 'dc+sd-jwt', meta: { vct_values: ['urn:x'] } }] },
  encryptionKey: vector.jwk,
  verifierInfo: [{ format: 'incola-notice+1', data: { a: 1 } }],
  issuedAt: now,
  expiresAt: now + 600,
  walletNonce: 'w1',
};
const payload = requestObjectPayload(input);
const x5c = [encodeBase64(leaf)];
const expected = { clientId, walletNonce: 'w1', now };

async function codeOf(change: JsonObject, header: JsonObject = {}, changes = {}): Promise<string> {
  const altered = { ...payload, ...change } as unknown as JsonObject;
  const compact = await createJws({ typ: REQUEST_OBJECT_TYPE, x5c, ...header }, altered, signer);
  try {
    parseRequestObject(compact, { ...expected, ...changes });
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
}

describe('A request object', () => {
  test('is read back as it was written, and its signature verifies with the leaf’s key', async () => {
    const parsed = parseRequestObject(await createRequestObject(payload, { signer, x5c }), expected);
    expect(parsed.payload.dcql_query).toEqual(payload.dcql_query);
    expect(parsed.payload.verifier_info).toEqual(payload.verifier_info);
    expect(parsed.client.prefix).toBe('x509_hash');
    expect(await verifyJws(parsed.jws, signer.publicJwk, verifyWithWebCrypto)).toBe(true);
    expect(JSON.stringify(parsed.payload)).not.toContain(vector.jwk.d);
  });
  test('says of each format that is asked, and of no other, which algorithms count, in the numbers of COSE for mdocs', async () => {
    const mdoc = { id: 'age', format: 'mso_mdoc', meta: { doctype_value: 'eu.europa.ec.av.1' } };
    const ofMdoc = requestObjectPayload({ ...input, dcqlQuery: { credentials: [mdoc] } });
    const { payload: read } = parseRequestObject(await createRequestObject(ofMdoc, { signer, x5c }), expected);
    expect(read.client_metadata.vp_formats_supported).toEqual({
      mso_mdoc: { issuerauth_alg_values: [-7, -9], deviceauth_alg_values: [-7, -9] },
    });
    expect(Object.keys(payload.client_metadata.vp_formats_supported)).toEqual(['dc+sd-jwt']);
  });
  test.each<[string, JsonObject, string]>([
    ['another audience', { aud: 'https://elsewhere.example' }, 'malformed_request_object'],
    ['transaction data, which we do not know', { transaction_data: ['e30'] }, 'transaction_data_unsupported'],
    ['a redirect URI beside direct_post', { redirect_uri: 'https://x.example' }, 'malformed_request_object'],
    ['an unencrypted response mode', { response_mode: 'direct_post' }, 'request_mode'],
    ['a response URI with a fragment', { response_uri: 'https://verifier.example/r#x' }, 'malformed_url'],
    ['an insecure response URI', { response_uri: 'http://verifier.example/r' }, 'insecure_url'],
    ['another client', { client_id: x509HashClientId(new Uint8Array(3)) }, 'client_id_differs'],
    ['a nonce that is not URL-safe', { nonce: 'a b' }, 'malformed_request_object'],
    ['another wallet’s nonce', { wallet_nonce: 'w2' }, 'wallet_nonce_differs'],
    ['an expiry in the past', { exp: now - 61 }, 'request_expired'],
    ['no query', { dcql_query: null }, 'malformed_dcql_query'],
  ])('is refused with %s', async (_words, change, code) => {
    expect(await codeOf(change)).toBe(code);
  });
  test('is refused with another typ, without certificate, and with another certificate', async () => {
    expect(await codeOf({}, { typ: 'JWT' })).toBe('request_type');
    expect(await codeOf({}, { x5c: [] })).toBe('malformed_request_object');
    expect(await codeOf({}, { x5c: [encodeBase64(new Uint8Array(9))] })).toBe('client_identifier_mismatch');
  });
  test('is refused by a host that is not the one of the response URI, and by a DID (§5.9.3)', async () => {
    const by = (client_id: string) => codeOf({ client_id }, {}, { clientId: client_id });
    expect(await by('x509_san_dns:verifier.example')).toBe('accepted');
    expect(await by('x509_san_dns:elsewhere.example')).toBe('client_identifier_mismatch');
    expect(await by('decentralized_identifier:did:web:verifier.example:bank')).toBe('client_identifier_prefix');
  });
  test('is refused where it offers no key or no encryption that we know', async () => {
    const { client_metadata: metadata } = JSON.parse(JSON.stringify(payload)) as { client_metadata: JsonObject };
    const x25519 = { keys: [{ kty: 'OKP', crv: 'X25519', x: 'AA', kid: 'a', alg: 'ECDH-ES' }] };
    expect(await codeOf({ client_metadata: { ...metadata, jwks: x25519 } })).toBe('response_encryption_unsupported');
    const old = { ...metadata, encrypted_response_enc_values_supported: ['A128CBC-HS256'] };
    expect(await codeOf({ client_metadata: old })).toBe('response_encryption_unsupported');
  });
  test('is refused where it is no JWS', () => {
    expect(() => parseRequestObject('garbage', expected)).toThrow(
      expect.objectContaining({ code: 'malformed_request_object' }),
    );
  });
});

describe('A client identifier', () => {
  test.each(['redirect_uri:https://x.example', 'origin:https://x.example', 'pre-registered', 'toString:x'])(
    'is refused with a prefix that we do not accept: %s',
    (text) =>
      expect(() => parseClientIdentifier(text)).toThrow(expect.objectContaining({ code: 'client_identifier_prefix' })),
  );
  test.each(['x509_hash:short', 'x509_san_dns:A b', 'decentralized_identifier:nope'])(
    'is refused malformed: %s',
    (text) =>
      expect(() => parseClientIdentifier(text)).toThrow(
        expect.objectContaining({ code: 'malformed_client_identifier' }),
      ),
  );
});

describe('A request link', () => {
  const link = { clientId, requestUri: 'https://verifier.example/bank/requests/1', requestUriMethod: 'get' as const };
  test('is read back as it was written, by any scheme', () => {
    expect(parseAuthorizationRequestLink(createAuthorizationRequestLink(link))).toEqual(link);
    const post = { ...link, requestUriMethod: 'post' as const };
    expect(parseAuthorizationRequestLink(createAuthorizationRequestLink(post, 'https://wallet.example/?a=b'))).toEqual(
      post,
    );
  });
  test.each([
    ['openid4vp://?client_id=a', 'malformed_request_link'],
    ['openid4vp://', 'malformed_request_link'],
    ['openid4vp://?client_id=a&client_id=b&request_uri=https://x.example', 'malformed_request_link'],
    ['openid4vp://?client_id=a&request_uri=javascript:alert(1)', 'insecure_url'],
    ['openid4vp://?client_id=a&request_uri=http://x.example', 'insecure_url'],
    ['openid4vp://?client_id=a&request_uri=https://x.example&request_uri_method=PUT', 'invalid_request_uri_method'],
  ])('is refused: %s', (text, code) => {
    expect(() => parseAuthorizationRequestLink(text)).toThrow(expect.objectContaining({ code }));
  });
});

describe('A response', () => {
  test('is encrypted to the request’s key, and any JOSE library opens it', async () => {
    const jwe = await encryptResponse({ vpToken: { q: ['a~b'] }, stateParameter: 's1' }, payload.client_metadata);
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importJWK(vector.jwk, 'ECDH-ES'));
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'ac' });
    expect(parseAuthorizationResponse(plaintext)).toEqual({
      kind: 'response',
      vpToken: { q: ['a~b'] },
      stateParameter: 's1',
    });
    const form = Object.fromEntries(new URLSearchParams(createDirectPost(jwe)));
    expect(parseDirectPost(form)).toEqual({ kind: 'encrypted', jwe });
  });
  test('that the specification shows is read', async () => {
    const { plaintext } = await compactDecrypt(vector.jwe, await importJWK(vector.jwk, 'ECDH-ES'));
    expect(parseAuthorizationResponse(plaintext)).toEqual({ kind: 'response', vpToken: vector.payload.vp_token });
  });
  test('may be an error, in clear or encrypted', () => {
    const form = Object.fromEntries(new URLSearchParams(createErrorResponse('access_denied', 's1')));
    expect(parseDirectPost(form)).toEqual({ kind: 'error', error: 'access_denied', stateParameter: 's1' });
    expect(parseAuthorizationResponse(new TextEncoder().encode('{"error":"access_denied"}')).kind).toBe('error');
    expect(walletErrorOf('consent_refused')).toBe(walletErrorOf('no_matching_credential'));
    expect(walletErrorOf('anything')).toBe('invalid_request');
  });
  test('in clear has its presentations as JSON in a text, and by the Digital Credentials API as an object', () => {
    const vpToken = { q: ['a~b'] };
    const form = { vp_token: JSON.stringify(vpToken), state: 's1' };
    expect(parseDirectPost(form)).toEqual({ kind: 'response', vpToken, stateParameter: 's1' });
    expect(parseDcApiData({ vp_token: vpToken, state: 's1' })).toEqual({ kind: 'response', vpToken });
    expect(parseDcApiData({ response: 'a.b' })).toEqual({ kind: 'encrypted', jwe: 'a.b' });
    expect(parseDcApiData({ error: 'access_denied' })).toEqual({ kind: 'error', error: 'access_denied' });
  });
  test.each<Record<string, string>>([
    {},
    { response: '' },
    { response: 'x'.repeat(300_000) },
    { response: 'a.b', vp_token: '{"q":["a"]}' },
    { response: 'a.b', error: 'access_denied' },
    { error: 'a"b' },
    { vp_token: '{"q":"a"}' },
    { vp_token: '[]' },
    { vp_token: '{' },
    { vp_token: '['.repeat(5_000) },
    { vp_token: '{"q":["a"]}', state: 'x'.repeat(600) },
  ])('is refused malformed: %#', (form) =>
    expect(() => parseDirectPost(form)).toThrow(expect.objectContaining({ code: 'malformed_response' })),
  );
  test.each<JsonObject>([
    {},
    { vp_token: '{"q":["a"]}' },
    { response: {} },
    { response: 'a', error: 'b' },
    { error: null },
  ])('of the Digital Credentials API is refused malformed: %#', (data) =>
    expect(() => parseDcApiData(data)).toThrow(expect.objectContaining({ code: 'malformed_response' })),
  );
  test.each([
    '{}',
    '{"vp_token":[]}',
    '{"vp_token":{"q":[]}}',
    '{"vp_token":{"q":[{}]}}',
    '{"vp_token":{"a b":["x"]}}',
  ])('is refused with a malformed payload: %s', (text) =>
    expect(() => parseAuthorizationResponse(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: 'malformed_response' }),
    ),
  );
});
