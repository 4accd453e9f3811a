import { expect } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentialRequest } from '#openid4vci';
import { secondsOf, systemClock } from '#primitives';
import { writeJsonFile } from '#service-kit/files';
import { ShownIdentityRow } from '../src/adapters/typeorm/identity.entities.js';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { AuthorizingWallet } from './authorizing-wallet.js';
import { CitizenBrowser, customerWithLetter, tenantWithWallets, WATER, WEB_WALLET } from './citizen-browser.js';
import { newIdentityProvider, type FictiveIdentityProvider, type IssuedIdentity } from './fictive-identity-provider.js';
import { IdentityWallet, type SpoiltAnswer } from './identity-wallet.js';
import { customer, HEADER } from './intake-fixture.js';
import { startIssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest } from './wallet-under-test.js';

/** Of the person in the identity data, where a test says nothing else. */
export const BIRTH = '1984-03-17';
const DAY = 86_400;
const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;

/** The page's link to a wallet on this device. */
export const linkIn = (page: string) => /href="(openid4vp:[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
export const locationOf = (answer: Response) => answer.headers.get('location') ?? '';
/** Whether the browser is led back to the wallet that asked for a proof, with a code. */
export const isAtWallet = (location: string) => location.startsWith(`${WEB_WALLET.redirectUri}&code=`);

async function newProviders(): Promise<Map<string, FictiveIdentityProvider>> {
  const now = secondsOf(systemClock);
  return new Map([
    ['listed', await newIdentityProvider('listed', now)],
    ['low', await newIdentityProvider('low', now, { levelOfAssurance: 'low' })],
    ['silent', await newIdentityProvider('silent', now, { levelOfAssurance: undefined })],
    ['stranger', await newIdentityProvider('stranger', now)],
  ]);
}

export type IdentityScene = Awaited<ReturnType<typeof openIdentityScene>>;

/** An issuer whose water utility asks for identity data, and providers of which it believes some. */
export async function openIdentityScene(databaseUrl: string) {
  const folder = await mkdtemp(join(tmpdir(), 'incola-lists-'));
  const providers = await newProviders();
  const file = join(folder, 'eu-pid.json');
  const entities = ['listed', 'low', 'silent'].map((name) => providers.get(name)?.entity);
  await writeJsonFile(file, { format: 'incola-trusted-entities', version: 1, list: 'eu-pid', entities });
  const { tenants, ...others } = tenantWithWallets();
  const [water, gas] = tenants as NonNullable<typeof tenants>;
  const asking = { ...water, credentialTypes: ['residency', 'age'], identityEvidence: { trustedEntities: [file] } };
  const changes = { ...others, tenants: [asking, gas] as never, refreshTokenTtlSeconds: 200 * DAY };
  const issuer = await startIssuerUnderTest({ databaseUrl, changes });
  let next = 0;
  const close = async () => {
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  };

  const identityOf = (
    wallet: IdentityWallet,
    format: IssuedIdentity['format'] = 'dc+sd-jwt',
    claims: { birthdate?: string; ages?: Record<string, boolean> } = { birthdate: BIRTH },
    provider = 'listed',
  ) => (providers.get(provider) as FictiveIdentityProvider).issue(format, wallet.holderKey.publicJwk, claims);

  /** A citizen who has signed in by a letter's code and stands before the page that asks who he is. */
  async function signedIn({ scope = 'age proof_of_age', birth = '', more = {} } = {}) {
    const customerNumber = `C-${String(next).padStart(4, '0')}`;
    const { id, letterCode } = await customerWithLetter(
      issuer,
      `${customer(next++)}${birth}`,
      customerNumber,
      birth === '' ? HEADER : BIRTH_HEADER,
    );
    const wallet = new AuthorizingWallet(issuer, WATER, WEB_WALLET.clientId, WEB_WALLET.redirectUri);
    const requestUri = await wallet.requestUri({ scope, ...more });
    const browser = new CitizenBrowser(issuer);
    const query = new URLSearchParams({ client_id: WEB_WALLET.clientId, request_uri: requestUri });
    const { path, formToken } = await browser.begin(`${wallet.identifier}/authorize?${query.toString()}`);
    const form = { formToken, 'customer-number': customerNumber, 'letter-code': letterCode };
    const answer = await browser.post(path, form);
    expect(answer.status).toBe(303);
    const page = `${path}/identity`;
    const identity = new IdentityWallet(issuer);
    const here = linkIn(await (await browser.get(page)).text());
    const elsewhere = here.replace(encodeURIComponent('?device=same'), '');
    const goOn = () => browser.post(`${page}/continuation`, { formToken });
    return { id, wallet, browser, page, formToken, identity, location: locationOf(answer), here, elsewhere, goOn };
  }
  type Citizen = Awaited<ReturnType<typeof signedIn>>;

  /** Answers on the browser's own device, and comes back. */
  async function showHere(citizen: Citizen, identity: IssuedIdentity, spoilt: SpoiltAnswer = {}) {
    const payload = await citizen.identity.fetch(citizen.here);
    const answer = await citizen.identity.post(payload, await citizen.identity.form(payload, identity, spoilt));
    return { payload, ...answer };
  }

  type Shown = Awaited<ReturnType<typeof showHere>>;

  const back = (citizen: Citizen, body: Record<string, unknown>) => citizen.browser.get(body.redirect_uri as string);

  /** Redeems the code in an address, and gets credentials of one configuration. */
  async function credentialsBy(citizen: Citizen, location: string, configurationId: string, count = 1) {
    const code = new URL(location).searchParams.get('code') as string;
    const holder = new WalletUnderTest(issuer, WATER);
    citizen.wallet.dpopKey = holder.dpopKey;
    const { access_token: accessToken, refresh_token: refreshToken } = await citizen.wallet.tokens(code);
    return { ...(await requestBy(holder, accessToken, configurationId, count)), holder, refreshToken };
  }

  async function requestBy(holder: WalletUnderTest, accessToken: string, configurationId: string, count: number) {
    const keys = Array.from({ length: count }, newKey);
    const keyProofs = await holder.keyProofs(keys);
    const request = createCredentialRequest({ credentialConfigurationId: configurationId, keyProofs });
    const answer = await holder.credentials(accessToken, request);
    const body = (await answer.json()) as { credentials?: { credential: string }[]; error?: string };
    const again = (other: string) => requestBy(holder, accessToken, other, 1);
    return {
      status: answer.status,
      body,
      keys,
      credentials: (body.credentials ?? []).map((one) => one.credential),
      again,
    };
  }

  async function shownRows(): Promise<ShownIdentityRow[]> {
    const database = await openDataStore(issuer.config.databaseUrl);
    const rows = await database.read((manager) => manager.find(ShownIdentityRow));
    await database.close();
    return rows;
  }

  /** The wallet is told nothing; the page says why, and leads nowhere. */
  async function expectRefused(citizen: Citizen, answer: Shown, words: string) {
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    expect(JSON.stringify(answer.body)).not.toContain('assurance');
    const returned = await back(citizen, answer.body);
    expect(locationOf(returned)).toBe(`${issuer.url}${citizen.page}`);
    expect(await (await citizen.browser.get(citizen.page)).text()).toContain(words);
    expect(locationOf(await citizen.goOn())).toBe(`${issuer.url}${citizen.page}`);
  }

  return {
    issuer,
    providers,
    identityOf,
    signedIn,
    showHere,
    back,
    credentialsBy,
    requestBy,
    shownRows,
    expectRefused,
    close,
  };
}

export type Holding = Awaited<ReturnType<IdentityScene['credentialsBy']>>;
