import { createHash, randomBytes } from 'node:crypto';
import {
  createClientAttestationPopJwt,
  createPushedAuthorizationRequest,
  createTokenDPoP,
  createTokenRequest,
  fetchPushedAuthorizationResponse,
  fetchTokenResponse,
  isPushedAuthorizationRequestUnsigned,
  type CallbackContext,
  type JwtSignerJwk,
} from '@pagopa/io-wallet-oauth2';
import {
  createCredentialRequest,
  fetchCredentialResponse,
  verifyAuthorizationResponse,
  WalletProvider,
} from '@pagopa/io-wallet-oid4vci';
import { IoWalletSdkConfig, ItWalletSpecsVersion } from '@pagopa/io-wallet-utils';
import { createJws, jwkThumbprint, type JsonObject, type PublicJwk, type Signer } from '#primitives';
import type { WalletProvider as TrustedProvider } from '../../apps/issuer/test/wallet-provider.js';
import { newKey } from '../../apps/issuer/test/wallet-under-test.js';

const CONFIG = new IoWalletSdkConfig({ itWalletSpecsVersion: ItWalletSpecsVersion.V1_3 });
const ATTESTER = 'https://provider.example';
const STATUS = { status_list: { idx: 1, uri: 'https://provider.example/status/1' } };

/** Endpoints as the issuer's two metadata documents tell them. */
export interface IssuerEndpoints {
  issuer: string;
  pushed_authorization_request_endpoint: string;
  authorization_endpoint: string;
  token_endpoint: string;
  credential_endpoint: string;
  nonce_endpoint: string;
}

/** A wallet of the Italian IO app's libraries: attested, of whose keys each is attested too. It has one instance key for all. */
export class IoWallet {
  readonly #keys = new Map<string, Signer>();
  readonly #instance: JwtSignerJwk;
  readonly #provider = new WalletProvider(CONFIG);
  readonly #callbacks: Pick<CallbackContext, 'fetch' | 'hash' | 'generateRandom' | 'signJwt'>;
  #dpopNonce = '';

  constructor(
    private readonly endpoints: IssuerEndpoints,
    private readonly trusted: TrustedProvider,
    readonly redirectUri: string,
    instanceKey: Signer,
  ) {
    this.#instance = this.#keep(instanceKey);
    this.#callbacks = {
      fetch,
      hash: (content, algorithm) => createHash(algorithm.replace('-', '')).update(content).digest(),
      generateRandom: (length) => randomBytes(length),
      signJwt: async (by, { header, payload }) => {
        const signer = by.method === 'jwk' ? this.#keyOf(by.publicJwk as PublicJwk) : this.trusted.signer;
        // It makes DPoP proofs without a nonce and leaves it to the application to add ours (RFC 9449 §8).
        const nonce = header.typ === 'dpop+jwt' ? { nonce: this.#dpopNonce } : {};
        const jwt = await createJws(bare(header), bare({ ...payload, ...nonce }), signer);
        return { jwt, signerJwk: { ...signer.publicJwk } };
      },
    };
  }

  /** What it makes of its key: `sub` of its attestation is that (IT-Wallet 1.3). */
  static clientIdOf({ publicJwk }: Signer): string {
    return jwkThumbprint(publicJwk);
  }

  get clientId(): string {
    return this.#instance.publicJwk.kid as string;
  }

