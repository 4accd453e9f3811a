import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentialRequest } from '#openid4vci';
import { secondsOf, systemClock, type Signer } from '#primitives';
import { parseSdJwtVc, discloseClaims } from '#sd-jwt-vc';
import { writeJsonFile } from '#service-kit/files';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { filesBelow, wordsTold } from '../../../test/privacy/readable-text.js';
import { ShownIdentityRow } from '../src/adapters/typeorm/identity.entities.js';
import { IssuanceRow } from '../src/adapters/typeorm/issuance.entities.js';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { AuthorizingWallet } from './authorizing-wallet.js';
import { CitizenBrowser, customerWithLetter, tenantWithWallets, WATER, WEB_WALLET } from './citizen-browser.js';
import { newIdentityProvider, type FictiveIdentityProvider, type IssuedIdentity } from './fictive-identity-provider.js';
import { IdentityWallet, type SpoiltAnswer } from './identity-wallet.js';
import { expectProofOfAge } from './expect-proof-of-age.js';
import { customer, HEADER } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest } from './wallet-under-test.js';

const BIRTH = '1984-03-17';
const AGES = { '12': true, '14': true, '16': true, '18': true, '21': true, '65': false };
const DAY = 86_400;
const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;

/** The page's link to a wallet on this device. */
const linkIn = (page: string) => /href="(openid4vp:[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

