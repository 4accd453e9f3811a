import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jwkThumbprint } from '#primitives';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import {
  answerIn,
  AuthorizingWallet,
  errorOf,
  expectSignIn,
  openSignInDesk,
  type SignInDesk,
} from './authorizing-wallet.js';
import { ATTESTED, GAS, haipTenants, OTHER, PUBLIC, WATER } from './haip-tenants.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { AttestedInstance, type WalletProvider } from './wallet-provider.js';
import { newKey } from './wallet-under-test.js';

const SECOND = 1000;

describe.each<DatabaseUnderTest>(databasesUnderTest())('authorization requests on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let desk: SignInDesk;
  let provider: WalletProvider;
  let wallet: AuthorizingWallet;
  let publicWallet: AuthorizingWallet;
  let subjectRecordId: string;

  beforeAll(async () => {
    const { provider: made, changes } = await haipTenants();
    provider = made;
    issuer = await startIssuerUnderTest({ databaseUrl: await databaseUnderTest.freshUrl(), changes });
    subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
    desk = await openSignInDesk(issuer);
  });
  afterAll(async () => {
    await desk.close();
    await issuer.close();
  });
  beforeEach(() => {
    issuer.clock.ahead = 0;
    wallet = walletOf(ATTESTED);
    publicWallet = new AuthorizingWallet(issuer, GAS, PUBLIC.clientId, PUBLIC.redirectUri);
  });

  function walletOf({ clientId, redirectUri }: typeof ATTESTED): AuthorizingWallet {
    const instance = new AttestedInstance(provider, clientId, `${issuer.url}/${WATER}`, issuer.clock.now);
    return new AuthorizingWallet(issuer, WATER, clientId, redirectUri, instance);
  }

  describe('pushed', () => {
    test('are answered with an address that says nothing, and lives shortly', async () => {
      const answer = await wallet.push();
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store']);
      expect(answer.headers.get('content-type')).toContain('application/json');
      const body = (await answer.json()) as { request_uri: string; expires_in: number };
      expect(body.request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/);
      expect(body.expires_in).toBeLessThanOrEqual(90);
    });

    test('may have a long state or none, by details as by scope, with what nobody knows beside it', async () => {
      const details = JSON.stringify([
        { type: 'openid_credential', credential_configuration_id: 'residency', locations: [wallet.identifier], x: 1 },
      ]);
      const tolerated = { resource: wallet.identifier, nonce: 'n', x_unknown: '1', response_mode: 'query' };
      for (const change of [
        { state: 'x'.repeat(2000) },
        { state: undefined },
        { scope: undefined, authorization_details: details },
        { scope: 'unknown residency openid' },
        tolerated,
      ]) {
        expect((await wallet.push(change)).status).toBe(201);
      }
    });

    test.each<[string, Record<string, string | undefined>, string]>([
      ['no code challenge', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
      ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
      ['a code challenge without method, which is plain', { code_challenge_method: undefined }, 'invalid_request'],
      ['a code challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
      ['no response type', { response_type: undefined }, 'invalid_request'],
      ['response type token', { response_type: 'token' }, 'unsupported_response_type'],
      ['response type code id_token', { response_type: 'code id_token' }, 'unsupported_response_type'],
      ['response mode fragment', { response_mode: 'fragment' }, 'invalid_request'],
      ['a request_uri', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'invalid_request'],
      ['a request object', { request: 'e30.e30.' }, 'invalid_request'],
      ['no redirect URI', { redirect_uri: undefined }, 'invalid_request'],
      ['a redirect URI with one character more', { redirect_uri: `${ATTESTED.redirectUri}x` }, 'invalid_request'],
      ['a redirect URI without its query', { redirect_uri: 'https://wallet.example/cb' }, 'invalid_request'],
      ['no scope', { scope: undefined }, 'invalid_scope'],
      ['an unknown scope alone', { scope: 'openid' }, 'invalid_scope'],
      ['details that are no JSON', { authorization_details: '[' }, 'invalid_authorization_details'],
      ['details of another type', { authorization_details: '[{"type":"x"}]' }, 'invalid_authorization_details'],
      [
        'details of an unknown configuration',
        { authorization_details: '[{"type":"openid_credential","credential_configuration_id":"x"}]' },
        'invalid_authorization_details',
      ],
      [
        'details for another issuer',
        {
          authorization_details:
            '[{"type":"openid_credential","credential_configuration_id":"residency","locations":["https://x.example"]}]',
        },
        'invalid_authorization_details',
      ],
      ['an issuer state that is none of ours', { issuer_state: 'A.B' }, 'invalid_request'],
      ['a thumbprint that is none', { dpop_jkt: 'x' }, 'invalid_request'],
      ['a state without end', { state: 'x'.repeat(5000) }, 'invalid_request'],
    ])('refuses %s', async (_what, change, error) => {
      expect(await errorOf(await wallet.push(change))).toEqual([400, error]);
    });

    test('refuses a parameter twice, a body that is no form, and another method', async () => {
      const form = new URLSearchParams(wallet.request() as Record<string, string>);
      form.append('scope', 'municipality');
      const send = async (body: string, type: string) =>
        fetch(`${wallet.identifier}/par`, {
          method: 'POST',
          headers: { 'content-type': type, ...(await wallet.instance?.headers()) },
          body,
        });
      expect(await errorOf(await send(form.toString(), 'application/x-www-form-urlencoded'))).toEqual([
        400,
        'invalid_request',
      ]);
      expect((await send('{}', 'application/json')).status).toBe(400);
      const put = await fetch(`${wallet.identifier}/par`, { method: 'PUT', body: form });
      expect(put.status).toBeGreaterThanOrEqual(400);
    });

    test('refuses a client that does not authenticate, is not known, or has no redirect URI with us', async () => {
      const unauthenticated = new AuthorizingWallet(issuer, WATER, ATTESTED.clientId, ATTESTED.redirectUri);
      expect(await errorOf(await unauthenticated.push())).toEqual([401, 'invalid_client']);
      const unknown = new AuthorizingWallet(issuer, WATER, 'nobody', ATTESTED.redirectUri);
      expect(await errorOf(await unknown.push())).toEqual([401, 'invalid_client']);
      const unregistered = new AuthorizingWallet(issuer, GAS, 'any-wallet', 'https://any.example/cb');
      expect(await errorOf(await unregistered.push())).toEqual([400, 'unauthorized_client']);
    });

    test('uses up what the client authenticates with', async () => {
      const headers = await wallet.instance?.headers();
      expect((await wallet.push({}, headers)).status).toBe(201);
      expect(await errorOf(await wallet.push({}, headers))).toEqual([401, 'invalid_client']);
    });

    test('refuses a DPoP proof of another key than dpop_jkt names, a used one and one for another endpoint', async () => {
      const dpop = await wallet.dpop('par');
      const other = { dpop_jkt: jwkThumbprint(newKey().publicJwk) };
      expect(await errorOf(await wallet.push(other, { dpop }))).toEqual([400, 'invalid_dpop_proof']);
      const own = { dpop_jkt: jwkThumbprint(wallet.dpopKey.publicJwk) };
      expect((await wallet.push(own, { dpop })).status).toBe(201);
      expect(await errorOf(await wallet.push(own, { dpop }))).toEqual([400, 'invalid_dpop_proof']);
      const elsewhere = await wallet.dpop('token');
      expect(await errorOf(await wallet.push({}, { dpop: elsewhere }))).toEqual([400, 'invalid_dpop_proof']);
    });
  });

  describe('at the authorization endpoint', () => {
    const client = () => ({ client_id: wallet.clientId });

    test('lead to the sign-in by GET and by POST, as often as the page is loaded', async () => {
      const request = { ...client(), request_uri: await wallet.requestUri() };
      const first = await wallet.authorize(request);
      expectSignIn(first);
      expect(first.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Lax');
      expect(first.headers.get('access-control-allow-origin')).toBeNull();
      expectSignIn(await wallet.post('authorize', request));
      expectSignIn(await wallet.authorize(request));
    });

    test('count only what was pushed: parameters beside a request_uri change nothing', async () => {
      const request_uri = await wallet.requestUri({ state: undefined });
      const beside = { state: 'injected', redirect_uri: 'https://evil.example', scope: 'x', response_type: 'token' };
      expectSignIn(await wallet.authorize({ ...client(), request_uri, ...beside }));
      const location = await desk.complete(WATER, request_uri, subjectRecordId);
      expect(location.startsWith(`${ATTESTED.redirectUri}&code=`)).toBe(true);
      expect(answerIn(location)).not.toHaveProperty('state');
    });

    test('are refused on a page for another client, an invented address, no client and none at all', async () => {
      const request_uri = await wallet.requestUri();
      for (const request of [
        { client_id: OTHER.clientId, request_uri },
        { ...client(), request_uri: `urn:ietf:params:oauth:request_uri:${'A'.repeat(43)}` },
        { ...client(), request_uri: 'https://evil.example/request' },
        { request_uri },
        {},
      ]) {
        const answer = await wallet.authorize(request);
        expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
        expect(answer.headers.get('content-type')).toContain('text/html');
      }
      const french = await fetch(`${wallet.identifier}/authorize`, { headers: { 'accept-language': 'fr' } });
      expect(await french.text()).toContain('portefeuille');
    });

    test('expire before the browser comes, and while it signs in; the wallet is told', async () => {
      const request = { ...client(), request_uri: await wallet.requestUri() };
      issuer.clock.ahead = 91 * SECOND;
      const late = await wallet.authorize(request);
      expect(late.status).toBe(303);
      expect(answerIn(late.headers.get('location') ?? '')).toMatchObject({
        ...{ error: 'invalid_request_uri', state: 'st&te=1', iss: wallet.identifier, from: 'issuer' },
      });
      issuer.clock.ahead = 0;
      const begun = { ...client(), request_uri: await wallet.requestUri() };
      expectSignIn(await wallet.authorize(begun));
      issuer.clock.ahead = 300 * SECOND;
      expectSignIn(await wallet.authorize(begun));
      issuer.clock.ahead = 600 * SECOND;
      const expired = await wallet.authorize(begun);
      expect(answerIn(expired.headers.get('location') ?? '').error).toBe('invalid_request_uri');
      await expect(desk.complete(WATER, begun.request_uri, subjectRecordId)).rejects.toMatchObject({
        code: 'authorization_expired',
      });
    });

    test('are used up when the authorization ends, and not before', async () => {
      const request = { ...client(), request_uri: await wallet.requestUri() };
      expectSignIn(await wallet.authorize(request));
      await desk.complete(WATER, request.request_uri, subjectRecordId);
      const again = await wallet.authorize(request);
      expect(again.status).toBe(303);
      expect(answerIn(again.headers.get('location') ?? '')).toMatchObject({
        ...{ error: 'invalid_request_uri', state: 'st&te=1', iss: wallet.identifier },
      });
    });

    test('must be pushed under haip: the wallet is told so where its address is known, a page otherwise', async () => {
      const direct = await wallet.authorize(wallet.request());
      expect(direct.status).toBe(303);
      expect(answerIn(direct.headers.get('location') ?? '')).toMatchObject({
        ...{ error: 'invalid_request', state: 'st&te=1', iss: wallet.identifier },
      });
      const elsewhere = await wallet.authorize(wallet.request({ redirect_uri: 'https://evil.example/cb' }));
      expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([400, null]);
    });

    test('need not be pushed by a public client under base, and have PKCE all the same', async () => {
      expectSignIn(await publicWallet.authorize(publicWallet.request()));
      const refused = async (change: Record<string, string | undefined>) => {
        const answer = await publicWallet.authorize(publicWallet.request(change));
        const location = answer.headers.get('location') ?? '';
        expect(location.startsWith(PUBLIC.redirectUri)).toBe(true);
        return answerIn(location);
      };
      const back = { state: 'st&te=1', iss: publicWallet.identifier };
      expect(await refused({ code_challenge_method: 'plain' })).toMatchObject({ error: 'invalid_request', ...back });
      expect(await refused({ scope: 'x' })).toMatchObject({ error: 'invalid_scope', ...back });
      expect(await refused({ response_type: 'token' })).toMatchObject({ error: 'unsupported_response_type', ...back });
      expect((await publicWallet.authorize(publicWallet.request({ client_id: 'nobody' }))).status).toBe(400);
    });
  });
});
