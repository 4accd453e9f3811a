import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { createKeyAttestation, createKeyProof, parseCredentialOfferLink } from '#openid4vci';
import { encodeUtf8, parseJws, systemClock, verifyJws, type JsonObject, type Signer } from '#primitives';
import { jwkFromPublicKeyDer, readCertificate } from '#trust';
import { verifyWithNodeCrypto } from '#identity';
import { newKey } from '../../apps/issuer/test/wallet-under-test.js';
import { expectJson, expectJsonError } from './expect-answer.js';
import { expectMdoc, expectSdJwtVc, type SeenCredential } from './expect-credential.js';
import { CLIENTS, startHaipScene, TENANT, type HaipScene } from './haip-scene.js';
import { SuiteWallet, type Form } from './suite-wallet.js';

/** What the OpenID Foundation's plan for issuers under HAIP 1.0 looks at (docs/conformance.md); its own program is not run here. */
let scene: HaipScene;
let metadata: JsonObject & { credential_configurations_supported: Record<string, JsonObject> };
let server: JsonObject;

beforeAll(async () => {
  scene = await startHaipScene();
  metadata = (await (await wellKnown('openid-credential-issuer')).json()) as typeof metadata;
  server = (await (await wellKnown('oauth-authorization-server')).json()) as JsonObject;
});
afterAll(() => scene.close());

const wellKnown = (name: string, accept = 'application/json') =>
  scene.fetch(`${scene.issuer.url}/.well-known/${name}/${TENANT}`, { headers: { accept } });

const FORMATS = {
  'dc+sd-jwt': { configurationId: 'residency', typeId: 'residency', look: expectSdJwtVc },
  mso_mdoc: { configurationId: 'proof_of_age', typeId: 'age', look: expectMdoc },
} as const;
type Format = keyof typeof FORMATS;

/** What a wallet asks for: by itself, or because an offer led it here. */
async function asking(format: Format, initiated: 'wallet' | 'issuer'): Promise<Form> {
  const { configurationId, typeId } = FORMATS[format];
  if (initiated === 'wallet') return { scope: configurationId };
  const link = parseCredentialOfferLink(await scene.offer(typeId));
  if (link.kind !== 'value') throw new Error('the offer is by value');
  expect(Object.keys(link.offer).sort()).toEqual(['credential_configuration_ids', 'credential_issuer', 'grants']);
  expect(link.offer.credential_issuer).toBe(scene.identifier);
  expect(link.offer.credential_configuration_ids).toContain(configurationId);
  const { issuer_state } = link.offer.grants?.authorization_code as { issuer_state: string };
  return { scope: configurationId, issuer_state };
}

async function jwtProofs(wallet: SuiteWallet, keys: readonly Signer[], change: { keyAttestation?: string } = {}) {
  const credentialNonce = await wallet.credentialNonce();
  const { clientId } = wallet.client;
  const proof = { audience: scene.identifier, credentialNonce, clientId, clock: systemClock, ...change };
  return { jwt: await Promise.all(keys.map((signer) => createKeyProof({ ...proof, signer }))) };
}

const attestationOf = (keys: readonly Signer[], credentialNonce?: string) =>
  createKeyAttestation({
    ...{ signer: scene.provider.signer, x5c: scene.provider.x5c, clock: systemClock, ttlSeconds: 300 },
    attestedKeys: keys.map(({ publicJwk }) => publicJwk),
    ...{ keyStorage: ['iso_18045_moderate'], userAuthentication: ['iso_18045_moderate'] },
    ...(credentialNonce === undefined ? {} : { credentialNonce }),
  });

/** @returns what the credentials of an answer look like */
async function look(format: Format, content: JsonObject, keys: readonly Signer[]): Promise<SeenCredential[]> {
  const credentials = content.credentials as { credential: string }[];
  expect(credentials).toHaveLength(keys.length);
  const seen: SeenCredential[] = [];
  for (const [index, { credential }] of credentials.entries()) {
    seen.push(await FORMATS[format].look(scene, credential, keys[index] as Signer));
  }
  return seen;
}

const credentialBody = (format: Format, proofs: object, change: object = {}) =>
  JSON.stringify({ credential_configuration_id: FORMATS[format].configurationId, proofs, ...change });

