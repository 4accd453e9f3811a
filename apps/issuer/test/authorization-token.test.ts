import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCredentialRequest, createDpopProof, createKeyProof } from '#openid4vci';
import { jwkThumbprint, platformRandom } from '#primitives';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import {
  answerIn,
  AuthorizingWallet,
  errorOf,
  openSignInDesk,
  type Form,
  type SignInDesk,
} from './authorizing-wallet.js';
import { ATTESTED, GAS, haipTenants, OTHER, PUBLIC, WATER } from './haip-tenants.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { AttestedInstance, type WalletProvider } from './wallet-provider.js';
import { newKey } from './wallet-under-test.js';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

describe.each<DatabaseUnderTest>(databasesUnderTest())('tokens for codes on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let desk: SignInDesk;
  let provider: WalletProvider;
  let wallet: AuthorizingWallet;
  let publicWallet: AuthorizingWallet;
  let subjectRecordId: string;
  let gasRecordId: string;

  beforeAll(async () => {
    const { provider: made, changes } = await haipTenants();
    provider = made;
    issuer = await startIssuerUnderTest({ databaseUrl: await databaseUnderTest.freshUrl(), changes });
    subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
    gasRecordId = await issuer.importCustomer(GAS, customer(0), 'C-0000');
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

  async function codeFor(one: AuthorizingWallet, change: Form = {}, headers: Record<string, string> = {}) {
    const [tenant, id] = one === publicWallet ? [GAS, gasRecordId] : [WATER, subjectRecordId];
    return answerIn(await desk.complete(tenant, await one.begin(change, headers), id)).code as string;
  }

  /** One credential request. @returns its status */
  async function ask(one: AuthorizingWallet, accessToken: string, named: object): Promise<number> {
    const answer = await fetch(`${one.identifier}/nonce`, { method: 'POST' });
    const { c_nonce: credentialNonce } = (await answer.json()) as { c_nonce: string };
    const made = { clock: issuer.clock.now, random: platformRandom };
    const keyProof = await createKeyProof({ ...made, signer: newKey(), audience: one.identifier, credentialNonce });
    const dpop = await createDpopProof({
      ...{ ...made, signer: one.dpopKey, method: 'POST', url: `${one.identifier}/credential`, accessToken },
      nonce: answer.headers.get('dpop-nonce') as string,
    });
    const response = await fetch(`${one.identifier}/credential`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `DPoP ${accessToken}`, dpop },
      body: createCredentialRequest({ ...named, keyProofs: [keyProof] } as never),
    });
    return response.status;
  }
  const residency = { credentialConfigurationId: 'residency' };

  describe('a code', () => {
    test('becomes tokens, with the scope, that serve several credential requests', async () => {
      const answer = await wallet.token(wallet.codeForm(await codeFor(wallet)));
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const tokens = (await answer.json()) as Record<string, unknown>;
      expect(tokens).toEqual({
        ...{ access_token: expect.any(String), refresh_token: expect.any(String) },
        ...{ token_type: 'DPoP', expires_in: 600, scope: 'residency' },
      });
      expect(await ask(wallet, tokens.access_token as string, residency)).toBe(200);
      expect(await ask(wallet, tokens.access_token as string, residency)).toBe(200);
    });

    test('asked for by details becomes tokens with identifiers, which stay the same', async () => {
      const detail = { type: 'openid_credential', credential_configuration_id: 'residency' };
      const asked = { scope: 'residency municipality', authorization_details: JSON.stringify([detail]) };
      const tokens = await wallet.tokens(await codeFor(wallet, asked));
      const details = [{ ...detail, credential_identifiers: ['residency.1'] }];
      expect(tokens).toMatchObject({ authorization_details: details, scope: 'municipality' });
      const renewed = await wallet.token(wallet.refreshForm(tokens.refresh_token));
      expect(await renewed.json()).toMatchObject({ authorization_details: details, scope: 'municipality' });
    });

    test('may be narrowed by details at the token endpoint, and not widened', async () => {
      const of = (id: string) => JSON.stringify([{ type: 'openid_credential', credential_configuration_id: id }]);
      const code = await codeFor(wallet, { scope: 'residency municipality' });
      const wider = wallet.codeForm(code, { authorization_details: of('municipality_jwt_vc_json') });
      expect(await errorOf(await wallet.token(wider))).toEqual([400, 'invalid_authorization_details']);
      const narrower = await wallet.token(wallet.codeForm(code, { authorization_details: of('municipality') }));
      const tokens = (await narrower.json()) as { access_token: string };
      expect(tokens).toMatchObject({ authorization_details: [{ credential_identifiers: ['municipality.1'] }] });
      expect(tokens).not.toHaveProperty('scope');
      expect(await ask(wallet, tokens.access_token, residency)).toBe(403);
    });

    test.each<[string, (code: string) => Form | Promise<Form>]>([
      ['without a verifier', (code) => wallet.codeForm(code, { code_verifier: undefined })],
      ['with another verifier', (code) => wallet.codeForm(code, { code_verifier: 'A'.repeat(43) })],
      ['with another redirect URI', (code) => wallet.codeForm(code, { redirect_uri: 'https://wallet.example/cb' })],
      ['that was invented', (code) => wallet.codeForm(`${code.split('.')[0] ?? ''}.${'A'.repeat(43)}`)],
      ['that is garbage', () => wallet.codeForm("' OR 1=1 --")],
    ])('is refused %s, and stays good', async (_what, form) => {
      const code = await codeFor(wallet);
      expect(await errorOf(await wallet.token(await form(code)))).toEqual([400, 'invalid_grant']);
      expect((await wallet.token(wallet.codeForm(code, { redirect_uri: wallet.redirectUri }))).status).toBe(200);
    });

    test('is refused for another client, without client authentication, and for another instance of it', async () => {
      const code = await codeFor(wallet);
      const { codeVerifier } = wallet;
      const other = Object.assign(walletOf(OTHER), { codeVerifier });
      expect(await errorOf(await other.token(other.codeForm(code)))).toEqual([400, 'invalid_grant']);
      const bare = new AuthorizingWallet(issuer, WATER, ATTESTED.clientId, ATTESTED.redirectUri);
      expect(await errorOf(await bare.token(bare.codeForm(code, { code_verifier: codeVerifier })))).toEqual([
        401,
        'invalid_client',
      ]);
      const instance = Object.assign(walletOf(ATTESTED), { codeVerifier });
      expect(await errorOf(await instance.token(instance.codeForm(code)))).toEqual([400, 'invalid_grant']);
      expect((await wallet.token(wallet.codeForm(code))).status).toBe(200);
    });

    test('is bound to the key of dpop_jkt, and to that of the proof at PAR', async () => {
      const dpop_jkt = jwkThumbprint(wallet.dpopKey.publicJwk);
      const pushed = [
        await codeFor(wallet, { dpop_jkt }),
        await codeFor(wallet, {}, { dpop: await wallet.dpop('par') }),
      ];
      for (const code of pushed) {
        const dpop = await wallet.dpop('token', newKey());
        expect(await errorOf(await wallet.token(wallet.codeForm(code), { dpop }))).toEqual([400, 'invalid_grant']);
        expect((await wallet.token(wallet.codeForm(code))).status).toBe(200);
      }
    });

    test('needs a DPoP proof, and lives a minute', async () => {
      const code = await codeFor(wallet);
      const form = wallet.codeForm(code);
      expect(await errorOf(await wallet.token(form, { dpop: undefined }))).toEqual([400, 'invalid_request']);
      issuer.clock.ahead = 61 * SECOND;
      expect(await errorOf(await wallet.token(form))).toEqual([400, 'invalid_grant']);
    });

    test('used twice ends what came of it, credentials included', async () => {
      const code = await codeFor(wallet);
      const { access_token: accessToken, refresh_token: refreshToken } = await wallet.tokens(code);
      expect(await ask(wallet, accessToken, residency)).toBe(200);
      issuer.clock.ahead = 2 * SECOND;
      expect(await errorOf(await wallet.token(wallet.codeForm(code)))).toEqual([400, 'invalid_grant']);
      expect(await ask(wallet, accessToken, residency)).toBe(401);
      expect(await errorOf(await wallet.token(wallet.refreshForm(refreshToken)))).toEqual([400, 'invalid_grant']);
      const views = await desk.stores.views.credentials(WATER, subjectRecordId);
      expect(views.some(({ reason, state }) => state === 'revoked' && reason === 'code_reused')).toBe(true);
    });

    test('used twice is refused as used, also where the proof of possession is repeated with it', async () => {
      const headers = await wallet.instance?.headers();
      const form = wallet.codeForm(await codeFor(wallet));
      const sent = { ...(headers && { headers }) };
      expect((await wallet.token(form, sent)).status).toBe(200);
      expect(await errorOf(await wallet.token(form, sent))).toEqual([400, 'invalid_grant']);
      const fresh = wallet.codeForm(await codeFor(wallet));
      expect(await errorOf(await wallet.token(fresh, sent))).toEqual([401, 'invalid_client']);
    });

    test('may come again with the same proof of possession when a DPoP nonce was missing', async () => {
      const headers = await wallet.instance?.headers();
      const form = wallet.codeForm(await codeFor(wallet));
      const proof = { signer: wallet.dpopKey, method: 'POST', url: `${wallet.identifier}/token` };
      const dpop = await createDpopProof({ ...proof, clock: issuer.clock.now, random: platformRandom });
      const sent = { ...(headers && { headers }) };
      expect(await errorOf(await wallet.token(form, { ...sent, dpop }))).toEqual([400, 'use_dpop_nonce']);
      expect((await wallet.token(form, sent)).status).toBe(200);
    });

    test('used by many at once becomes one grant, and ends it', async () => {
      const code = await codeFor(wallet);
      const answers = await Promise.all(Array.from({ length: 6 }, () => wallet.token(wallet.codeForm(code))));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
    });

    test('dies when its customer is revoked before it is used', async () => {
      const id = await issuer.importCustomer(WATER, customer(1), 'C-0001');
      const { code = '' } = answerIn(await desk.complete(WATER, await wallet.begin(), id));
      await issuer.manage(WATER, 'POST', `/subject-records/${id}/revocation`, { reason: 'moved_out' });
      expect(await errorOf(await wallet.token(wallet.codeForm(code)))).toEqual([400, 'invalid_grant']);
    });

    test('dies with its customer, and when the person cancels after all', async () => {
      const id = await issuer.importCustomer(WATER, customer(3), 'C-0003');
      const { code = '' } = answerIn(await desk.complete(WATER, await wallet.begin(), id));
      expect((await issuer.manage(WATER, 'DELETE', `/subject-records/${id}`)).status).toBe(204);
      expect(await errorOf(await wallet.token(wallet.codeForm(code)))).toEqual([400, 'invalid_grant']);
      const requestUri = await wallet.begin();
      const cancelled = answerIn(await desk.complete(WATER, requestUri, subjectRecordId)).code as string;
      await desk.deny(WATER, requestUri);
      expect(await errorOf(await wallet.token(wallet.codeForm(cancelled)))).toEqual([400, 'invalid_grant']);
    });
  });

  describe('a refresh token', () => {
    test('brings a new access token in the place of the old one, again and again', async () => {
      const { access_token: first, refresh_token: refreshToken } = await wallet.tokens(await codeFor(wallet));
      issuer.clock.ahead = 7 * DAY;
      const later = Object.assign(walletOf(ATTESTED), { dpopKey: wallet.dpopKey, instance: wallet.instance });
      const answer = await later.token(later.refreshForm(refreshToken, { scope: 'residency openid' }));
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const renewed = (await answer.json()) as { access_token: string };
      expect(renewed).toEqual({
        ...{ access_token: expect.any(String), token_type: 'DPoP', expires_in: 600, scope: 'residency' },
      });
      expect(await ask(later, first, residency)).toBe(401);
      expect(await ask(later, renewed.access_token, residency)).toBe(200);
      expect((await later.token(later.refreshForm(refreshToken))).status).toBe(200);
    });

    test('of a client that authenticates follows it to a new DPoP key, and no other', async () => {
      const { refresh_token: refreshToken } = await wallet.tokens(await codeFor(wallet));
      wallet.dpopKey = newKey();
      const answer = await wallet.token(wallet.refreshForm(refreshToken));
      expect(answer.status).toBe(200);
      const { access_token: accessToken } = (await answer.json()) as { access_token: string };
      expect(await ask(wallet, accessToken, residency)).toBe(200);
      const instance = Object.assign(walletOf(ATTESTED), { dpopKey: wallet.dpopKey });
      expect(await errorOf(await instance.token(instance.refreshForm(refreshToken)))).toEqual([400, 'invalid_grant']);
      wallet.dpopKey = newKey();
      expect(await ask(wallet, accessToken, residency)).toBe(401);
    });

    test('of a public client is bound to its DPoP key and its name', async () => {
      const { refresh_token: refreshToken } = await publicWallet.tokens(await codeFor(publicWallet));
      const form = publicWallet.refreshForm(refreshToken);
      const dpop = await publicWallet.dpop('token', newKey());
      expect(await errorOf(await publicWallet.token(form, { dpop }))).toEqual([400, 'invalid_grant']);
      const renamed = publicWallet.refreshForm(refreshToken, { client_id: 'any-wallet' });
      expect(await errorOf(await publicWallet.token(renamed))).toEqual([400, 'invalid_grant']);
      expect((await publicWallet.token(form)).status).toBe(200);
    });

    test('is refused to another client before anything else is looked at', async () => {
      const { refresh_token: refreshToken } = await wallet.tokens(await codeFor(wallet));
      const other = walletOf(OTHER);
      const without = await other.token(other.refreshForm(refreshToken), { dpop: undefined });
      expect(await errorOf(without)).toEqual([400, 'invalid_grant']);
    });

    test('is refused without a DPoP proof, for more than was granted, when it is invented', async () => {
      const tokens = await wallet.tokens(await codeFor(wallet));
      const form = (change: Form = {}) => wallet.refreshForm(tokens.refresh_token, change);
      expect(await errorOf(await wallet.token(form(), { dpop: undefined }))).toEqual([400, 'invalid_request']);
      expect(await errorOf(await wallet.token(form({ scope: 'municipality' })))).toEqual([400, 'invalid_scope']);
      const more = '[{"type":"openid_credential","credential_configuration_id":"municipality"}]';
      const widened = await wallet.token(form({ authorization_details: more }));
      expect(await errorOf(widened)).toEqual([400, 'invalid_authorization_details']);
      for (const refresh_token of [tokens.access_token, 'x', `${tokens.refresh_token.slice(0, 23)}${'A'.repeat(43)}`]) {
        expect(await errorOf(await wallet.token(form({ refresh_token })))).toEqual([400, 'invalid_grant']);
      }
      expect(await errorOf(await wallet.token(form({ refresh_token: undefined })))).toEqual([400, 'invalid_request']);
    });

    test('is refused when its time is over', async () => {
      const { refresh_token: refreshToken } = await publicWallet.tokens(await codeFor(publicWallet));
      issuer.clock.ahead = 91 * DAY;
      const form = publicWallet.refreshForm(refreshToken);
      expect(await errorOf(await publicWallet.token(form))).toEqual([400, 'invalid_grant']);
    });

    test('ends with a revocation', async () => {
      const id = await issuer.importCustomer(WATER, customer(2), 'C-0002');
      const { code = '' } = answerIn(await desk.complete(WATER, await wallet.begin(), id));
      const { refresh_token: refreshToken } = await wallet.tokens(code);
      await issuer.manage(WATER, 'POST', `/subject-records/${id}/revocation`, { reason: 'moved_out' });
      expect(await errorOf(await wallet.token(wallet.refreshForm(refreshToken)))).toEqual([400, 'invalid_grant']);
    });
  });
});
