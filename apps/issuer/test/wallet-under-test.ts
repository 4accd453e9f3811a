import { generatePrivateBytes, openSigningKey, signerOver } from '#identity';
import {
  createCredentialRequest,
  createDpopProof,
  createKeyProof,
  createTokenRequest,
  parseCredentialOfferLink,
  PRE_AUTHORIZED_CODE_GRANT,
} from '#openid4vci';
import { platformRandom, type Signer } from '#primitives';
import type { IssuerUnderTest } from './issuer-under-test.js';

export interface CreatedOfferAnswer {
  id: string;
  credentialOffer: string;
  credentialOfferUri: string;
  walletLink: string;
  transactionCode: string;
  expiresAt: string;
}

export function newKey(): Signer {
  return signerOver(openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', platformRandom)));
}

export function codeOf(offer: CreatedOfferAnswer): string {
  const parsed = parseCredentialOfferLink(offer.credentialOffer);
  if (parsed.kind !== 'value') throw new Error('the offer is by value');
  return parsed.offer.grants?.[PRE_AUTHORIZED_CODE_GRANT]?.['pre-authorized_code'] as string;
}

type ProtectedEndpoint = 'credential' | 'deferred-credential' | 'notification';

/** What a request has otherwise than it should. */
interface PostChange {
  dpop?: string;
  scheme?: string;
  contentType?: string;
  query?: string;
  headers?: Record<string, string>;
}

/** A wallet step by step, each of which a test may spoil. */
export class WalletUnderTest {
  readonly dpopKey = newKey();
  #dpopNonce: string | undefined;

  constructor(
    private readonly issuer: IssuerUnderTest,
    private readonly tenant = 'eaux-fictives',
  ) {}

  get identifier(): string {
    return `${this.issuer.url}/${this.tenant}`;
  }

  async nonce(): Promise<string> {
    const answer = await fetch(`${this.identifier}/nonce`, { method: 'POST' });
    this.#dpopNonce = answer.headers.get('dpop-nonce') as string;
    return ((await answer.json()) as { c_nonce: string }).c_nonce;
  }

  async dpop(
    endpoint: 'token' | ProtectedEndpoint,
    accessToken?: string,
    change: Partial<{ signer: Signer; url: string }> = {},
  ) {
    if (this.#dpopNonce === undefined) await this.nonce();
    return createDpopProof({
      signer: this.dpopKey,
      method: 'POST',
      url: `${this.identifier}/${endpoint}`,
      ...(accessToken === undefined ? {} : { accessToken }),
      nonce: this.#dpopNonce,
      clock: this.issuer.clock.now,
      random: platformRandom,
      ...change,
    });
  }

  async token(
    form: { preAuthorizedCode: string; transactionCode?: string } | string,
    dpop?: string,
  ): Promise<Response> {
    const body = typeof form === 'string' ? form : createTokenRequest(form);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', dpop: dpop ?? (await this.dpop('token')) };
    return fetch(`${this.identifier}/token`, { method: 'POST', headers, body });
  }

  /** Redeems an offer as it should be. */
  async accessToken(offer: CreatedOfferAnswer): Promise<string> {
    const { transactionCode } = offer;
    const answer = await this.token({ preAuthorizedCode: codeOf(offer), transactionCode });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async keyProofs(
    keys: readonly Signer[],
    credentialNonce?: string,
    change: { keyAttestation?: string; clientId?: string } = {},
  ): Promise<string[]> {
    const nonce = credentialNonce ?? (await this.nonce());
    const proof = { audience: this.identifier, credentialNonce: nonce, clock: this.issuer.clock.now };
    return Promise.all(keys.map((signer) => createKeyProof({ ...proof, ...change, signer })));
  }

  async credentials(accessToken: string, body: string, change: PostChange = {}): Promise<Response> {
    return this.post('credential', accessToken, body, change);
  }

  /** A request to an endpoint that wants an access token. */
  async post(
    endpoint: ProtectedEndpoint,
    accessToken: string,
    body: string,
    change: PostChange = {},
  ): Promise<Response> {
    return fetch(`${this.identifier}/${endpoint}${change.query ?? ''}`, {
      method: 'POST',
      headers: {
        'content-type': change.contentType ?? 'application/json',
        authorization: `${change.scheme ?? 'DPoP'} ${accessToken}`,
        dpop: change.dpop ?? (await this.dpop(endpoint, accessToken)),
        ...change.headers,
      },
      body,
    });
  }

  /** The whole way: a batch of `count` credentials. */
  async receive(offer: CreatedOfferAnswer, count: number): Promise<string[]> {
    const accessToken = await this.accessToken(offer);
    const keyProofs = await this.keyProofs(Array.from({ length: count }, newKey));
    const request = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
    const answer = await this.credentials(accessToken, request);
    const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
    return credentials.map(({ credential }) => credential);
  }
}
