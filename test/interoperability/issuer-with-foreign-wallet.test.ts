import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clientAuthenticationAnonymous, setGlobalConfig, type CallbackContext, type Jwk } from '@openid4vc/oauth2';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { createJws, jwkThumbprint, type JsonObject, type PublicJwk, type Signer } from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { customer } from '../../apps/issuer/test/intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { newKey, type CreatedOfferAnswer } from '../../apps/issuer/test/wallet-under-test.js';

// Our issuer is on loopback, which this library takes only so.
setGlobalConfig({ allowInsecureUrls: true });

/** A wallet made of @openid4vc/openid4vci, which knows nothing of ours. */
class ForeignWallet {
  readonly #keys = new Map<string, Signer>();
  readonly client = new Openid4vciClient({ callbacks: this.#callbacks() });

  newSigner() {
    const signer = newKey();
    this.#keys.set(jwkThumbprint(signer.publicJwk), signer);
    return { method: 'jwk' as const, alg: 'ES256', publicJwk: signer.publicJwk as Jwk };
  }

  #callbacks(): Omit<CallbackContext, 'verifyJwt' | 'decryptJwe' | 'encryptJwe'> {
    return {
      fetch,
      hash: (content, algorithm) => createHash(algorithm.replace('-', '')).update(content).digest(),
      generateRandom: (length) => randomBytes(length),
      clientAuthentication: clientAuthenticationAnonymous(),
      signJwt: async (jwtSigner, { header, payload }) => {
        if (jwtSigner.method !== 'jwk') throw new Error('this wallet signs with bare keys');
        const signer = this.#keys.get(jwkThumbprint(jwtSigner.publicJwk as PublicJwk)) as Signer;
        const jwt = await createJws(header as JsonObject, payload as JsonObject, signer);
        return { jwt, signerJwk: jwtSigner.publicJwk };
      },
    };
  }
}

describe('our issuer with a wallet of @openid4vc/openid4vci 0.4.6', () => {
  let issuer: IssuerUnderTest;
  let offer: CreatedOfferAnswer;

  beforeAll(async () => {
    issuer = await startIssuerUnderTest();
    const subjectRecordId = await issuer.importCustomer('eaux-fictives', customer(0), 'C-0000');
    const answer = await issuer.manage('eaux-fictives', 'POST', '/offers', { subjectRecordId });
    offer = (await answer.json()) as CreatedOfferAnswer;
  });
  afterAll(() => issuer.close());

  test('gives it a batch of ten credentials under an offer by reference', async () => {
    const wallet = new ForeignWallet();
    const credentialOffer = await wallet.client.resolveCredentialOffer(offer.walletLink);
    const issuerMetadata = await wallet.client.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const dpop = { signer: wallet.newSigner() };
    const { accessTokenResponse, dpop: nextDpop } = await wallet.client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      ...{ credentialOffer, issuerMetadata, txCode: offer.transactionCode, dpop },
    });
    const { c_nonce: nonce } = await wallet.client.requestNonce({ issuerMetadata });
    const credentialConfigurationId = 'residency';
    const signers = Array.from({ length: 10 }, () => wallet.newSigner());
    const jwt: string[] = [];
    for (const signer of signers) {
      const request = { issuerMetadata, credentialConfigurationId, signer, nonce };
      jwt.push((await wallet.client.createCredentialRequestJwtProof(request)).jwt);
    }
    const { credentialResponse } = await wallet.client.retrieveCredentials({
      issuerMetadata,
      credentialConfigurationId,
      accessToken: accessTokenResponse.access_token,
      proofs: { jwt: jwt },
      ...(nextDpop === undefined ? {} : { dpop: nextDpop }),
    });
    const credentials = credentialResponse.credentials as { credential: string }[];
    expect(credentials).toHaveLength(10);
    for (const [index, { credential }] of credentials.entries()) {
      const { claims } = discloseClaims(parseSdJwtVc(credential));
      expect(claims.cnf).toEqual({ jwk: signers[index]?.publicJwk });
      expect(claims).toMatchObject({ vct: 'urn:incola:residency:1', family_name: 'Fictivea' });
    }
  });
});
