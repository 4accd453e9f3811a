import { expect } from '@jest/globals';
import { createDpopProof, type TokenResponse } from '#openid4vci';
import { encodeBase64url, encodeUtf8, platformRandom, sha256, systemClock } from '#primitives';
import { AttestedInstance } from '../../apps/issuer/test/wallet-provider.js';
import { newKey } from '../../apps/issuer/test/wallet-under-test.js';
import { expectJson, expectJsonError } from './expect-answer.js';
import type { Client, HaipScene } from './haip-scene.js';

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';
const INTERACTION = '6e24c9a1-fictive';

type Endpoint = 'credential' | 'notification';
export type Form = Record<string, string>;

/** An attested wallet that goes the conformance suite's way and looks at every answer as the suite does. */
export class SuiteWallet {
  dpopKey = newKey();
  readonly instance: AttestedInstance;
  readonly state: string;
  readonly #codeVerifier = encodeBase64url(platformRandom(48));

  constructor(
    readonly scene: HaipScene,
    readonly client: Client,
    stateLength = 10,
  ) {
    this.instance = new AttestedInstance(scene.provider, client.clientId, scene.identifier, systemClock);
    this.state = encodeBase64url(platformRandom(stateLength)).slice(0, stateLength);
  }

  request(change: Form): Form {
    const { clientId, redirectUri } = this.client;
    return {
      ...{ client_id: clientId, redirect_uri: redirectUri, state: this.state, response_type: 'code' },
      code_challenge: encodeBase64url(sha256(encodeUtf8(this.#codeVerifier))),
      ...{ code_challenge_method: 'S256', ...change },
    };
  }

  /** RFC 9126 §2; with a challenge, where the metadata names the endpoint (attestation-based client authentication 07 §8). */
  async push(change: Form): Promise<Response> {
    const challenge = await this.scene.fetch(`${this.scene.identifier}/challenge`, { method: 'POST' });
    const { attestation_challenge } = await expectJson(challenge, 200, ['attestation_challenge']);
    const headers = await this.instance.headers({ challenge: attestation_challenge as string });
    return this.#post('par', this.request(change), headers);
  }

  async requestUri(change: Form): Promise<string> {
    const pushed = await expectJson(await this.push(change), 201, ['request_uri', 'expires_in']);
    expect(pushed.expires_in).toBeGreaterThanOrEqual(5);
    expect(pushed.request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/);
    return pushed.request_uri as string;
  }

  /** From the request to the code. @param change what is asked for */
  async code(change: Form): Promise<string> {
    const request_uri = await this.requestUri(change);
    const place = await this.signIn(request_uri);
    expect(place.href.startsWith(this.client.redirectUri)).toBe(true);
    const { code = '', ...others } = Object.fromEntries(place.searchParams);
    const own = Object.fromEntries(new URL(this.client.redirectUri).searchParams);
    expect(others).toEqual({ ...own, state: this.state, iss: this.scene.identifier });
    expect(code.length).toBeGreaterThanOrEqual(22);
    return code;
  }

  authorize(requestUri: string): Promise<Response> {
    const query = new URLSearchParams({ client_id: this.client.clientId, request_uri: requestUri });
    return this.scene.fetch(`${this.scene.identifier}/authorize?${query.toString()}`);
  }

  /** As the suite's browser does it, which has no cookie at first. @returns where it goes in the end */
  async signIn(requestUri: string, button: 'continue' | 'cancel' = 'continue'): Promise<URL> {
    const begun = await this.authorize(requestUri);
    expect(begun.status).toBe(303);
    const address = begun.headers.get('location') as string;
    const cookie = begun.headers.get('set-cookie')?.split(';', 1)[0] as string;
    const page = await (await this.scene.fetch(address, { headers: { cookie } })).text();
    for (const id of ['customer-number', 'letter-code', 'continue', 'cancel']) expect(page).toContain(`id="${id}"`);
    const formToken = /name="formToken" value="([\w-]+)"/.exec(page)?.[1] as string;
    const { customerNumber, letterCode } = this.scene.letter;
    const typed = { 'customer-number': customerNumber, 'letter-code': letterCode };
    const sent = await this.scene.fetch(button === 'cancel' ? `${address}/cancellation` : address, {
      method: 'POST',
      headers: { cookie, 'content-type': FORM, origin: new URL(address).origin },
      body: new URLSearchParams({ formToken, ...(button === 'cancel' ? {} : typed) }).toString(),
    });
    expect(sent.status).toBe(303);
    return new URL(sent.headers.get('location') as string);
  }

  /** The token endpoint, at first without a nonce and then, with the same attestation, with the one that came back. */
  async token(form: Form, withProof = true): Promise<Response> {
    const headers = await this.instance.headers();
    if (!withProof) return this.#post('token', form, headers);
    const attempt = async (nonce?: string) =>
      this.#post('token', form, { ...headers, dpop: await this.#dpop('token', { nonce }) });
    const first = await attempt();
    await expectJsonError(first.clone(), 400, 'use_dpop_nonce');
    return attempt(first.headers.get('dpop-nonce') as string);
  }

  codeForm(code: string, change: Form = {}): Form {
    const { redirectUri: redirect_uri } = this.client;
    return { grant_type: 'authorization_code', code, redirect_uri, code_verifier: this.#codeVerifier, ...change };
  }

  async tokens(form: Form): Promise<TokenResponse> {
    const answer = await this.token(form);
    const required = ['access_token', 'token_type', 'expires_in', 'scope'];
    const response = await expectJson(
      answer,
      200,
      form.grant_type === 'refresh_token' ? required : [...required, 'refresh_token'],
    );
    expect([answer.headers.get('cache-control'), response.token_type]).toEqual(['no-store', 'DPoP']);
    expect(Number.isSafeInteger(response.expires_in)).toBe(true);
    for (const name of ['access_token', 'refresh_token']) {
      if (response[name] !== undefined) expect(response[name]).toMatch(/^[\x21-\x7e]{22,}$/);
    }
    return response as TokenResponse;
  }

  async credentialNonce(): Promise<string> {
    const answer = await this.scene.fetch(`${this.scene.identifier}/nonce`, { method: 'POST' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return (await expectJson(answer, 200, ['c_nonce'])).c_nonce as string;
  }

  /** A protected endpoint, the nonce fetched in the same way; a resource answers 401 and names the error in its challenge. */
  async post(
    endpoint: Endpoint,
    accessToken: string,
    body: string,
    contentType = 'application/json',
  ): Promise<Response> {
    const headers = {
      ...{ authorization: `DPoP ${accessToken}`, 'content-type': contentType, 'x-fapi-interaction-id': INTERACTION },
      ...{ 'x-fapi-customer-ip-address': '198.51.100.119', 'x-fapi-auth-date': 'Tue, 11 Sep 2012 19:43:31 GMT' },
    };
    const attempt = async (nonce?: string) =>
      this.scene.fetch(`${this.scene.identifier}/${endpoint}`, {
        ...{ method: 'POST', body },
        headers: { ...headers, dpop: await this.#dpop(endpoint, { accessToken, nonce }) },
      });
    const first = await attempt();
    expect(first.status).toBe(401);
    expect(first.headers.get('www-authenticate')).toMatch(/^DPoP .*error="use_dpop_nonce"/);
    const answer = await attempt(first.headers.get('dpop-nonce') as string);
    expect(answer.headers.get('x-fapi-interaction-id')).toBe(INTERACTION);
    expect(Date.parse(answer.headers.get('date') ?? '')).not.toBeNaN();
    return answer;
  }

  #dpop(endpoint: string, { accessToken, nonce }: { accessToken?: string; nonce?: string | undefined }) {
    return createDpopProof({
      ...{ signer: this.dpopKey, method: 'POST', url: `${this.scene.identifier}/${endpoint}` },
      ...(accessToken === undefined ? {} : { accessToken }),
      ...(nonce === undefined ? {} : { nonce }),
      ...{ clock: systemClock, random: platformRandom },
    });
  }

  #post(endpoint: string, form: Form, headers: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams(form).toString();
    const accept = 'application/json;charset=UTF-8';
    return this.scene.fetch(`${this.scene.identifier}/${endpoint}`, {
      ...{ method: 'POST', body },
      headers: { ...headers, accept, 'content-type': FORM },
    });
  }
}