/** Encrypts as OpenID4VCI 1.0 §10 has it, to the key and with the values that the metadata lists first. */
async function encryptRequest(body: string): Promise<string> {
  const encryption = metadata.credential_request_encryption as {
    jwks: { keys: JWK[] };
    enc_values_supported: string[];
  };
  const [key = {}] = encryption.jwks.keys;
  const [enc = ''] = encryption.enc_values_supported;
  const header = { alg: key.alg as string, enc, kid: key.kid as string, cty: 'json' };
  return new CompactEncrypt(encodeUtf8(body)).setProtectedHeader(header).encrypt(await importJWK(key, header.alg));
}

const WAYS = (['dc+sd-jwt', 'mso_mdoc'] as const).flatMap((format) =>
  (['wallet', 'issuer'] as const).map((initiated) => ({ format, initiated })),
);

describe.each(WAYS)('$format, begun by the $initiated', ({ format, initiated }) => {
  let wallet: SuiteWallet;
  let form: Form;
  let accessToken: string;
  let refreshToken: string;

  beforeAll(async () => {
    form = await asking(format, initiated);
    wallet = new SuiteWallet(scene, CLIENTS[0]);
    const tokens = await wallet.tokens(wallet.codeForm(await wallet.code(form)));
    accessToken = tokens.access_token;
    refreshToken = tokens.refresh_token as string;
  });

  test('is issued for a key proof, and the wallet’s word about it is taken', async () => {
    const keys = [newKey()];
    const answer = await wallet.post('credential', accessToken, credentialBody(format, await jwtProofs(wallet, keys)));
    const content = await expectJson(answer, 200, ['credentials', 'notification_id']);
    await look(format, content, keys);
    const notification = { notification_id: content.notification_id, event: 'credential_accepted' };
    const noted = await wallet.post('notification', accessToken, JSON.stringify(notification));
    expect(noted.status).toBe(204);
  });

  test('is issued as a batch whose members only show that they hold the same', async () => {
    const { batch_size } = metadata.batch_credential_issuance as { batch_size: number };
    const keys = Array.from({ length: Math.min(batch_size, 10) }, newKey);
    const answer = await wallet.post('credential', accessToken, credentialBody(format, await jwtProofs(wallet, keys)));
    const seen = await look(format, await expectJson(answer, 200, ['credentials', 'notification_id']), keys);
    expect(new Set(seen.map(({ data, times }) => JSON.stringify([data, times]))).size).toBe(1);
    const unlike = seen.flatMap((one) => one.unlike);
    expect(new Set(unlike).size).toBe(unlike.length);
  });

  test('is issued for attested keys, beside a key proof and in the place of one', async () => {
    const keys = [newKey()];
    const beside = await jwtProofs(wallet, keys, { keyAttestation: await attestationOf(keys) });
    const one = await wallet.post('credential', accessToken, credentialBody(format, beside));
    await look(format, await expectJson(one, 200, ['credentials', 'notification_id']), keys);
    const alone = { attestation: [await attestationOf(keys, await wallet.credentialNonce())] };
    const other = await wallet.post('credential', accessToken, credentialBody(format, alone));
    await look(format, await expectJson(other, 200, ['credentials', 'notification_id']), keys);
  });

  test('is issued encrypted to who encrypts', async () => {
    const keys = [newKey()];
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), alg: 'ECDH-ES', use: 'enc', kid: 'of-the-suite' };
    const { enc_values_supported } = metadata.credential_response_encryption as { enc_values_supported: string[] };
    const [enc] = enc_values_supported;
    const encryption = { credential_response_encryption: { jwk, enc } };
    const body = await encryptRequest(credentialBody(format, await jwtProofs(wallet, keys), encryption));
    const answer = await wallet.post('credential', accessToken, body, 'application/jwt');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jwt']);
    const { plaintext, protectedHeader } = await compactDecrypt(await answer.text(), privateKey);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc, kid: 'of-the-suite' });
    await look(format, JSON.parse(new TextDecoder().decode(plaintext)) as JsonObject, keys);
  });

  test.each<[string, object, string]>([
    ['a configuration that is none', { credential_configuration_id: 'no-such' }, 'unknown_credential_configuration'],
    [
      'an identifier that is none',
      { credential_configuration_id: undefined, credential_identifier: 'no-such' },
      'unknown_credential_identifier',
    ],
    ['no proof', { proofs: undefined }, 'invalid_proof'],
    [
      'an encryption that is none',
      { credential_response_encryption: { jwk: { kty: 'EC' }, enc: 'A128GCM' } },
      'invalid_encryption_parameters',
    ],
  ])('is refused for %s', async (_what, change, error) => {
    const proofs = await jwtProofs(wallet, [newKey()]);
    const answer = await wallet.post('credential', accessToken, credentialBody(format, proofs, change));
    await expectJsonError(answer, 400, error);
  });

  test('is refused for a nonce, a proof or an attestation that is not right', async () => {
    const { jwt } = await jwtProofs(wallet, [newKey()]);
    const used = credentialBody(format, { jwt });
    expect((await wallet.post('credential', accessToken, used)).status).toBe(200);
    await expectJsonError(await wallet.post('credential', accessToken, used), 400, 'invalid_nonce');
    const spoil = (text: string) => text.replace(/.{8}$/, 'AAAAAAAA');
    const spoilt = credentialBody(format, { jwt: (await jwtProofs(wallet, [newKey()])).jwt.map(spoil) });
    await expectJsonError(await wallet.post('credential', accessToken, spoilt), 400, 'invalid_proof');
    const attestation = [spoil(await attestationOf([newKey()], await wallet.credentialNonce()))];
    const attested = await wallet.post('credential', accessToken, credentialBody(format, { attestation }));
    await expectJsonError(attested, 400, 'invalid_proof');
  });

  test('is renewed by the refresh token, with another DPoP key, and not by another client or without a proof', async () => {
    const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken, scope: form.scope as string };
    await expectJsonError(await wallet.token(refresh, false), 400, 'invalid_request');
    const other = new SuiteWallet(scene, CLIENTS[1], 128);
    await expectJsonError(await other.token(refresh, false), 400, 'invalid_grant');
    wallet.dpopKey = newKey();
    const renewed = await wallet.tokens(refresh);
    expect(renewed.access_token).not.toBe(accessToken);
    const keys = [newKey()];
    const body = credentialBody(format, await jwtProofs(wallet, keys));
    const answer = await wallet.post('credential', renewed.access_token, body);
    await look(format, await expectJson(answer, 200, ['credentials', 'notification_id']), keys);
  });

  test('is issued to a second client too, whose address has a query and whose state is long', async () => {
    const second = new SuiteWallet(scene, CLIENTS[1], 128);
    const { access_token } = await second.tokens(second.codeForm(await second.code(form)));
    const keys = [newKey()];
    const answer = await second.post('credential', access_token, credentialBody(format, await jwtProofs(second, keys)));
    await look(format, await expectJson(answer, 200, ['credentials', 'notification_id']), keys);
    second.dpopKey = wallet.dpopKey;
    const stolen = await second.post('credential', access_token, '{}');
    expect(stolen.status).toBe(401);
  });
});

