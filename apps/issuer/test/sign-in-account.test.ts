import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '../../../test/environment/free-ports.mjs';
import { startOidcProvider, type OidcProviderUnderTest } from '../../../test/environment/oidc-provider.mjs';
import {
  CitizenBrowser,
  customerWithLetter,
  pushRequest,
  tenantWithWallets,
  WATER,
  WEB_WALLET,
} from './citizen-browser.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';

const MINUTE = 60_000;
const SECRET = 'a secret of a test, long enough';

/** A client that has a secret and reads the ID token; one that signs and must ask for the claim. Only the first takes letters too. */
describe.each([
  { clientAuthentication: 'client_secret_basic', inIdToken: true, letterCode: true },
  { clientAuthentication: 'private_key_jwt', inIdToken: false, letterCode: false },
])('signing in at the utility by $clientAuthentication', ({ clientAuthentication, inIdToken, letterCode }) => {
  let issuer: IssuerUnderTest;
  let provider: OidcProviderUnderTest;
  const accounts = { 'account-of-a-customer': 'C-0000', 'account-of-a-stranger': 'C-9999' };
  let startProvider: () => Promise<OidcProviderUnderTest>;

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    const clientSecretFile = join(tmpdir(), `incola-client-secret-${port}`);
    await writeFile(clientSecretFile, `${SECRET}\n`);
    const oidc = {
      ...{ issuer: `http://localhost:${port}`, clientId: 'incola', scope: 'openid contract' },
      ...{ customerNumberClaim: 'customer_number' },
      ...(clientAuthentication === 'client_secret_basic' ? { clientSecretFile } : {}),
    };
    const changes = tenantWithWallets({ letterCode, oidc });
    issuer = await startIssuerUnderTest({ changes, outgoingOrigins: [oidc.issuer] });
    await customerWithLetter(issuer, customer(0), 'C-0000');
    const { verificationMethod } = (await (await fetch(`${issuer.url}/${WATER}/did.json`)).json()) as {
      verificationMethod: { publicKeyJwk: Record<string, string> }[];
    };
    const keys = verificationMethod.map(({ publicKeyJwk }) => ({ ...publicKeyJwk, alg: 'ES256', use: 'sig' }));
    startProvider = () =>
      startOidcProvider({
        port,
        client: {
          ...{ client_id: 'incola', redirect_uris: [`${issuer.url}/${WATER}/sign-in/return`] },
          token_endpoint_auth_method: clientAuthentication,
          ...(clientAuthentication === 'client_secret_basic'
            ? { client_secret: SECRET }
            : { jwks: { keys }, token_endpoint_auth_signing_alg: 'ES256' }),
        },
        ...{ customerNumbers: accounts, inIdToken },
      });
    provider = await startProvider();
  });
  afterAll(async () => {
    await provider.close();
    await issuer.close();
  });

  async function visit(browser = new CitizenBrowser(issuer)) {
    const { path, formToken } = await browser.begin(await pushRequest(issuer));
    return { browser, path, formToken };
  }

  /** Goes to the provider and back, as a browser does. @returns the path of the answer, not yet fetched */
  async function round(
    { browser, path }: { browser: CitizenBrowser; path: string },
    account: string | null,
  ): Promise<string> {
    await provider.signInAs(account);
    const begun = await browser.get(`${path}/account`);
    expect(begun.status).toBe(303);
    const atProvider = new CitizenBrowser(issuer);
    let location = begun.headers.get('location') as string;
    for (let step = 0; step < 8 && !location.startsWith(issuer.url); step++) {
      const answer = await atProvider.get(new URL(location, provider.issuer).href);
      location = new URL(answer.headers.get('location') as string, provider.issuer).href;
    }
    expect(location).toContain(`${issuer.url}/${WATER}/sign-in/return?`);
    return location.slice(issuer.url.length);
  }

  const answerOf = (answer: Response) => {
    expect(answer.status).toBe(303);
    return Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams);
  };

  it('asks with PKCE, state and nonce, and leads back to the wallet with a code', async () => {
    const visited = await visit();
    const begun = new URL((await visited.browser.get(`${visited.path}/account`)).headers.get('location') as string);
    expect(Object.fromEntries(begun.searchParams)).toMatchObject({
      ...{ client_id: 'incola', response_type: 'code', scope: 'openid contract', code_challenge_method: 'S256' },
      redirect_uri: `${issuer.url}/${WATER}/sign-in/return`,
      ...{ nonce: expect.stringMatching(/.{43}/) as unknown, state: expect.stringMatching(/.{40}/) as unknown },
    });
    const back = await round(visited, 'account-of-a-customer');
    const answer = await visited.browser.get(back);
    expect(answer.headers.get('location')).toContain(WEB_WALLET.redirectUri);
    expect(answerOf(answer)).toMatchObject({ code: expect.any(String) as unknown, state: 'a state' });
    // A reload of the answer leads to the same place, and later nowhere.
    expect((await visited.browser.get(back)).headers.get('location')).toBe(answer.headers.get('location'));
    issuer.clock.ahead += 2 * MINUTE;
    expect((await visited.browser.get(back)).status).toBe(410);
  });

  it('an account that belongs to no customer is told so, and goes back with access_denied', async () => {
    const visited = await visit();
    const page = await visited.browser.get(await round(visited, 'account-of-a-stranger'));
    expect(page.status).toBe(403);
    const text = await page.text();
    expect(text).toContain('We find no contract for this account');
    expect(text).not.toContain('C-9999');
    const cancelled = await visited.browser.post(`${visited.path}/cancellation`, { formToken: visited.formToken });
    expect(answerOf(cancelled)).toMatchObject({ error: 'access_denied', state: 'a state' });
  });

  it('whoever is refused at the utility, or does not want to, may try again', async () => {
    const visited = await visit();
    const page = await visited.browser.get(await round(visited, null));
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining('did not work')]);
    expect(answerOf(await visited.browser.get(await round(visited, 'account-of-a-customer')))).toHaveProperty('code');
  });

  it('refuses an answer in another browser, of an earlier round, with another iss or code, and one used before', async () => {
    const visited = await visit();
    const earlier = await round(visited, 'account-of-a-customer');
    const stranger = new CitizenBrowser(issuer);
    for (const browser of [stranger, (await visit()).browser]) expect((await browser.get(earlier)).status).toBe(403);
    const spoil: ((query: URLSearchParams) => void)[] = [
      (query) => query.set('iss', 'https://evil.example'),
      (query) => query.delete('iss'),
      (query) => query.set('code', 'another'),
      (query) => query.set('state', `${query.get('state') as string}x`),
      (query) => new URL(earlier, issuer.url).searchParams.forEach((value, name) => query.set(name, value)),
    ];
    for (const change of spoil) {
      const answer = await round(visited, 'account-of-a-customer');
      const { pathname, searchParams } = new URL(answer, issuer.url);
      change(searchParams);
      const refused = await visited.browser.get(`${pathname}?${searchParams.toString()}`);
      expect([change.toString(), refused.status]).toEqual([change.toString(), 403]);
      // The round is used up by it.
      expect((await visited.browser.get(answer)).status).toBe(403);
    }
  });

  it('a utility that cannot be reached is said to be away, and nothing is lost', async () => {
    const visited = await visit();
    const back = await round(visited, 'account-of-a-customer');
    await provider.close();
    const page = await visited.browser.get(back);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('did not work')]);
    provider = await startProvider();
    expect(answerOf(await visited.browser.get(await round(visited, 'account-of-a-customer')))).toHaveProperty('code');
  });

  it(letterCode ? 'offers both ways' : 'takes no letter where the utility wants none', async () => {
    const { browser, path, formToken } = await visit();
    const text = await (await browser.get(path)).text();
    expect(text).toContain('id="account"');
    expect(text.includes('id="letter-code"')).toBe(letterCode);
    if (letterCode) return;
    const answer = await browser.post(path, { formToken, 'customer-number': 'C-0000', 'letter-code': 'ABCD-EFGH-JK' });
    expect(answer.status).toBe(403);
  });
});
