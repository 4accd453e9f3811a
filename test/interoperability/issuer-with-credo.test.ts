import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OpenId4VciAuthorizationFlow } from '@credo-ts/openid4vc';
import { createJws, secondsOf, systemClock, type JsonObject } from '#primitives';
import { WATER } from '../../apps/issuer/test/citizen-browser.js';
import { customer } from '../../apps/issuer/test/intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { newWalletProvider, type WalletProvider } from '../../apps/issuer/test/wallet-provider.js';
import type { CreatedOfferAnswer } from '../../apps/issuer/test/wallet-under-test.js';
import { eventually } from '../environment/eventually.js';
import { CitizenUnderTest } from './citizen-under-test.js';
import { CredoHolder } from './credo-holder.js';

const PUBLIC = { clientId: 'https://public-wallet.example', redirectUri: 'https://public-wallet.example/back?from=us' };
const ATTESTED = { clientId: 'https://attested-wallet.example', redirectUri: 'attested-wallet://back' };

describe('our issuer with the holder of Credo 0.6.3', () => {
  let issuer: IssuerUnderTest;
  let provider: WalletProvider;
  let credo: CredoHolder;
  let citizen: CitizenUnderTest;

  beforeAll(async () => {
    provider = await newWalletProvider(systemClock);
    const clients = [
      { clientId: PUBLIC.clientId, redirectUris: [PUBLIC.redirectUri], authentication: 'none' },
      { clientId: ATTESTED.clientId, redirectUris: [ATTESTED.redirectUri], authentication: 'attest_jwt_client_auth' },
    ];
    const tenant = {
      ...{ slug: WATER, name: 'Eaux Fictives', legalId: 'FICTIF-1', credentialTypes: ['residency', 'age'] },
      ...{ profiles: ['base', 'haip'], clients, walletProviderRoots: [provider.root] },
    };
    // Credo unpacks a whole list anew for each credential, a number for each place, and holds this process meanwhile.
    const changes = { tenants: [tenant] as never, statusListSize: 1024 };
    issuer = await startIssuerUnderTest({ changes });
    credo = await CredoHolder.start(issuer.issuingRoot);
    citizen = await CitizenUnderTest.register(issuer);
  });
  afterAll(async () => {
    await credo.agent.shutdown();
    await issuer.close();
  });

  const offer = async (credentialTypeId: string, grantType: string, ofRecord = citizen.subjectRecordId) => {
    const wanted = { subjectRecordId: ofRecord, credentialTypeId, grantTypes: [grantType] };
    const answer = await issuer.manage(WATER, 'POST', '/offers', wanted);
    return (await answer.json()) as CreatedOfferAnswer;
  };

  const redeem = async (link: string, txCode: string, { holder } = credo) => {
    const resolvedCredentialOffer = await holder.resolveCredentialOffer(link);
    const token = await holder.requestToken({ resolvedCredentialOffer, txCode });
    // It binds its token to a key by itself, and goes by our nonces.
    expect(token).toMatchObject({ dpop: { alg: 'ES256' }, accessTokenResponse: { token_type: 'DPoP' } });
    return { resolvedCredentialOffer, token };
  };

  test('gives it a batch of residencies under an offer by reference, whose status it looks up', async () => {
    const offered = await offer('residency', 'pre-authorized_code');
    const { resolvedCredentialOffer, token } = await redeem(offered.walletLink, offered.transactionCode);
    const received = await credo.receive(resolvedCredentialOffer, token, 'residency');
    expect(received).toMatchObject({ refused: [], stored: 3, claims: { family_name: 'Fictiveb' } });
  });

  test('revokes what it holds, which it learns from the status list', async () => {
    const other = await issuer.importCustomer(WATER, customer(2), 'C-0002');
    const offered = await offer('residency', 'pre-authorized_code', other);
    const { resolvedCredentialOffer, token } = await redeem(offered.walletLink, offered.transactionCode);
    const { refused, compacts } = await credo.receive(resolvedCredentialOffer, token, 'residency');
    expect(refused).toEqual([]);
    await issuer.manage(WATER, 'POST', `/subject-records/${other}/revocation`, { reason: 'key_lost' });
    await eventually(async () => {
      expect(await credo.refused(compacts)).toEqual(compacts.map(() => expect.stringMatching(/status/i)));
    });
  });

  test('gives it ages as SD-JWT VC and as mdocs, under one token of an offer by value', async () => {
    const offered = await offer('age', 'pre-authorized_code');
    const { resolvedCredentialOffer, token } = await redeem(offered.credentialOffer, offered.transactionCode);
    const sdJwtVcs = await credo.receive(resolvedCredentialOffer, token, 'age');
    const ages = { 12: true, 18: true, 21: false };
    expect(sdJwtVcs).toMatchObject({ refused: [], stored: 3, claims: { age_equal_or_over: ages } });
    const mdocs = await credo.receive(resolvedCredentialOffer, token, 'proof_of_age');
    const elements = { age_over_12: true, age_over_18: true, age_over_21: false };
    expect(mdocs).toMatchObject({ refused: [], stored: 3, claims: { 'eu.europa.ec.av.1': elements } });
  });

  test('is refused by it where it trusts another root', async () => {
    const stranger = await CredoHolder.start(provider.root);
    const offered = await offer('age', 'pre-authorized_code');
    const { resolvedCredentialOffer, token } = await redeem(
      ...([offered.walletLink, offered.transactionCode, stranger] as const),
    );
    await expect(stranger.receive(resolvedCredentialOffer, token, 'age')).rejects.toThrow(/trusted certificate/);
    await stranger.agent.shutdown();
  });

  test.each([
    ['a public client', PUBLIC],
    ['a client that its provider attests', ATTESTED],
  ])(
    'takes its pushed request as %s, and gives it ages by the code of a citizen who signs in',
    async (_name, client) => {
      const offered = await offer('age', 'authorization_code');
      const resolvedCredentialOffer = await credo.holder.resolveCredentialOffer(offered.walletLink);
      const attestation = client === ATTESTED ? { walletAttestationJwt: await attest() } : {};
      const asked = await credo.holder.resolveOpenId4VciAuthorizationRequest(resolvedCredentialOffer, {
        ...{ ...client, ...attestation },
      });
      if (asked.authorizationFlow !== OpenId4VciAuthorizationFlow.Oauth2Redirect)
        throw new Error(asked.authorizationFlow);
      const requestUri = new URL(asked.authorizationRequestUrl).searchParams.get('request_uri') as string;
      const { authorizationCode: code } = credo.holder.parseAuthorizationCodeFromAuthorizationResponse({
        resolvedCredentialOffer,
        authorizationResponseRedirectUrl: await citizen.signIn(client.clientId, requestUri),
      });
      const token = await credo.holder.requestToken({
        ...{ ...client, ...attestation, resolvedCredentialOffer, code },
        ...(asked.codeVerifier === undefined ? {} : { codeVerifier: asked.codeVerifier }),
        ...(asked.dpop === undefined ? {} : { dpop: asked.dpop }),
      });
      for (const id of ['age', 'proof_of_age']) {
        expect(await credo.receive(resolvedCredentialOffer, token, id, client.clientId)).toMatchObject({ refused: [] });
      }
    },
  );

  /** Of a key that the holder keeps, which it finds again by the `kid` of `cnf.jwk`. */
  async function attest(): Promise<string> {
    const { publicJwk } = await credo.newKey();
    const now = secondsOf(issuer.clock.now);
    return createJws(
      { alg: 'ES256', typ: 'oauth-client-attestation+jwt', x5c: provider.x5c },
      {
        ...{ iss: 'https://provider.example', sub: ATTESTED.clientId, iat: now, exp: now + 300 },
        cnf: { jwk: publicJwk as unknown as JsonObject },
      },
      provider.signer,
    );
  }
});
