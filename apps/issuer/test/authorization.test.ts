import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseCredentialOfferLink, type CredentialOffer } from '#openid4vci';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { answerIn, AuthorizingWallet, errorOf, openSignInDesk, type SignInDesk } from './authorizing-wallet.js';
import { ATTESTED, GAS, haipTenants, OTHER, WATER } from './haip-tenants.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { AttestedInstance, type WalletProvider } from './wallet-provider.js';
import { WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const DAY = 86_400_000;

describe.each<DatabaseUnderTest>(databasesUnderTest())('authorizations on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let desk: SignInDesk;
  let provider: WalletProvider;
  let wallet: AuthorizingWallet;
  let subjectRecordId: string;
  let neighbourId: string;

  beforeAll(async () => {
    const { provider: made, changes } = await haipTenants();
    provider = made;
    issuer = await startIssuerUnderTest({ databaseUrl: await databaseUnderTest.freshUrl(), changes });
    subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
    neighbourId = await issuer.importCustomer(WATER, customer(1), 'C-0001');
    desk = await openSignInDesk(issuer);
  });
  afterAll(async () => {
    await desk.close();
    await issuer.close();
  });
  beforeEach(() => {
    issuer.clock.ahead = 0;
    wallet = walletOf(ATTESTED);
  });

  function walletOf({ clientId, redirectUri }: typeof ATTESTED): AuthorizingWallet {
    const instance = new AttestedInstance(provider, clientId, `${issuer.url}/${WATER}`, issuer.clock.now);
    return new AuthorizingWallet(issuer, WATER, clientId, redirectUri, instance);
  }

  describe('end', () => {
    test('with a code, the state as it was sent, and who answers, beside what the redirect URI had', async () => {
      const state = `${'é&=+ %"'.repeat(150)}`;
      const location = await desk.complete(WATER, await wallet.begin({ state }), subjectRecordId);
      expect(location.startsWith('https://wallet.example/cb?from=issuer&')).toBe(true);
      const { code, ...rest } = answerIn(location);
      expect(rest).toEqual({ from: 'issuer', state, iss: wallet.identifier });
      expect(code?.length).toBeGreaterThan(42);
    });

    test("at an app's own scheme, without a state where none was sent", async () => {
      const other = walletOf(OTHER);
      const location = await desk.complete(WATER, await other.begin({ state: undefined }), subjectRecordId);
      expect(location).toMatch(/^eudi-wallet:\/\/cb\?code=[\w.-]+&iss=/);
    });

    test('with access_denied where the person cancels; the same again is led to the same place', async () => {
      const requestUri = await wallet.begin();
      const location = await desk.deny(WATER, requestUri);
      expect(answerIn(location)).toMatchObject({
        ...{ error: 'access_denied', state: 'st&te=1', iss: wallet.identifier, from: 'issuer' },
      });
      expect(await desk.deny(WATER, requestUri)).toBe(location);
      await expect(desk.complete(WATER, requestUri, subjectRecordId)).rejects.toMatchObject({
        code: 'authorization_ended',
      });
    });

    test('the same for a form that is sent twice, for the one who signed in and for nobody else', async () => {
      const requestUri = await wallet.begin();
      const location = await desk.complete(WATER, requestUri, subjectRecordId);
      expect(await desk.complete(WATER, requestUri, subjectRecordId)).toBe(location);
      await expect(desk.complete(WATER, requestUri, neighbourId)).rejects.toMatchObject({
        code: 'authorization_ended',
      });
      const { code = '' } = answerIn(location);
      await wallet.tokens(code);
      await expect(desk.complete(WATER, requestUri, subjectRecordId)).rejects.toMatchObject({
        code: 'authorization_ended',
      });
      await expect(desk.deny(WATER, requestUri)).rejects.toMatchObject({ code: 'authorization_ended' });
    });

    test('once for two browsers at once', async () => {
      const requestUri = await wallet.begin();
      const ends = await Promise.allSettled([
        desk.complete(WATER, requestUri, subjectRecordId),
        desk.complete(WATER, requestUri, neighbourId),
      ]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test('with access_denied for a customer who was erased meanwhile, and never at another tenant', async () => {
      const id = await issuer.importCustomer(WATER, customer(3), 'C-0003');
      const requestUri = await wallet.begin();
      expect((await issuer.manage(WATER, 'DELETE', `/subject-records/${id}`)).status).toBe(204);
      expect(answerIn(await desk.complete(WATER, requestUri, id)).error).toBe('access_denied');
      const next = await wallet.begin();
      await expect(desk.complete(GAS, next, subjectRecordId)).rejects.toMatchObject({ code: 'authorization_unknown' });
    });
  });

  describe('from an offer', () => {
    async function offerTo(id: string, more: object = {}): Promise<CreatedOfferAnswer & { object: CredentialOffer }> {
      const answer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId: id, ...more });
      expect(answer.status).toBe(201);
      const created = (await answer.json()) as CreatedOfferAnswer;
      const parsed = parseCredentialOfferLink(created.credentialOffer);
      if (parsed.kind !== 'value') throw new Error('the offer is by value');
      return { ...created, object: parsed.offer };
    }
    const stateOf = ({ object }: { object: CredentialOffer }) =>
      (object.grants?.authorization_code as { issuer_state: string }).issuer_state;

    test('lead the one to whom it was made, by value and by reference, with the formats of its type', async () => {
      const offer = await offerTo(subjectRecordId, { credentialTypeId: 'municipality' });
      expect(offer).not.toHaveProperty('transactionCode');
      expect(offer.object).toEqual({
        credential_issuer: wallet.identifier,
        credential_configuration_ids: ['municipality', 'municipality_jwt_vc_json'],
        grants: { authorization_code: { issuer_state: expect.any(String) } },
      });
      expect(await (await fetch(offer.credentialOfferUri)).json()).toEqual(offer.object);
      const requestUri = await wallet.begin({ issuer_state: stateOf(offer), scope: 'municipality' });
      const { code = '' } = answerIn(await desk.complete(WATER, requestUri, subjectRecordId));
      expect((await wallet.tokens(code)).scope).toBe('municipality');
    });

    test('end with access_denied for anybody else who signs in', async () => {
      const offer = await offerTo(subjectRecordId);
      const requestUri = await wallet.begin({ issuer_state: stateOf(offer) });
      expect(answerIn(await desk.complete(WATER, requestUri, neighbourId)).error).toBe('access_denied');
    });

    test('may lead a second wallet of the same person, until it expires or is withdrawn', async () => {
      const issuer_state = stateOf(await offerTo(subjectRecordId));
      for (const one of [wallet, walletOf(OTHER)]) {
        const location = await desk.complete(WATER, await one.begin({ issuer_state }), subjectRecordId);
        expect(answerIn(location).code).toBeDefined();
      }
      issuer.clock.ahead = 8 * DAY;
      expect(await errorOf(await walletOf(ATTESTED).push({ issuer_state }))).toEqual([400, 'invalid_request']);
    });

    test('by both grants are picked up by one: the pre-authorized code dies with the sign-in', async () => {
      const both = { grantTypes: ['pre-authorized_code', 'authorization_code'] };
      const offer = await offerTo(subjectRecordId, both);
      expect(Object.keys(offer.object.grants ?? {})).toHaveLength(2);
      await desk.complete(WATER, await wallet.begin({ issuer_state: stateOf(offer) }), subjectRecordId);
      const preAuthorized = offer.object.grants?.['urn:ietf:params:oauth:grant-type:pre-authorized_code'];
      const form = {
        grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
        'pre-authorized_code': preAuthorized?.['pre-authorized_code'],
        tx_code: offer.transactionCode,
      };
      expect(await errorOf(await wallet.token(form))).toEqual([400, 'invalid_grant']);
    });

    test('by pre-authorized code need an authenticated client under haip, and work with one', async () => {
      const offer = await offerTo(subjectRecordId, { grantTypes: ['pre-authorized_code'] });
      const preAuthorized = offer.object.grants?.['urn:ietf:params:oauth:grant-type:pre-authorized_code'];
      const code = preAuthorized?.['pre-authorized_code'] as string;
      const anonymous = new WalletUnderTest(issuer, WATER);
      const { transactionCode } = offer;
      expect(await errorOf(await anonymous.token({ preAuthorizedCode: code, transactionCode }))).toEqual([
        401,
        'invalid_client',
      ]);
      const grant_type = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
      const authenticated = await wallet.token({ grant_type, 'pre-authorized_code': code, tx_code: transactionCode });
      expect(authenticated.status).toBe(200);
    });

    test('cannot be made by a grant that does not exist', async () => {
      for (const grantTypes of [[], ['password'], 'authorization_code']) {
        const answer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId, grantTypes });
        expect(answer.status).toBe(400);
      }
    });
  });

  test('the metadata of the server says what each profile has', async () => {
    const metadataOf = async (tenant: string) =>
      (await (await fetch(`${issuer.url}/.well-known/oauth-authorization-server/${tenant}`)).json()) as object;
    const haip = { issuer: `${issuer.url}/${WATER}` };
    expect(await metadataOf(WATER)).toEqual({
      ...haip,
      token_endpoint: `${haip.issuer}/token`,
      authorization_endpoint: `${haip.issuer}/authorize`,
      pushed_authorization_request_endpoint: `${haip.issuer}/par`,
      challenge_endpoint: `${haip.issuer}/challenge`,
      require_pushed_authorization_requests: true,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['residency', 'municipality', 'municipality_jwt_vc_json'],
      authorization_response_iss_parameter_supported: true,
      grant_types_supported: [
        'authorization_code',
        'urn:ietf:params:oauth:grant-type:pre-authorized_code',
        'refresh_token',
      ],
      authorization_details_types_supported: ['openid_credential'],
      token_endpoint_auth_methods_supported: ['attest_jwt_client_auth', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES256', 'EdDSA'],
      client_attestation_signing_alg_values_supported: ['ES256', 'EdDSA'],
      client_attestation_pop_signing_alg_values_supported: ['ES256', 'EdDSA'],
      dpop_signing_alg_values_supported: ['ES256', 'EdDSA'],
      id_token_signing_alg_values_supported: ['ES256'],
      'pre-authorized_grant_anonymous_access_supported': false,
      status_list_aggregation_endpoint: expect.stringMatching(/\/status-lists\/eaux-fictives$/),
    });
    expect(await metadataOf(GAS)).toMatchObject({
      require_pushed_authorization_requests: false,
      token_endpoint_auth_methods_supported: ['none'],
      'pre-authorized_grant_anonymous_access_supported': true,
    });
  });
});