describe.each<DatabaseUnderTest>(databasesUnderTest())('age from evidence on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let folder: string;
  const providers = new Map<string, FictiveIdentityProvider>();
  let next = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'incola-lists-'));
    const now = secondsOf(systemClock);
    const file = join(folder, 'eu-pid.json');
    providers.set('listed', await newIdentityProvider('listed', now));
    providers.set('low', await newIdentityProvider('low', now, { levelOfAssurance: 'low' }));
    providers.set('silent', await newIdentityProvider('silent', now, { levelOfAssurance: undefined }));
    providers.set('stranger', await newIdentityProvider('stranger', now));
    const entities = ['listed', 'low', 'silent'].map((name) => providers.get(name)?.entity);
    await writeJsonFile(file, { format: 'incola-trusted-entities', version: 1, list: 'eu-pid', entities });
    const { tenants, ...more } = tenantWithWallets();
    const [water, gas] = tenants as NonNullable<typeof tenants>;
    const asking = { ...water, credentialTypes: ['residency', 'age'], identityEvidence: { trustedEntities: [file] } };
    issuer = await startIssuerUnderTest({
      databaseUrl: await databaseUnderTest.freshUrl(),
      changes: { ...more, tenants: [asking, gas] as never, refreshTokenTtlSeconds: 200 * DAY },
    });
  });
  afterAll(async () => {
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  });

  const locationOf = (answer: Response) => answer.headers.get('location') ?? '';

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
  type Holding = Awaited<ReturnType<typeof credentialsBy>>;

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

  const isAtWallet = (location: string) => location.startsWith(`${WEB_WALLET.redirectUri}&code=`);

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

  it.each(['dc+sd-jwt', 'mso_mdoc'] as const)(
    'is issued in both formats when a citizen shows identity data as %s on the device at hand',
    async (format) => {
      const citizen = await signedIn();
      expect(citizen.location).toBe(`${issuer.url}${citizen.page}`);
      const { payload, status, body } = await showHere(citizen, await identityOf(citizen.identity, format));
      expect(status).toBe(200);
      expect(payload.verifier_info).toBeUndefined();
      const returned = await back(citizen, body);
      expect(isAtWallet(locationOf(returned))).toBe(true);
      const sdJwt = await credentialsBy(citizen, locationOf(returned), 'age', 30);
      expect(sdJwt.credentials).toHaveLength(30);
      const claims = sdJwt.credentials.map((one) => discloseClaims(parseSdJwtVc(one)).claims);
      for (const one of claims) expect(one.age_equal_or_over).toEqual(AGES);
      // Nothing tells the members of a batch apart, nor when in the day they were made (EU Age Verification architecture §3.4.1).
      expect(new Set(claims.map(({ iat, exp, status: list }) => JSON.stringify([iat, exp, list]))).size).toBe(1);
      const { iat, exp } = claims[0] as { iat: number; exp: number };
      expect([iat % DAY, exp - iat]).toEqual([0, 90 * DAY]);
      const mdoc = await sdJwt.again('proof_of_age');
      await expectProofOfAge(issuer, mdoc.credentials[0] as string, mdoc.keys[0] as Signer);
    },
  );

  it('is asked for as ages, with the date of birth only where the wallet has none of them, and nothing beyond', async () => {
    const citizen = await signedIn();
    const payload = await citizen.identity.fetch(citizen.here);
    const { dcql_query: query } = payload;
    for (const { claims = [], claim_sets: sets = [] } of query.credentials) {
      expect(sets.map((ids) => ids.map((id) => claims.find((one) => one.id === id)?.path.at(-1)))).toEqual([
        [
          ...Object.keys(AGES).map(
            (age) => expect.stringMatching(new RegExp(`^(?:age_over_)?${age}$`)) as unknown as string,
          ),
        ],
        [expect.stringMatching(/^birth_?date$/)],
      ]);
      expect(claims).toHaveLength(7);
    }
    expect(query.credential_sets).toEqual([{ options: [['identity_sd_jwt_vc'], ['identity_mdoc']] }]);
    const fromAges = await showHere(citizen, await identityOf(citizen.identity, 'mso_mdoc', { ages: AGES }));
    expect(isAtWallet(locationOf(await back(citizen, fromAges.body)))).toBe(true);
  });

  it('says of a young person what he has not reached', async () => {
    const citizen = await signedIn();
    const year = new Date(issuer.clock.now()).getUTCFullYear() - 15;
    const { body } = await showHere(
      citizen,
      await identityOf(citizen.identity, 'dc+sd-jwt', { birthdate: `${year}-01-01` }),
    );
    const { credentials } = await credentialsBy(citizen, locationOf(await back(citizen, body)), 'age');
    expect(discloseClaims(parseSdJwtVc(credentials[0] as string)).claims.age_equal_or_over).toEqual({
      ...{ '12': true, '14': true, '16': false, '18': false, '21': false, '65': false },
    });
  });

  it('is issued when the identity card is shown on a telephone; then the page leads on, in its own browser only', async () => {
    const citizen = await signedIn();
    const payload = await citizen.identity.fetch(citizen.elsewhere);
    expect(await (await citizen.browser.get(citizen.page)).text()).toContain('Your wallet has our question');
    const state = async () => (await (await citizen.browser.get(`${citizen.page}/state`)).json()) as object;
    const before = await state();
    const answer = await citizen.identity.post(
      payload,
      await citizen.identity.form(payload, await identityOf(citizen.identity)),
    );
    expect(answer).toEqual({ status: 200, body: {} });
    expect(await state()).not.toEqual(before);
    const page = await (await citizen.browser.get(citizen.page, { 'accept-language': 'fr' })).text();
    expect(page).toContain('C’est tout ce qu’il nous faut');
    // Not on the EU's list of providers of proofs of age: the citizen is told.
    expect(page).toContain('ne figure pas sur la liste européenne');
    const stranger = new CitizenBrowser(issuer);
    for (const refused of [
      await stranger.get(citizen.page),
      await stranger.get(`${citizen.page}/state`),
      await stranger.get(`${citizen.page}/return?response_code=${'A'.repeat(43)}`),
      await stranger.post(`${citizen.page}/continuation`, { formToken: citizen.formToken }),
      await citizen.browser.post(`${citizen.page}/continuation`, { formToken: 'none' }),
      await citizen.browser.post(citizen.page, { formToken: 'A'.repeat(43) }),
    ]) {
      expect(refused.status).toBe(403);
    }
    const location = locationOf(await citizen.goOn());
    expect(isAtWallet(location)).toBe(true);
    // A second click leads where the first one led.
    expect(locationOf(await citizen.goOn())).toBe(location);
  });

  it('an answer on this device counts only in the browser that comes back with its code', async () => {
    const citizen = await signedIn();
    const { body } = await showHere(citizen, await identityOf(citizen.identity));
    const page = `${issuer.url}${citizen.page}`;
    for (const code of ['', 'A'.repeat(43), 'no code']) {
      const query = new URLSearchParams({ response_code: code }).toString();
      expect(locationOf(await citizen.browser.get(`${citizen.page}/return?${query}`))).toBe(page);
    }
    expect(locationOf(await citizen.goOn())).toBe(page);
    const victim = await signedIn();
    const code = new URL(body.redirect_uri as string).search;
    expect(locationOf(await victim.browser.get(`${victim.page}/return${code}`))).toBe(`${issuer.url}${victim.page}`);
    expect((await victim.browser.get(body.redirect_uri as string)).status).toBe(403);
    expect(isAtWallet(locationOf(await back(citizen, body)))).toBe(true);
  });

  it.each([
    ['of an issuer that vouches for too little', 'low', 'thorough enough'],
    ['of an issuer of whose assurance nothing is said', 'silent', 'thorough enough'],
    ['of an issuer that stands on no list', 'stranger', 'neither on the EU’s list of providers nor on ours'],
  ])('refuses identity data %s', async (_words, provider, words) => {
    const citizen = await signedIn();
    const identity = await identityOf(citizen.identity, 'dc+sd-jwt', { birthdate: BIRTH }, provider);
    await expectRefused(citizen, await showHere(citizen, identity), words);
    // Another one may be shown instead.
    expect(locationOf(await citizen.browser.post(citizen.page, { formToken: citizen.formToken }))).toBe(
      `${issuer.url}${citizen.page}`,
    );
    citizen.here = linkIn(await (await citizen.browser.get(citizen.page)).text());
    const { body } = await showHere(citizen, await identityOf(citizen.identity, 'mso_mdoc'));
    expect(isAtWallet(locationOf(await back(citizen, body)))).toBe(true);
  });

  it.each(['dc+sd-jwt', 'mso_mdoc'] as const)('refuses an identity card that has expired: %s', async (format) => {
    const citizen = await signedIn();
    const now = secondsOf(issuer.clock.now);
    const times = { issuedAt: now - 10 * DAY, expiresAt: now - DAY };
    const provider = providers.get('listed') as FictiveIdentityProvider;
    const { publicJwk } = citizen.identity.holderKey;
    const identity = await provider.issue(format, publicJwk, { birthdate: BIRTH }, times);
    await expectRefused(citizen, await showHere(citizen, identity), 'has expired in your wallet');
  });

  it('refuses a date of birth that is known in part, and one that lies ahead', async () => {
    for (const birthdate of ['1984-00-00', '1984', '2999-01-01', '1984-02-30']) {
      const citizen = await signedIn();
      const identity = await identityOf(citizen.identity, 'dc+sd-jwt', { birthdate });
      await expectRefused(citizen, await showHere(citizen, identity), 'not complete in this identity card');
    }
  });

  it.each<[string, SpoiltAnswer]>([
    ['for another nonce', { presentationNonce: 'A'.repeat(43) }],
    ['for another client', { audience: 'decentralized_identifier:did:web:other.example' }],
    ['signed by another key than the identity card is bound to', { signer: newKey() }],
    ['that shows more than was asked', { disclose: [['birthdate'], ['family_name']] }],
  ])('refuses an answer %s', async (_words, spoilt) => {
    const citizen = await signedIn();
    const answer = await showHere(citizen, await identityOf(citizen.identity), spoilt);
    await expectRefused(citizen, answer, 'We could not verify');
  });

  it('takes one answer, once: not a replayed one, none for another request, none with another state or in clear', async () => {
    const [citizen, other] = [await signedIn(), await signedIn()];
    const identity = await identityOf(citizen.identity);
    const payload = await citizen.identity.fetch(citizen.here);
    const elsewhere = await other.identity.fetch(other.here);
    const form = await citizen.identity.form(payload, identity);
    const spoilt = await citizen.identity.form(payload, identity, { stateParameter: 'another' });
    for (const wrong of [spoilt, 'vp_token=%7B%7D', 'response=a..b.c.d', `${form}&response=x`, '']) {
      expect((await citizen.identity.post(payload, wrong)).status).toBe(400);
    }
    expect((await citizen.identity.post(elsewhere, form)).status).toBe(400);
    const answers = await Promise.all([1, 2, 3].map(() => citizen.identity.post(payload, form)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await citizen.identity.post(payload, form)).status).toBe(400);
    await expect(citizen.identity.fetch(citizen.here)).rejects.toThrow('410');
    expect((await fetch(payload.response_uri.replace('identity-responses', 'identity-requests'))).status).toBe(410);
  });

  it('the wallet’s refusal is an outcome: the page says so, and one can try again or go back', async () => {
    const citizen = await signedIn();
    const payload = await citizen.identity.fetch(citizen.here);
    const form = new URLSearchParams({ error: 'access_denied', state: payload.state ?? '' }).toString();
    const { status, body } = await citizen.identity.post(payload, form);
    expect([status, Object.keys(body)]).toEqual([200, ['redirect_uri']]);
    expect(locationOf(await back(citizen, body))).toBe(`${issuer.url}${citizen.page}`);
    expect(await (await citizen.browser.get(citizen.page)).text()).toContain('Your wallet has shown nothing');
    const { formToken, browser, page } = citizen;
    const left = await browser.post(page.replace('/identity', '/cancellation'), { formToken });
    expect(locationOf(left)).toContain('error=access_denied');
    expect((await browser.get(page)).status).toBe(410);
  });

  it('nobody is asked who wants no proof of age, whose date of birth is recorded, or whose offer it is not', async () => {
    expect(isAtWallet((await signedIn({ scope: 'residency' })).location)).toBe(true);
    const recorded = ';1990-05-05;identity_document;substantial;2025-06-01';
    const known = await signedIn({ birth: recorded });
    expect(isAtWallet(known.location)).toBe(true);
    const customerId = (await signedIn()).id;
    const offer = await issuer.manage(WATER, 'POST', '/offers', {
      subjectRecordId: customerId,
      credentialTypeId: 'age',
    });
    const { credentialOffer } = (await offer.json()) as { credentialOffer: string };
    const grants = JSON.parse(new URL(credentialOffer).searchParams.get('credential_offer') ?? '') as {
      grants: Record<string, { issuer_state: string }>;
    };
    // Of whom no date of birth is recorded: by signing in only, and said so to who wants it otherwise.
    expect(Object.keys(grants.grants)).toEqual(['authorization_code']);
    const otherwise = { subjectRecordId: customerId, credentialTypeId: 'age', grantTypes: ['pre-authorized_code'] };
    expect((await issuer.manage(WATER, 'POST', '/offers', otherwise)).status).toBe(409);
    const issuerState = grants.grants.authorization_code?.issuer_state as string;
    const somebodyElse = await signedIn({ more: { issuer_state: issuerState } });
    expect(somebodyElse.location).toContain('error=access_denied');
  });

  it('what was shown is forgotten with the customer, and after ninety days', async () => {
    const [erased, kept] = [await signedIn(), await signedIn()];
    const holders = [];
    for (const citizen of [erased, kept]) {
      const { body } = await showHere(citizen, await identityOf(citizen.identity));
      holders.push(await credentialsBy(citizen, locationOf(await back(citizen, body)), 'age'));
    }
    expect((await issuer.manage(WATER, 'DELETE', `/subject-records/${erased.id}`)).status).toBe(204);
    const rows = await shownRows();
    expect(rows.map(({ subjectRecordId }) => subjectRecordId)).not.toContain(erased.id);
    expect(rows.map(({ subjectRecordId }) => subjectRecordId)).toContain(kept.id);
    expect((await (holders[0] as Holding).again('age')).status).toBeGreaterThanOrEqual(400);
    const ahead = issuer.clock.ahead;
    issuer.clock.ahead += 91 * DAY * 1000;
    const later = new AuthorizingWallet(issuer, WATER, WEB_WALLET.clientId, WEB_WALLET.redirectUri);
    later.dpopKey = kept.wallet.dpopKey;
    const tokens = await later.token(later.refreshForm((holders[1] as Holding).refreshToken));
    const { access_token: accessToken } = (await tokens.json()) as { access_token: string };
    const late = await requestBy((holders[1] as Holding).holder, accessToken, 'age', 1);
    issuer.clock.ahead = ahead;
    expect([late.status, late.body.error]).toEqual([400, 'credential_request_denied']);
  });

  it('kind, list, level and day of the evidence stay with the issuance; the date of birth is in no file', async () => {
    const database = await openDataStore(issuer.config.databaseUrl);
    const issued = await database.read((manager) => manager.find(IssuanceRow));
    await database.close();
    const day = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as unknown as string;
    const shown = { type: 'urn:eudi:pid:1', list: 'eu-pid' };
    expect(issued.map(({ evidence }) => evidence)).toContainEqual({ kind: 'pid', assurance: 'high', date: day, shown });
    expect(JSON.stringify(issued)).not.toContain(BIRTH);
    const files = filesBelow(issuer.config.dataFolder);
    expect(files.size).toBeGreaterThan(3);
    expect(wordsTold(files, [BIRTH, BIRTH.replaceAll('-', '')])).toEqual([]);
  });
});
