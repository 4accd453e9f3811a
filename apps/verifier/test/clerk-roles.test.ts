import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EvidencePackage } from '#evidence';
import type { JsonObject } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { createErrorResponse } from '#openid4vp';
import { EventReader } from './event-reader.js';
import { fetchRequest, HOME, postForm, type PresentationChanges } from './fictive-wallet.js';
import { answer, linksIn, openedPage } from './hosted-steps.js';
import { PageBrowser, type BrowsedPage } from './page-browser.js';
import { policyContracts } from './policy-contracts.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

const BY_POLICY = {
  ...{ contract: 'bank-by-name', policy: 'account-opening', addresses: [ADDRESS] },
  expected: { givenName: 'Camille Anne', familyName: 'Fictive' },
};
const RESIDENT = { ...HOME, supply_type: 'water', resident_for_months_equal_or_over: { '3': true, '12': true } };
type Tenant = 'bank' | 'city';

describe.each(databasesUnderTest())('clerks by role on $name', (database) => {
  let setting: Setting;
  /** Access keys, and who signed in by them. */
  const keys = {} as Record<'full' | 'minimal' | 'reader' | 'cityMinimal', string>;
  const clerks = {} as Record<keyof typeof keys | 'cityFull', PageBrowser>;
  const at = (path: string) => `${setting.config.publicUrl}${path}`;
  beforeAll(async () => {
    setting = await startSetting(database, { contracts: policyContracts });
    keys.full = setting.keys.bank;
    keys.minimal = await minimalKey('bank');
    keys.cityMinimal = await minimalKey('city');
    keys.reader = await keyWith('bank', ['verifications:read', 'verifications:details']);
    for (const [name, key] of Object.entries(keys)) clerks[name as keyof typeof keys] = await signedIn(key);
    clerks.cityFull = await signedIn(setting.keys.city);
  }, 60_000);
  afterAll(() => setting.close());

  async function minimalKey(slug: Tenant): Promise<string> {
    const { code } = await setting.verifier.createSetupLink(slug, 'minimal');
    return (await setting.call(undefined, 'POST', 'setup', { code })).body.apiKey as string;
  }
  async function keyWith(slug: Tenant, scopes: string[]): Promise<string> {
    return (await setting.call(slug, 'POST', 'api-keys', { scopes })).body.apiKey as string;
  }
  async function signedIn(accessKey: string): Promise<PageBrowser> {
    const browser = new PageBrowser();
    const entered = await browser.post(
      at('/sign-in'),
      new URLSearchParams({ accessKey, next: '/verifications' }).toString(),
    );
    if (entered.location !== at('/verifications')) throw new Error(`HTTP ${entered.status}`);
    return browser;
  }
  async function present(tenant: Tenant, question: JsonObject, changes: PresentationChanges = {}): Promise<string> {
    const { id, walletLink } = await setting.ask(tenant, question);
    await answer(setting, walletLink, changes);
    return id;
  }
  const show = async (browser: PageBrowser, id: string, rest = '') =>
    (await browser.get(at(`/verifications/${id}${rest}`))).text;
  const api = (key: string, path: string) =>
    fetch(at(`/api/v1/verifications/${path}`), { headers: { authorization: `Bearer ${key}` } });
  const tokenIn = (text: string) => /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const note = (browser: PageBrowser, id: string, formToken: string) =>
    browser.post(at(`/verifications/${id}/paper`), new URLSearchParams({ formToken }).toString());

  test('with details see the decision first, then verdicts in groups, closed unless something failed', async () => {
    const id = await present('bank', BANK_QUESTION);
    const text = await show(clerks.full, id);
    const places = ['You can go on.', 'What was learnt', 'Every check, one by one', 'Who stated it, and may they?'].map(
      (words) => text.indexOf(words),
    );
    expect([Math.min(...places) > 0, places]).toEqual([true, places.toSorted((left, right) => left - right)]);
    expect(text).toMatch(/<p>\d+\u00a0passed/);
    expect(text).not.toMatch(/<details[^>]* open/);
    expect(await show(clerks.reader, id)).toContain('What was learnt');
    const failed = await present('bank', BANK_QUESTION, { audience: 'x509_hash:other' });
    const shown = await show(clerks.full, failed);
    expect(shown.match(/<details[^>]* open/g)).toHaveLength(1);
    expect(shown).toContain('1\u00a0failed');
    expect(await show(clerks.full, failed, '?language=fr')).toContain('1\u00a0échouée');
    await show(clerks.full, failed, '?language=en');
  });

  test('without details learn the decision, and no claim, check, receipt or file on any way', async () => {
    const id = await present('bank', BANK_QUESTION);
    const text = await show(clerks.minimal, id);
    for (const words of ['Confirmed', 'You can go on.', 'This access shows the decision'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/20 May 2026|did:web|Every check|v-checks|Its mark in the register|evidence"/);
    const state = JSON.parse(await show(clerks.minimal, id, '/state')) as JsonObject;
    expect(state).toEqual({
      version: 'verified-decision_only',
      stage: 'verified',
      expiresAt: state.expiresAt,
      leave: false,
    });
    expect((await clerks.minimal.get(at(`/verifications/${id}/evidence`))).status).toBe(403);
    // The key of a clerk is a key of the API too.
    const read = (await (await api(keys.minimal, id)).json()) as JsonObject;
    expect(read).toMatchObject({
      status: 'verified',
      decision: 'verified',
      verdicts: [],
      withheld: { code: 'decision_only' },
    });
    for (const member of ['answer', 'receipt', 'verdictRecord']) expect(read).not.toHaveProperty(member);
    const events = await EventReader.open(at(`/api/v1/verifications/${id}/events`), {
      authorization: `Bearer ${keys.minimal}`,
    });
    expect((await events.next())?.data).toEqual(read);
    events.close();
    expect((await api(keys.minimal, `${id}/evidence`)).status).toBe(403);
    expect(await (await api(keys.full, id)).json()).toHaveProperty('answer');
  });

  test('without details learn what the policy says rule by rule, and not why it accepts', async () => {
    const id = await present('bank', BY_POLICY, { claims: RESIDENT });
    const text = await show(clerks.minimal, id);
    for (const words of ['<strong>Match</strong> Name', '<strong>Match</strong> Address'])
      expect(text).toContain(words);
    expect(text).not.toContain('first given name');
    expect(await show(clerks.full, id)).toContain('first given name');
    const { assessment } = (await (await api(keys.minimal, id)).json()) as { assessment: { items: JsonObject[] } };
    expect(JSON.stringify(assessment.items)).not.toMatch(/"(reason|sentence)"/);
    const other = await present('bank', BY_POLICY, { claims: { ...RESIDENT, family_name: 'Brenne' } });
    const why = await show(clerks.minimal, other);
    expect(why).toContain('Not confirmed');
    expect(why).toMatch(/<strong>No match<\/strong> [A-Z]/);
  });

  test('without details are not told "confirmed" where only a value would say what follows', async () => {
    const id = await present('city', CITY_QUESTION, {
      claims: { ...HOME, resident_for_months_equal_or_over: { '12': false } },
    });
    const text = await show(clerks.cityMinimal, id);
    expect(text).toContain('The proof is genuine');
    expect(text).not.toMatch(/<h2[^>]*>Confirmed|You can go on|Ville-Imaginaire/);
    expect(await show(clerks.cityFull, id)).toContain('Ville-Imaginaire');
  });

  test('find the way of paper at every end that is no confirmation, and at no other', async () => {
    const ends: Record<string, string> = {
      not_verified: await present('city', CITY_QUESTION, { audience: 'x509_hash:other' }),
      cancelled: (await setting.ask('city', CITY_QUESTION)).id,
      refused: await refused(),
    };
    await clerks.cityFull.post(at(`/verifications/${ends.cancelled}/cancellation`));
    ends.expired = (await setting.ask('city', CITY_QUESTION)).id;
    const open = (await setting.ask('city', CITY_QUESTION)).id;
    const verified = await present('city', CITY_QUESTION);
    for (const id of [open, verified]) {
      expect(await show(clerks.cityFull, id)).not.toContain('/paper"');
      expect((await clerks.cityFull.get(at(`/verifications/${id}/paper`))).location).toBe(at(`/verifications/${id}`));
      expect((await note(clerks.cityFull, id, 'A'.repeat(22))).status).toBe(409);
      expect((await setting.call('city', 'GET', `verifications/${id}`)).body).not.toHaveProperty('paperPathAt');
    }
    setting.cooperative.time.now += 601;
    for (const [status, id] of Object.entries(ends)) {
      for (const clerk of [clerks.cityFull, clerks.cityMinimal]) {
        const text = await show(clerk, id);
        expect([status, text.includes(`href="/verifications/${id}/paper"`)]).toEqual([status, true]);
      }
      expect((await setting.call('city', 'GET', `verifications/${id}`)).body.status).toBe(status);
    }
  });

  async function refused(): Promise<string> {
    const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
    await refuse(walletLink);
    return id;
  }
  async function refuse(link: string): Promise<void> {
    const { payload } = await fetchRequest(link, setting.cooperative.time.now);
    await postForm(payload.response_uri, createErrorResponse('access_denied', payload.state));
  }

  test('are told which paper says the same, and note once that one was accepted; the decision stays', async () => {
    const id = await present('city', CITY_QUESTION, { audience: 'x509_hash:other' });
    const page = await show(clerks.cityMinimal, id, '/paper');
    for (const words of ['not older than 90 days', 'at least 12 months old', 'An identity document']) {
      expect(page).toContain(words);
    }
    const french = await show(clerks.cityMinimal, id, '/paper?language=fr');
    for (const words of ['datant de moins de 90 jours', 'au moins 12 mois']) expect(french).toContain(words);
    await show(clerks.cityMinimal, id, '?language=en');
    const sent = await Promise.all([1, 2, 3].map(() => note(clerks.cityMinimal, id, tokenIn(page))));
    expect(sent.map(({ location }) => location)).toEqual(sent.map(() => at(`/verifications/${id}`)));
    const noted = (await setting.call('city', 'GET', `verifications/${id}`)).body;
    expect(noted).toMatchObject({ status: 'not_verified', decision: 'not_verified' });
    expect(noted.paperPathAt).toBe(new Date(setting.cooperative.time.now * 1000).toISOString());
    setting.cooperative.time.now += 60;
    expect((await note(clerks.cityFull, id, 'B'.repeat(22))).location).toBe(at(`/verifications/${id}`));
    expect((await setting.call('city', 'GET', `verifications/${id}`)).body).toEqual(noted);
    const text = await show(clerks.cityMinimal, id);
    for (const words of ['Not confirmed', 'A paper was shown instead']) expect(text).toContain(words);
    expect(text).not.toContain(`href="/verifications/${id}/paper"`);
    expect((await clerks.cityFull.get(at('/verifications'))).text).toContain('Not confirmed, on paper');
  });

  test('keep what was noted of a page that asks again', async () => {
    const { id, url, shown, browser } = await openedPage(setting, 'city');
    await refuse(linksIn(shown).elsewhere);
    await note(clerks.cityFull, id, 'C'.repeat(22));
    const read = async () => (await setting.call('city', 'GET', `verifications/${id}`)).body;
    const { paperPathAt } = await read();
    expect(paperPathAt).toEqual(expect.any(String));
    expect((await browser.post(`${url}/start-again`, 'attempt=1')).status).toBe(303);
    expect(await read()).toMatchObject({ status: 'created', page: { attempts: 2 }, paperPathAt });
  });

  test('save the same evidence file as the API gives, and are told what is left of it once erased', async () => {
    const id = await present('city', CITY_QUESTION);
    const saved = await clerks.cityFull.get(at(`/verifications/${id}/evidence`));
    const given = await api(setting.keys.city, `${id}/evidence`);
    expect([saved.status, saved.text]).toEqual([200, await given.text()]);
    for (const name of ['content-type', 'content-disposition', 'cache-control']) {
      expect(saved.headers.get(name)).toBe(given.headers.get(name));
    }
    expect((JSON.parse(saved.text) as EvidencePackage).shown).not.toBeNull();
    expect(await show(clerks.cityFull, id)).toContain('what was shown included');
    await setting.call('city', 'POST', `verifications/${id}/redaction`);
    await setting.verifier.runDueWork();
    expect(await show(clerks.cityFull, id)).toContain('What was shown has been destroyed. The file still holds');
    const left = JSON.parse((await clerks.cityFull.get(at(`/verifications/${id}/evidence`))).text) as EvidencePackage;
    expect([left.shown, typeof left.verdictRecord]).toEqual([null, 'string']);
    const failed = await present('city', CITY_QUESTION, { audience: 'x509_hash:other' });
    expect(await show(clerks.cityFull, failed)).toContain('What was shown is not in it');
    const { id: open } = await setting.ask('city', CITY_QUESTION);
    const none = await clerks.cityFull.get(at(`/verifications/${open}/evidence`));
    expect([none.status, none.text]).toMatchObject([404, expect.stringContaining('There is no evidence of this')]);
  });

  test('are refused another tenant’s, what their key lacks, and forms of other sites or with more in them', async () => {
    const id = await present('city', CITY_QUESTION, { audience: 'x509_hash:other' });
    const statusOf = async (page: Promise<BrowsedPage>) => (await page).status;
    const body = new URLSearchParams({ formToken: 'D'.repeat(22) }).toString();
    const paper = at(`/verifications/${id}/paper`);
    expect(await statusOf(clerks.full.get(paper))).toBe(404);
    expect(await statusOf(clerks.full.post(paper, body))).toBe(404);
    expect(await statusOf(clerks.full.get(at(`/verifications/${id}/evidence`)))).toBe(404);
    expect(await statusOf(clerks.cityFull.post(paper, body, 'https://elsewhere.example'))).toBe(403);
    expect(await statusOf(clerks.cityFull.post(paper, 'formToken=x'))).toBe(400);
    expect(await statusOf(clerks.cityFull.post(paper, `${body}&note=gas-bill`))).toBe(400);
    expect((await setting.call('city', 'GET', `verifications/${id}`)).body).not.toHaveProperty('paperPathAt');
    const own = await present('bank', BANK_QUESTION, { audience: 'x509_hash:other' });
    expect(await show(clerks.reader, own, '/paper')).toContain('Your access does not let you note it');
    expect(await statusOf(note(clerks.reader, own, 'E'.repeat(22)))).toBe(403);
    expect(await statusOf(clerks.reader.get(at(`/verifications/${own}/evidence`)))).toBe(403);
    expect((await new PageBrowser().get(paper)).location).toContain('/sign-in?next=');
  });
});
