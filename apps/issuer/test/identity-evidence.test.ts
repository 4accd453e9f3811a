import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dirname } from 'node:path';
import { secondsOf, type Signer } from '#primitives';
import { parseSdJwtVc, discloseClaims } from '#sd-jwt-vc';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { filesBelow, wordsTold } from '../../../test/privacy/readable-text.js';
import { IssuanceRow } from '../src/adapters/typeorm/issuance.entities.js';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { AuthorizingWallet } from './authorizing-wallet.js';
import { CitizenBrowser, WATER, WEB_WALLET } from './citizen-browser.js';
import { expectProofOfAge } from './expect-proof-of-age.js';
import type { FictiveIdentityProvider } from './fictive-identity-provider.js';
import {
  BIRTH,
  isAtWallet,
  linkIn,
  locationOf,
  openIdentityScene,
  type Holding,
  type IdentityScene,
} from './identity-scene.js';
import type { SpoiltAnswer } from './identity-wallet.js';
import { newKey } from './wallet-under-test.js';

const AGES = { '12': true, '14': true, '16': true, '18': true, '21': true, '65': false };
const DAY = 86_400;

describe.each<DatabaseUnderTest>(databasesUnderTest())('age from evidence on $name', (databaseUnderTest) => {
  let scene: IdentityScene;

  beforeAll(async () => {
    scene = await openIdentityScene(await databaseUnderTest.freshUrl());
  });
  afterAll(() => scene.close());

  it.each(['dc+sd-jwt', 'mso_mdoc'] as const)(
    'is issued in both formats when a citizen shows identity data as %s on the device at hand',
    async (format) => {
      const citizen = await scene.signedIn();
      expect(citizen.location).toBe(`${scene.issuer.url}${citizen.page}`);
      const { payload, status, body } = await scene.showHere(citizen, await scene.identityOf(citizen.identity, format));
      expect(status).toBe(200);
      expect(payload.verifier_info).toBeUndefined();
      const returned = await scene.back(citizen, body);
      expect(isAtWallet(locationOf(returned))).toBe(true);
      const sdJwt = await scene.credentialsBy(citizen, locationOf(returned), 'age', 30);
      expect(sdJwt.credentials).toHaveLength(30);
      const claims = sdJwt.credentials.map((one) => discloseClaims(parseSdJwtVc(one)).claims);
      for (const one of claims) expect(one.age_equal_or_over).toEqual(AGES);
      // Nothing tells the members of a batch apart, nor when in the day they were made (EU Age Verification architecture §3.4.1).
      expect(new Set(claims.map(({ iat, exp, status: list }) => JSON.stringify([iat, exp, list]))).size).toBe(1);
      const { iat, exp } = claims[0] as { iat: number; exp: number };
      expect([iat % DAY, exp - iat]).toEqual([0, 90 * DAY]);
      const mdoc = await sdJwt.again('proof_of_age');
      await expectProofOfAge(scene.issuer, mdoc.credentials[0] as string, mdoc.keys[0] as Signer);
    },
  );

  it('is asked for as ages, with the date of birth only where the wallet has none of them, and nothing beyond', async () => {
    const citizen = await scene.signedIn();
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
    const fromAges = await scene.showHere(
      citizen,
      await scene.identityOf(citizen.identity, 'mso_mdoc', { ages: AGES }),
    );
    expect(isAtWallet(locationOf(await scene.back(citizen, fromAges.body)))).toBe(true);
  });

  it('says of a young person what he has not reached', async () => {
    const citizen = await scene.signedIn();
    const year = new Date(scene.issuer.clock.now()).getUTCFullYear() - 15;
    const { body } = await scene.showHere(
      citizen,
      await scene.identityOf(citizen.identity, 'dc+sd-jwt', { birthdate: `${year}-01-01` }),
    );
    const { credentials } = await scene.credentialsBy(citizen, locationOf(await scene.back(citizen, body)), 'age');
    expect(discloseClaims(parseSdJwtVc(credentials[0] as string)).claims.age_equal_or_over).toEqual({
      ...{ '12': true, '14': true, '16': false, '18': false, '21': false, '65': false },
    });
  });

  it('is issued when the identity card is shown on a telephone; then the page leads on, in its own browser only', async () => {
    const citizen = await scene.signedIn();
    const payload = await citizen.identity.fetch(citizen.elsewhere);
    expect(await (await citizen.browser.get(citizen.page)).text()).toContain('Your wallet has our question');
    const state = async () => (await (await citizen.browser.get(`${citizen.page}/state`)).json()) as object;
    const before = await state();
    const answer = await citizen.identity.post(
      payload,
      await citizen.identity.form(payload, await scene.identityOf(citizen.identity)),
    );
    expect(answer).toEqual({ status: 200, body: {} });
    expect(await state()).not.toEqual(before);
    const page = await (await citizen.browser.get(citizen.page, { 'accept-language': 'fr' })).text();
    expect(page).toContain('C’est tout ce qu’il nous faut');
    // Not on the EU's list of providers of proofs of age: the citizen is told.
    expect(page).toContain('ne figure pas sur la liste européenne');
    const stranger = new CitizenBrowser(scene.issuer);
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
    const citizen = await scene.signedIn();
    const { body } = await scene.showHere(citizen, await scene.identityOf(citizen.identity));
    const page = `${scene.issuer.url}${citizen.page}`;
    for (const code of ['', 'A'.repeat(43), 'no code']) {
      const query = new URLSearchParams({ response_code: code }).toString();
      expect(locationOf(await citizen.browser.get(`${citizen.page}/return?${query}`))).toBe(page);
    }
    expect(locationOf(await citizen.goOn())).toBe(page);
    const victim = await scene.signedIn();
    const code = new URL(body.redirect_uri as string).search;
    expect(locationOf(await victim.browser.get(`${victim.page}/return${code}`))).toBe(
      `${scene.issuer.url}${victim.page}`,
    );
    expect((await victim.browser.get(body.redirect_uri as string)).status).toBe(403);
    expect(isAtWallet(locationOf(await scene.back(citizen, body)))).toBe(true);
  });

  it.each([
    ['of an issuer that vouches for too little', 'low', 'thorough enough'],
    ['of an issuer of whose assurance nothing is said', 'silent', 'thorough enough'],
    ['of an issuer that stands on no list', 'stranger', 'neither on the EU’s list of providers nor on ours'],
  ])('refuses identity data %s', async (_words, provider, words) => {
    const citizen = await scene.signedIn();
    const identity = await scene.identityOf(citizen.identity, 'dc+sd-jwt', { birthdate: BIRTH }, provider);
    await scene.expectRefused(citizen, await scene.showHere(citizen, identity), words);
    // Another one may be shown instead.
    expect(locationOf(await citizen.browser.post(citizen.page, { formToken: citizen.formToken }))).toBe(
      `${scene.issuer.url}${citizen.page}`,
    );
    citizen.here = linkIn(await (await citizen.browser.get(citizen.page)).text());
    const { body } = await scene.showHere(citizen, await scene.identityOf(citizen.identity, 'mso_mdoc'));
    expect(isAtWallet(locationOf(await scene.back(citizen, body)))).toBe(true);
  });

  it.each(['dc+sd-jwt', 'mso_mdoc'] as const)('refuses an identity card that has expired: %s', async (format) => {
    const citizen = await scene.signedIn();
    const now = secondsOf(scene.issuer.clock.now);
    const times = { issuedAt: now - 10 * DAY, expiresAt: now - DAY };
    const provider = scene.providers.get('listed') as FictiveIdentityProvider;
    const { publicJwk } = citizen.identity.holderKey;
    const identity = await provider.issue(format, publicJwk, { birthdate: BIRTH }, times);
    await scene.expectRefused(citizen, await scene.showHere(citizen, identity), 'has expired in your wallet');
  });

  it('looks at the status of an identity card: one that was revoked is refused, as is one whose list is not to be had', async () => {
    const provider = scene.providers.get('listed') as FictiveIdentityProvider;
    const uri = `${scene.issuer.peers.url}/pid-lists/1`;
    scene.issuer.peers.tokens.set('/pid-lists/1', await provider.statusList(uri, 7));
    for (const [place, words] of [
      [{ uri, idx: 7 }, 'was withdrawn by its issuer'],
      [{ uri: `${scene.issuer.peers.url}/nowhere`, idx: 8 }, 'We could not verify'],
      [{ uri, idx: 8 }, ''],
    ] as const) {
      const citizen = await scene.signedIn();
      const { publicJwk } = citizen.identity.holderKey;
      const identity = await provider.issue('dc+sd-jwt', publicJwk, { birthdate: BIRTH }, { status: place });
      const answer = await scene.showHere(citizen, identity);
      if (words !== '') await scene.expectRefused(citizen, answer, words);
      else expect(isAtWallet(locationOf(await scene.back(citizen, answer.body)))).toBe(true);
    }
  });

  it('refuses a date of birth that is known in part, and one that lies ahead', async () => {
    for (const birthdate of ['1984-00-00', '1984', '2999-01-01', '1984-02-30']) {
      const citizen = await scene.signedIn();
      const identity = await scene.identityOf(citizen.identity, 'dc+sd-jwt', { birthdate });
      await scene.expectRefused(citizen, await scene.showHere(citizen, identity), 'not complete in this identity card');
    }
  });

  it.each<[string, SpoiltAnswer]>([
    ['for another nonce', { presentationNonce: 'A'.repeat(43) }],
    ['for another client', { audience: 'decentralized_identifier:did:web:other.example' }],
    ['signed by another key than the identity card is bound to', { signer: newKey() }],
    ['that shows more than was asked', { disclose: [['birthdate'], ['family_name']] }],
  ])('refuses an answer %s', async (_words, spoilt) => {
    const citizen = await scene.signedIn();
    const answer = await scene.showHere(citizen, await scene.identityOf(citizen.identity), spoilt);
    await scene.expectRefused(citizen, answer, 'We could not verify');
  });

  it('takes one answer, once: not a replayed one, none for another request, none with another state or in clear', async () => {
    const [citizen, other] = [await scene.signedIn(), await scene.signedIn()];
    const identity = await scene.identityOf(citizen.identity);
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
    const citizen = await scene.signedIn();
    const payload = await citizen.identity.fetch(citizen.here);
    const form = new URLSearchParams({ error: 'access_denied', state: payload.state ?? '' }).toString();
    const { status, body } = await citizen.identity.post(payload, form);
    expect([status, Object.keys(body)]).toEqual([200, ['redirect_uri']]);
    expect(locationOf(await scene.back(citizen, body))).toBe(`${scene.issuer.url}${citizen.page}`);
    expect(await (await citizen.browser.get(citizen.page)).text()).toContain('Your wallet has shown nothing');
    const { formToken, browser, page } = citizen;
    const left = await browser.post(page.replace('/identity', '/cancellation'), { formToken });
    expect(locationOf(left)).toContain('error=access_denied');
    expect((await browser.get(page)).status).toBe(410);
  });

  it('nobody is asked who wants no proof of age, whose date of birth is recorded, or whose offer it is not', async () => {
    expect(isAtWallet((await scene.signedIn({ scope: 'residency' })).location)).toBe(true);
    const recorded = ';1990-05-05;identity_document;substantial;2025-06-01';
    const known = await scene.signedIn({ birth: recorded });
    expect(isAtWallet(known.location)).toBe(true);
    const customerId = (await scene.signedIn()).id;
    const offer = await scene.issuer.manage(WATER, 'POST', '/offers', {
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
    expect((await scene.issuer.manage(WATER, 'POST', '/offers', otherwise)).status).toBe(409);
    const issuerState = grants.grants.authorization_code?.issuer_state as string;
    const somebodyElse = await scene.signedIn({ more: { issuer_state: issuerState } });
    expect(somebodyElse.location).toContain('error=access_denied');
  });

  it('what was shown is forgotten with the customer, and after ninety days', async () => {
    const [erased, kept] = [await scene.signedIn(), await scene.signedIn()];
    const holders = [];
    for (const citizen of [erased, kept]) {
      const { body } = await scene.showHere(citizen, await scene.identityOf(citizen.identity));
      holders.push(await scene.credentialsBy(citizen, locationOf(await scene.back(citizen, body)), 'age'));
    }
    expect((await scene.issuer.manage(WATER, 'DELETE', `/subject-records/${erased.id}`)).status).toBe(204);
    const rows = await scene.shownRows();
    expect(rows.map(({ subjectRecordId }) => subjectRecordId)).not.toContain(erased.id);
    expect(rows.map(({ subjectRecordId }) => subjectRecordId)).toContain(kept.id);
    expect((await (holders[0] as Holding).again('age')).status).toBeGreaterThanOrEqual(400);
    const ahead = scene.issuer.clock.ahead;
    scene.issuer.clock.ahead += 91 * DAY * 1000;
    const later = new AuthorizingWallet(scene.issuer, WATER, WEB_WALLET.clientId, WEB_WALLET.redirectUri);
    later.dpopKey = kept.wallet.dpopKey;
    const tokens = await later.token(later.refreshForm((holders[1] as Holding).refreshToken));
    const { access_token: accessToken } = (await tokens.json()) as { access_token: string };
    const late = await scene.requestBy((holders[1] as Holding).holder, accessToken, 'age', 1);
    scene.issuer.clock.ahead = ahead;
    expect([late.status, late.body.error]).toEqual([400, 'credential_request_denied']);
  });

  it('kind, list, level and day of the evidence stay with the issuance; the date of birth is in no file', async () => {
    const database = await openDataStore(scene.issuer.config.databaseUrl);
    const issued = await database.read((manager) => manager.find(IssuanceRow));
    await database.close();
    const day = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as unknown as string;
    const shown = { type: 'urn:eudi:pid:1', list: 'eu-pid' };
    expect(issued.map(({ evidence }) => evidence)).toContainEqual({ kind: 'pid', assurance: 'high', date: day, shown });
    expect(JSON.stringify(issued)).not.toContain(BIRTH);
    const { dataFolder, databaseUrl } = scene.issuer.config;
    const files = filesBelow(dataFolder);
    // With SQLite the data lies elsewhere, write-ahead log and all.
    const isFile = databaseUrl.startsWith('sqlite:');
    if (isFile)
      for (const [name, bytes] of filesBelow(dirname(databaseUrl.slice('sqlite:'.length)))) files.set(name, bytes);
    expect(wordsTold(files, [BIRTH, BIRTH.replaceAll('-', '')])).toEqual([]);
    // Would be found: the search finds what is there.
    if (isFile) expect(wordsTold(files, ['issuer_shown_identity'])).not.toEqual([]);
  });
});