describe('the metadata', () => {
  test('holds what the specification has and members of our own, formats of HAIP only, a scope for each', () => {
    const known = new Set([
      ...['credential_issuer', 'credential_endpoint', 'nonce_endpoint', 'deferred_credential_endpoint'],
      ...['notification_endpoint', 'credential_request_encryption', 'credential_response_encryption'],
      ...['batch_credential_issuance', 'display', 'credential_configurations_supported'],
    ]);
    expect(Object.keys(metadata).filter((name) => !known.has(name) && !name.startsWith('incola_'))).toEqual([]);
    expect(metadata.credential_issuer).toBe(scene.identifier);
    for (const configuration of Object.values(metadata.credential_configurations_supported)) {
      expect(['dc+sd-jwt', 'mso_mdoc']).toContain(configuration.format);
      expect(typeof configuration.scope).toBe('string');
      // The suite takes the first proof type, and `jwt` is the one that needs nobody else.
      expect(Object.keys(configuration.proof_types_supported as object)[0]).toBe('jwt');
    }
    const addresses = JSON.stringify([metadata, server]).match(/"http:[^"]*"/g);
    expect(addresses).toBeNull();
  });

  test('is signed for who asks for it, by a certified key, in the issuer’s name', async () => {
    const answer = await wellKnown('openid-credential-issuer', 'application/jwt');
    expect(answer.headers.get('content-type')).toBe('application/jwt');
    const jws = parseJws(await answer.text(), { maxLength: 256 * 1024, maxDepth: 16 });
    expect([jws.header.typ, jws.payload.sub]).toEqual(['openidvci-issuer-metadata+jwt', scene.identifier]);
    const [leaf = ''] = jws.header.x5c as string[];
    const key = jwkFromPublicKeyDer(readCertificate(leaf).subjectPublicKeyInfo);
    expect(await verifyJws(jws, key, verifyWithNodeCrypto)).toBe(true);
    const { iat, exp, iss: _iss, sub: _sub, ...signed } = jws.payload;
    expect([typeof iat, typeof exp]).toEqual(['number', 'number']);
    expect(Object.keys(signed).sort()).toEqual(Object.keys(metadata).sort());
  });

  test('of the authorization server says what FAPI 2.0 and attestation-based client authentication ask for', () => {
    expect(server).toMatchObject({
      issuer: scene.identifier,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      require_pushed_authorization_requests: true,
      authorization_response_iss_parameter_supported: true,
      authorization_details_types_supported: ['openid_credential'],
    });
    expect(server.token_endpoint_auth_methods_supported).toContain('attest_jwt_client_auth');
    for (const name of [
      ...['dpop_signing_alg_values_supported', 'id_token_signing_alg_values_supported'],
      ...['client_attestation_signing_alg_values_supported', 'client_attestation_pop_signing_alg_values_supported'],
    ]) {
      expect(server[name]).toContain('ES256');
    }
  });
});