  /** Pushes a request. @returns where the citizen's browser goes, and what the wallet keeps meanwhile */
  async begin(credentialConfigurationId: string) {
    const pushed = await createPushedAuthorizationRequest({
      ...{ audience: this.endpoints.issuer, callbacks: this.#callbacks, clientId: this.clientId },
      authorization_details: [{ type: 'openid_credential', credential_configuration_id: credentialConfigurationId }],
      ...{ codeChallengeMethodsSupported: ['S256'], redirectUri: this.redirectUri, responseMode: 'query' },
    });
    if (!isPushedAuthorizationRequestUnsigned(pushed)) throw new Error('nobody asked for a signed request');
    const { request_uri: requestUri } = await fetchPushedAuthorizationResponse({
      ...(await this.#attested()),
      callbacks: this.#callbacks,
      pushedAuthorizationRequest: pushed,
      pushedAuthorizationRequestEndpoint: this.endpoints.pushed_authorization_request_endpoint,
    });
    return { requestUri, state: pushed.authorizationRequest.state, codeVerifier: pushed.pkceCodeVerifier };
  }

  /** Takes the answer to the browser. @returns the access token, and the identifier of the credential that it is for */
  async accessToken(location: string, { state, codeVerifier }: { state: string; codeVerifier: string }) {
    const answer = Object.fromEntries(new URL(location).searchParams) as { code: string; iss: string; state: string };
    const { code } = await verifyAuthorizationResponse({
      ...{ authorizationResponse: answer, iss: this.endpoints.issuer, state },
    });
    const accessTokenRequest = await createTokenRequest({
      ...{ authorizationCode: code, pkceCodeVerifier: codeVerifier, redirectUri: this.redirectUri },
      callbacks: { ...this.#callbacks, clientAuthentication: () => undefined },
    });
    await this.#nonce();
    const token = await fetchTokenResponse({
      ...(await this.#attested()),
      ...{ accessTokenEndpoint: this.endpoints.token_endpoint, callbacks: this.#callbacks },
      accessTokenRequest: { ...accessTokenRequest, grant_type: 'authorization_code' },
      dPoP: await this.#dpop(this.endpoints.token_endpoint),
    });
    const credentialIdentifier = token.authorization_details?.[0]?.credential_identifiers?.[0] as string;
    return { accessToken: token.access_token, credentialIdentifier };
  }

  /** A batch of two, for keys that its provider attests. */
  async receive({ accessToken, credentialIdentifier }: { accessToken: string; credentialIdentifier: string }) {
    const signers = [this.#keep(newKey()), this.#keep(newKey())] as const;
    const keyAttestation = await this.#provider.createItKeyAttestationJwt({
      ...{ attestedKeys: [signers[0].publicJwk, signers[1].publicJwk], callbacks: this.#callbacks, issuer: ATTESTER },
      ...{ keyStorage: ['iso_18045_high'], userAuthentication: ['iso_18045_high'], status: STATUS },
      signer: this.#providerSigner(),
    });
    const credentialRequest = await createCredentialRequest({
      ...{ config: CONFIG, callbacks: this.#callbacks },
      ...{ clientId: this.clientId, credential_identifier: credentialIdentifier, keyAttestation },
      ...{ issuerIdentifier: this.endpoints.issuer, nonce: await this.#nonce(), signers: [...signers] },
    });
    const answer = await fetchCredentialResponse({
      ...{ accessToken, callbacks: this.#callbacks, credentialEndpoint: this.endpoints.credential_endpoint },
      ...{ credentialRequest, dPoP: await this.#dpop(this.endpoints.credential_endpoint, accessToken) },
    });
    if (!('credentials' in answer)) throw new Error('it is to come later');
    return answer.credentials.map(({ credential }) => credential);
  }

  async #attested() {
    const walletAttestation = await this.#provider.createItWalletAttestationJwt({
      ...{ callbacks: this.#callbacks, dpopJwkPublic: this.#instance.publicJwk, issuer: ATTESTER },
      signer: this.#providerSigner(),
    });
    const clientAttestationDPoP = await createClientAttestationPopJwt({
      ...{ authorizationServer: this.endpoints.issuer, callbacks: this.#callbacks },
      clientAttestation: walletAttestation,
    });
    return { walletAttestation, clientAttestationDPoP };
  }

  async #dpop(url: string, accessToken?: string): Promise<string> {
    const { jwt } = await createTokenDPoP({
      ...{ callbacks: this.#callbacks, signer: this.#instance, tokenRequest: { method: 'POST', url } },
      ...(accessToken === undefined ? {} : { accessToken }),
    });
    return jwt;
  }

  /** Of the library only the error for it is there. */
  async #nonce(): Promise<string> {
    const answer = await fetch(this.endpoints.nonce_endpoint, { method: 'POST' });
    this.#dpopNonce = answer.headers.get('dpop-nonce') as string;
    return ((await answer.json()) as { c_nonce: string }).c_nonce;
  }

  #providerSigner() {
    return { method: 'x5c' as const, alg: 'ES256', kid: 'provider', x5c: this.trusted.x5c as [string, ...string[]] };
  }

  #keep(signer: Signer): JwtSignerJwk {
    const kid = jwkThumbprint(signer.publicJwk);
    this.#keys.set(kid, signer);
    return { method: 'jwk', alg: 'ES256', publicJwk: { ...signer.publicJwk, kid } };
  }

  #keyOf(publicJwk: PublicJwk): Signer {
    return this.#keys.get(jwkThumbprint(publicJwk)) as Signer;
  }
}

/** As JSON has it: without members that are undefined. */
function bare(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
