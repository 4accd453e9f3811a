import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { answer, createPage, linksIn, openedPage } from './hosted-steps.js';
import { PageBrowser, type BrowsedPage } from './page-browser.js';
import { BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

const ADDRESS_FORM = { street: '12 bis rue des Lilas imaginaires', postalCode: '59000', locality: 'Ville-Imaginaire' };

describe.each(databasesUnderTest())('the clerk’s pages on $name', (database) => {
  let setting: Setting;
  const clerks = {} as Record<'bank' | 'city', PageBrowser>;
  const at = (path: string) => `${setting.config.publicUrl}${path}`;
  beforeAll(async () => {
    setting = await startSetting(database);
    for (const slug of ['bank', 'city'] as const) clerks[slug] = await signedIn(setting.keys[slug]);
  }, 60_000);
  afterAll(() => setting.close());

  async function signedIn(accessKey: string): Promise<PageBrowser> {
    const browser = new PageBrowser();
    const form = new URLSearchParams({ accessKey, next: '/verifications' });
    const entered = await browser.post(at('/sign-in'), form.toString());
    if (entered.location !== at('/verifications')) throw new Error(`HTTP ${entered.status}`);
    return browser;
  }
  const tokenIn = ({ text }: BrowsedPage) => /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? '';
  async function form(browser: PageBrowser, contract: string, typed: Record<string, string> = {}) {
    const page = await browser.get(at(`/verifications/new?question=${contract}`));
    return new URLSearchParams({ formToken: tokenIn(page), contract, ...typed }).toString();
  }
  const idIn = (url: string | undefined) => url?.split('/').at(-1) ?? '';

  test('lead a stranger to sign in, and back', async () => {
    const stranger = new PageBrowser();
    expect((await stranger.get(at('/'))).location).toBe(at('/verifications'));
    for (const path of ['/verifications', '/verifications/new', '/verifications/x', '/verifications/x/state']) {
      const { status, location } = await stranger.get(at(path));
      expect([status, location]).toEqual([303, at(`/sign-in?next=${encodeURIComponent(path)}`)]);
    }
    expect((await stranger.post(at('/verifications/new'))).location).toBe(at('/sign-in'));
    expect((await stranger.get(at('/setup'))).status).toBe(200);
  });

  test('ask about an address, show the code and the live state, and then verdict by verdict what was found', async () => {
    const { bank } = clerks;
    const asked = await bank.post(at('/verifications/new'), await form(bank, 'bank-account-opening', ADDRESS_FORM));
    const id = idIn(asked.location);
    const waiting = await bank.get(at(`/verifications/${id}`));
    expect(waiting.text).toContain('Show this code to the person');
    expect(waiting.text).toContain('class="l-qr"');
    expect(waiting.text).toContain(`data-events="/verifications/${id}/events"`);
    expect(waiting.text).not.toMatch(/lilas/i);
    const state = async () => JSON.parse((await bank.get(at(`/verifications/${id}/state`))).text) as unknown;
    expect(await state()).toMatchObject({ stage: 'created', version: 'created' });
    const link = `openid4vp://?${new URLSearchParams({
      client_id: /client_id=([^&"]+)/.exec(await linkOf(id))?.[1] ?? '',
      request_uri: `${setting.config.publicUrl}/bank/requests/${id}`,
    }).toString()}`;
    expect((await answer(setting, link)).status).toBe(200);
    expect(await state()).toMatchObject({ stage: 'verified' });
    const shown = await bank.get(at(`/verifications/${id}`));
    for (const text of [
      'Confirmed',
      'It is the address that was asked about',
      '20 May 2026',
      'The issuer is a member that may issue this type of credential.',
      '<strong>Passed.</strong>',
      'Issued; entered in the public register within minutes',
      'The person has not withdrawn.',
      'Kept until',
    ]) {
      expect(shown.text).toContain(text);
    }
    expect(shown.text).not.toMatch(/LILAS|Camille|fr1:/);
    const french = await bank.get(at(`/verifications/${id}?language=fr`));
    for (const text of ['Confirmé', 'C’est bien l’adresse demandée', '<strong>Réussie.</strong>', '20 mai 2026']) {
      expect(french.text).toContain(text);
    }
    await bank.get(at(`/verifications?language=en`));
  });

  /** The client identifier is the same in every link of the tenant. */
  async function linkOf(id: string): Promise<string> {
    const { walletLink } = await setting.ask('bank', BANK_QUESTION);
    return decodeURIComponent(walletLink).replace(/requests\/.*$/, `requests/${id}`);
  }

  test('say which check failed, and that nothing is kept', async () => {
    const { city } = clerks;
    const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
    await answer(setting, walletLink, { audience: 'x509_hash:other' });
    const { text } = await city.get(at(`/verifications/${id}`));
    expect(text).toContain('Not confirmed');
    expect(text).toContain('<strong>Failed.</strong>');
    expect(text).toContain('Nothing that was shown is kept.');
    expect(text).not.toContain('Ville-Imaginaire');
  });

  test('ask once for a form that is sent twice, and again for a new one', async () => {
    const { city } = clerks;
    const body = await form(city, 'city-resident-tariff');
    const sent = await Promise.all([1, 2, 3].map(() => city.post(at('/verifications/new'), body)));
    const late = await city.post(at('/verifications/new'), body);
    expect(new Set([...sent, late].map(({ location }) => location)).size).toBe(1);
    const other = await city.post(at('/verifications/new'), await form(city, 'city-resident-tariff'));
    expect(other.location).not.toBe(late.location);
  });

  test('explain what is wrong with an address, and keep what was typed', async () => {
    const { bank } = clerks;
    const refusedFor = async (typed: Record<string, string>) =>
      bank.post(at('/verifications/new'), await form(bank, 'bank-account-opening', typed));
    const wrong = await refusedFor({ ...ADDRESS_FORM, postalCode: '<b>59' });
    expect([wrong.status, wrong.text]).toMatchObject([422, expect.stringContaining('cannot be compared')]);
    expect(wrong.text).toContain('value="&lt;b>59"');
    expect((await refusedFor({})).status).toBe(422);
    const others = (await form(bank, 'bank-account-opening')).replace('bank-account-opening', 'city-resident-tariff');
    expect((await bank.post(at('/verifications/new'), others)).status).toBe(404);
    const noToken = new URLSearchParams({ formToken: 'x', contract: 'bank-account-opening', ...ADDRESS_FORM });
    expect((await bank.post(at('/verifications/new'), noToken.toString())).status).toBe(400);
  });

  test('are narrowed by question and state, and paged', async () => {
    const { city } = clerks;
    const list = async (query: string) => (await city.get(at(`/verifications?${query}`))).text;
    const idsIn = (text: string) =>
      [...text.matchAll(/href="\/verifications\/([A-Za-z0-9_-]{22})"/g)].map(([, id]) => id);
    const { id: verified, walletLink } = await setting.ask('city', CITY_QUESTION);
    await answer(setting, walletLink);
    const { id: waiting } = await setting.ask('city', CITY_QUESTION);
    const { id: cancelled } = await setting.ask('city', CITY_QUESTION);
    expect((await city.post(at(`/verifications/${cancelled}/cancellation`))).location).toBe(
      at(`/verifications/${cancelled}`),
    );
    const withheld = await openedPage(setting, 'city', { devices: 'same' });
    await answer(setting, linksIn(withheld.shown).elsewhere);
    expect(idsIn(await list('state=verified'))).toContain(verified);
    expect(idsIn(await list('state=verified'))).not.toContain(waiting);
    expect(idsIn(await list('state=awaiting'))).toContain(waiting);
    expect(idsIn(await list('state=cancelled'))).toEqual([cancelled]);
    expect(idsIn(await list('state=withheld'))).toHaveLength(1);
    expect(idsIn(await list('contract=no-such-contract'))).toEqual([]);
    expect(idsIn(await list('state=nonsense&contract='))).toContain(waiting);
    for (let count = 0; count < 26; count++) await setting.ask('city', CITY_QUESTION);
    const first = await list('state=awaiting');
    const older = /href="(\/verifications\?cursor=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(older).toContain('state=awaiting');
    const second = idsIn((await city.get(at(older))).text);
    expect(second.length).toBeGreaterThan(0);
    expect(second.filter((id) => idsIn(first).includes(id))).toEqual([]);
    expect((await city.get(at('/verifications?cursor=garbage'))).status).toBe(400);
    setting.cooperative.time.now += 601;
    expect(idsIn(await list('state=expired'))).toHaveLength(25);
    expect(idsIn(await list('state=awaiting'))).toEqual([]);
  });

  test('show a code that nobody has exchanged as withheld', async () => {
    clerks.bank = await signedIn(setting.keys.bank);
    const page = await openedPage(setting, 'bank');
    await answer(setting, linksIn(page.shown).elsewhere);
    const [newest] = ((await setting.call('bank', 'GET', 'verifications?limit=1')).body.items ?? []) as {
      id: string;
    }[];
    const { text } = await clerks.bank.get(at(`/verifications/${newest?.id}`));
    expect(text).toContain('The result is given for the response code');
    expect(text).not.toContain('Passed.');
  });

  test('are each tenant’s own, read only by who may, and changed only from here', async () => {
    clerks.city = await signedIn(setting.keys.city);
    clerks.bank = await signedIn(setting.keys.bank);
    const { id } = await setting.ask('city', CITY_QUESTION);
    for (const path of [`/verifications/${id}`, `/verifications/${id}/state`, `/verifications/${id}/events`]) {
      expect([path, (await clerks.bank.get(at(path))).status]).toEqual([path, 404]);
    }
    expect((await clerks.bank.post(at(`/verifications/${id}/cancellation`))).status).toBe(404);
    const forged = await clerks.city.post(at(`/verifications/${id}/cancellation`), '', 'https://elsewhere.example');
    expect([forged.status, forged.text]).toMatchObject([403, expect.stringContaining('nothing was done')]);
    const body = await form(clerks.city, 'city-resident-tariff');
    expect((await clerks.city.post(at('/verifications/new'), body, 'http://localhost:4999')).status).toBe(403);
    expect((await clerks.city.get(at(`/verifications/${id}`))).text).toContain('Show this code');
    // The session of a clerk opens no hosted page, nor the other way round.
    const { url } = await createPage(setting, 'city');
    expect((await clerks.city.get(url)).status).toBe(404);
  });
});
