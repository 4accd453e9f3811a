import { expect } from '@jest/globals';
import { createDpopProof, parseErrorResponse, type TokenResponse } from '#openid4vci';
import { encodeBase64url, encodeUtf8, platformRandom, sha256, type Signer } from '#primitives';
import { Tenants } from '#service-kit/tenants';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { authorizationForSignIn } from '../src/authorization/authorization.module.js';
import { authorizationIdOf, handleOf } from '../src/authorization/request-uri.js';
import { createIssuerStores } from '../src/issuer.module.js';
import type { IssuingTenant } from '../src/tenants/issuing-tenant.js';
import type { IssuerUnderTest } from './issuer-under-test.js';
import { newKey } from './wallet-under-test.js';
import type { AttestedInstance } from './wallet-provider.js';

export type Form = Record<string, string | undefined>;

/** A wallet that asks for codes, step by step, each of which a test may spoil. */
export class AuthorizingWallet {
  dpopKey = newKey();
  codeVerifier = encodeBase64url(platformRandom(32));
  #dpopNonce = '';

  constructor(
    private readonly issuer: IssuerUnderTest,
    private readonly tenant: string,
    readonly clientId: string,
    readonly redirectUri: string,
    /** Absent for a public client. */
    readonly instance?: AttestedInstance,
  ) {}

  get identifier(): string {
    return `${this.issuer.url}/${this.tenant}`;
  }

  get codeChallenge(): string {
    return encodeBase64url(sha256(encodeUtf8(this.codeVerifier)));
  }

  /** The parameters of an authorization request; `undefined` leaves one out. */
  request(change: Form = {}): Form {
    return {
      ...{ response_type: 'code', client_id: this.clientId, redirect_uri: this.redirectUri, scope: 'residency' },
      ...{ code_challenge: this.codeChallenge, code_challenge_method: 'S256', state: 'st&te=1', ...change },
    };
  }

  async dpop(endpoint: string, signer: Signer = this.dpopKey): Promise<string> {
    if (this.#dpopNonce === '') {
      const answer = await fetch(`${this.identifier}/nonce`, { method: 'POST' });
      this.#dpopNonce = answer.headers.get('dpop-nonce') as string;
    }
    const proof = { signer, method: 'POST', url: `${this.identifier}/${endpoint}`, nonce: this.#dpopNonce };
    return createDpopProof({ ...proof, clock: this.issuer.clock.now, random: platformRandom });
  }

  async post(endpoint: string, form: Form, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.identifier}/${endpoint}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...(await this.instance?.headers()), ...headers },
      body: new URLSearchParams(Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    });
  }

  /** @param headers `dpop` for one with a proof */
  push(change: Form = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.post('par', this.request(change), headers);
  }

  async requestUri(change: Form = {}, headers: Record<string, string> = {}): Promise<string> {
    const answer = await this.push(change, headers);
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { request_uri: string }).request_uri;
  }

  authorize(parameters: Form): Promise<Response> {
    const pairs = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return fetch(`${this.identifier}/authorize?${new URLSearchParams(pairs).toString()}`, { redirect: 'manual' });
  }

  /** Up to the sign-in. @returns the `request_uri` that it came by */
  async begin(change: Form = {}, headers: Record<string, string> = {}): Promise<string> {
    const request_uri = await this.requestUri(change, headers);
    expectSignIn(await this.authorize({ client_id: this.clientId, request_uri }));
    return request_uri;
  }

  token(form: Form, change: { dpop?: string | undefined; headers?: Record<string, string> } = {}): Promise<Response> {
    const send = async () => {
      const dpop = 'dpop' in change ? change.dpop : await this.dpop('token');
      return this.post('token', form, { ...(dpop === undefined ? {} : { dpop }), ...change.headers });
    };
    return send();
  }

  codeForm(code: string, change: Form = {}): Form {
    const client = this.instance === undefined ? { client_id: this.clientId } : {};
    return { ...client, grant_type: 'authorization_code', code, code_verifier: this.codeVerifier, ...change };
  }

  refreshForm(refreshToken: string, change: Form = {}): Form {
    const client = this.instance === undefined ? { client_id: this.clientId } : {};
    return { ...client, grant_type: 'refresh_token', refresh_token: refreshToken, ...change };
  }

  async tokens(code: string): Promise<TokenResponse & { refresh_token: string }> {
    const answer = await this.token(this.codeForm(code));
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as TokenResponse & { refresh_token: string };
  }
}

export function expectSignIn(answer: Response): void {
  const location = answer.headers.get('location') ?? '';
  expect([answer.status, location]).toEqual([303, expect.stringMatching(/\/sign-in\/[\w-]{22,43}$/)]);
}

export async function errorOf(answer: Response): Promise<[number, string]> {
  return [answer.status, parseErrorResponse(await answer.text()).error];
}

/** What comes back to a redirect URI. */
export function answerIn(location: string): Record<string, string> {
  return Object.fromEntries(new URL(location).searchParams);
}

/** The sign-in as another instance of the issuer would end it, on the same stores. */
export async function openSignInDesk(issuer: IssuerUnderTest) {
  const { config, clock } = issuer;
  const database = await openDataStore(config.databaseUrl);
  const keyStore = await openKeyStore(config, { clock: clock.now, random: platformRandom });
  const tenants = new Tenants(
    config.tenants.map(({ slug }) => ({ slug, identifier: `${issuer.url}/${slug}` }) as unknown as IssuingTenant),
  );
  const stores = createIssuerStores({ database, outbox: {} as never, clock: clock.now, random: platformRandom });
  const { end } = authorizationForSignIn({
    ...{ config, tenants, database, stores, clock: clock.now, random: platformRandom, lookupKeys: keyStore.lookupKeys },
  });
  const idOf = (requestUri: string) => authorizationIdOf(handleOf(requestUri) ?? '') as string;
  return {
    stores,
    complete: async (tenant: string, requestUri: string, subjectRecordId: string) =>
      (await end.complete(tenant, idOf(requestUri), subjectRecordId)).redirectTo,
    deny: async (tenant: string, requestUri: string) => (await end.deny(tenant, idOf(requestUri))).redirectTo,
    close: async () => {
      await database.close();
      await keyStore.close();
    },
  };
}

export type SignInDesk = Awaited<ReturnType<typeof openSignInDesk>>;