describe('a request', () => {
  const first = () => new SuiteWallet(scene, CLIENTS[0]);
  const scope = 'residency';

  test.each<[string, Form, string]>([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['with PKCE of the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['without redirect URI', { redirect_uri: '' }, 'invalid_request'],
    ['with a redirect URI that is not registered', { redirect_uri: 'https://suite.example/bad' }, 'invalid_request'],
    ['with a request URI of its own', { request_uri: 'urn:example:bwc4JK-ESC0w8acc191e' }, 'invalid_request'],
    ['for an identity token', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['for a token', { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s is refused when it is pushed', async (_what, change, error) => {
    await expectJsonError(await first().push({ scope, ...change }), 400, error);
  });

  test('that is not pushed comes back with an error', async () => {
    const wallet = first();
    const query = new URLSearchParams(wallet.request({ scope })).toString();
    const answer = await scene.fetch(`${scene.identifier}/authorize?${query}`);
    expectBack(wallet, new URL(answer.headers.get('location') as string), 'invalid_request');
  });

  test('can be opened twice before it is granted, and not after', async () => {
    const wallet = first();
    const requestUri = await wallet.requestUri({ scope });
    expect((await wallet.authorize(requestUri)).status).toBe(303);
    expect((await wallet.signIn(requestUri)).searchParams.get('code')).not.toBeNull();
    const again = await wallet.authorize(requestUri);
    expectBack(wallet, new URL(again.headers.get('location') as string), 'invalid_request_uri');
    const other = new SuiteWallet(scene, CLIENTS[1]);
    const foreign = await other.authorize(await wallet.requestUri({ scope }));
    expect([foreign.status, foreign.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
  });

  test('that the person cancels comes back with access_denied', async () => {
    const wallet = new SuiteWallet(scene, CLIENTS[1], 128);
    expectBack(wallet, await wallet.signIn(await wallet.requestUri({ scope }), 'cancel'), 'access_denied');
  });

  test('whose code is used twice ends what came of it', async () => {
    const wallet = first();
    const form = wallet.codeForm(await wallet.code({ scope }));
    const { access_token } = await wallet.tokens(form);
    await expectJsonError(await wallet.token(form), 400, 'invalid_grant');
    expect((await wallet.post('credential', access_token, '{}')).status).toBe(401);
  });

  test('gets no token without a verifier, without a DPoP proof, or by another client', async () => {
    const wallet = first();
    const code = await wallet.code({ scope });
    await expectJsonError(await wallet.token(wallet.codeForm(code), false), 400, 'invalid_request');
    const { code_verifier: _verifier, ...without } = wallet.codeForm(code);
    await expectJsonError(await wallet.token(without), 400, 'invalid_grant');
    const other = new SuiteWallet(scene, CLIENTS[1]);
    await expectJsonError(await other.token(wallet.codeForm(code)), 400, 'invalid_grant');
  });

  test('by a method that is none is refused', async () => {
    const answer = await scene.fetch(`${scene.identifier}/par`, { method: 'PUT', body: '' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

/** RFC 6749 §4.1.2.1 with RFC 9207: an error, with state and issuer. */
function expectBack(wallet: SuiteWallet, place: URL, error: string): void {
  expect(place.href.startsWith(wallet.client.redirectUri)).toBe(true);
  expect(Object.fromEntries(place.searchParams)).toMatchObject({
    ...{ error, state: wallet.state, iss: scene.identifier, error_description: expect.any(String) },
  });
}
