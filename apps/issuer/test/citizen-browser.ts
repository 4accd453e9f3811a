import { encodeBase64url, encodeUtf8, platformRandom, sha256 } from '#primitives';
import type { IssuerConfig } from '../src/issuer.config.js';
import type { IssuerUnderTest } from './issuer-under-test.js';

export const WATER = 'eaux-fictives';

/** Wallets of a tenant without attestation: one on the web, one with a scheme of its own. */
export const WEB_WALLET = {
  clientId: 'https://wallet.example',
  redirectUri: 'https://wallet.example/back?from=issuer',
};
export const APP_WALLET = { clientId: 'app-wallet', redirectUri: 'eau-wallet://back' };

/** A tenant with both wallets. @param redirectUri of a further one, on loopback */
export function tenantWithWallets(
  signIn?: IssuerConfig['tenants'][number]['signIn'],
  redirectUri?: string,
): Partial<IssuerConfig> {
  const further = redirectUri === undefined ? [] : [{ clientId: 'local-wallet', redirectUri }];
  const clients = [WEB_WALLET, APP_WALLET, ...further].map((wallet) => ({
    clientId: wallet.clientId,
    redirectUris: [wallet.redirectUri],
  }));
  const tenant = { slug: WATER, name: 'Eaux Fictives', legalId: 'FICTIF-1', clients, ...(signIn && { signIn }) };
  const other = { slug: 'gaz-fictif', name: 'Gaz Fictif', legalId: 'FICTIF-2' };
  return { tenants: [tenant, other] as IssuerConfig['tenants'], statusListSize: 1024 };
}

export interface PushedRequest {
  clientId: string;
  requestUri: string;
  codeVerifier: string;
}

/** Pushes an authorization request, as a public wallet does (RFC 9126 §2.1). */
export async function pushRequest(
  issuer: IssuerUnderTest,
  wallet: { clientId: string; redirectUri: string } = WEB_WALLET,
  change: Record<string, string> = {},
): Promise<PushedRequest> {
  const codeVerifier = encodeBase64url(platformRandom(32));
  const answer = await fetch(`${issuer.url}/${WATER}/par`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ response_type: 'code', client_id: wallet.clientId, redirect_uri: wallet.redirectUri, scope: 'residency' },
      code_challenge: encodeBase64url(sha256(encodeUtf8(codeVerifier))),
      ...{ code_challenge_method: 'S256', state: 'a state', ...change },
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  const { request_uri: requestUri } = (await answer.json()) as { request_uri: string };
  return { clientId: wallet.clientId, requestUri, codeVerifier };
}

export function authorizeUrl(issuer: IssuerUnderTest, { clientId, requestUri }: PushedRequest): string {
  const query = new URLSearchParams({ client_id: clientId, request_uri: requestUri });
  return `${issuer.url}/${WATER}/authorize?${query.toString()}`;
}

/** A browser without scripts: keeps cookies, sends forms as a browser does, and goes nowhere by itself. */
export class CitizenBrowser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly issuer: IssuerUnderTest) {}

  /** @param address a path of the issuer, or all of it */
  get(address: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(address, { headers });
  }

  post(address: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const own = { origin: 'null', 'sec-fetch-site': 'same-origin', ...headers };
    return this.#send(address, { method: 'POST', body: new URLSearchParams(form), headers: own });
  }

  /** Comes from the wallet to the authorization endpoint. @returns the path of the page, and the token of its forms */
  async begin(pushed: PushedRequest | string): Promise<{ path: string; formToken: string }> {
    const answer = await this.get(typeof pushed === 'string' ? pushed : authorizeUrl(this.issuer, pushed));
    const location = answer.headers.get('location') ?? '';
    if (answer.status !== 303 || !location.startsWith(this.issuer.url)) throw new Error(`${answer.status} ${location}`);
    const path = location.slice(this.issuer.url.length);
    const page = await (await this.get(path)).text();
    return { path, formToken: /name="formToken" value="([\w-]{43})"/.exec(page)?.[1] as string };
  }

  async #send(address: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const url = address.startsWith('/') ? `${this.issuer.url}${address}` : address;
    const headers = { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) };
    const answer = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}

/** A customer with a letter. */
export async function customerWithLetter(
  issuer: IssuerUnderTest,
  row: string,
  customerNumber: string,
  header?: string,
): Promise<{ id: string; customerNumber: string; letterCode: string }> {
  const id = await issuer.importCustomer(WATER, row, customerNumber, header);
  const answer = await issuer.manage(WATER, 'POST', `/subject-records/${id}/letter-codes`);
  const { letterCode } = (await answer.json()) as { letterCode: string };
  return { id, customerNumber, letterCode };
}
