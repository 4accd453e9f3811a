import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { answerRequest, receiveRequest, withdrawConsent, type HistoryEntry, type HolderTools } from '#holder';
import { platformRandom } from '#primitives';
import type { CountersConfig } from '../../apps/demonstration/src/counters/counters.config.js';
import { startCounters, type CountersService } from '../../apps/demonstration/src/counters/start-counters.js';
import { urlOf } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { linksIn } from '../../apps/verifier/test/hosted-steps.js';
import { PageBrowser, type BrowsedPage } from '../../apps/verifier/test/page-browser.js';
import { databasesUnderTest } from '../environment/databases.js';
import { eventually } from '../environment/eventually.js';
import { BANK, BANK_CONTRACT, CITY, CITY_CONTRACT, foundTestCooperation, type TestCooperation } from './cooperation.js';
import { importCustomers, receiveCredentials } from './flow-steps.js';

const ADDRESS = { street_address: '12 bis, rue des Érables', postal_code: '59000', locality: 'Lille' };

describe.each(databasesUnderTest().slice(0, 1))('a visit to the counters of bank and city', (database) => {
  let cooperation: TestCooperation;
  let holder: HolderTools;
  let counters: CountersService;
  let folder: string;
  let config: CountersConfig;
  const start = () => startCounters(config, { clock: cooperation.clock, random: platformRandom });
  const at = (path: string) => `${urlOf(cooperation.ports.counters)}${path}`;
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    const [subject = ''] = await importCustomers(cooperation);
    holder = await cooperation.newHolder();
    await receiveCredentials(cooperation, holder, subject);
    await cooperation.settle();
    folder = await mkdtemp(join(tmpdir(), 'incola-counters-'));
    const apiKeysFile = join(folder, 'keys.json');
    const keys = { [BANK]: cooperation.apiKeyOf(BANK), [CITY]: cooperation.apiKeyOf(CITY) };
    await writeFile(apiKeysFile, JSON.stringify(keys), { mode: 0o600 });
    config = {
      publicUrl: at(''),
      host: '127.0.0.1',
      port: cooperation.ports.counters,
      verifierUrl: urlOf(cooperation.ports.verifier),
      counters: [
        { path: 'bank', tenant: BANK, name: 'Banque Fictive du Val', contract: BANK_CONTRACT },
        { path: 'city', tenant: CITY, name: 'Ville de Valserine-les-Essais', contract: CITY_CONTRACT },
      ],
      apiKeysFile,
      dataFolder: folder,
      logLevel: 'silent',
    };
    counters = await start();
  }, 90_000);
  afterAll(async () => {
    await counters?.close();
    await cooperation?.close();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  const formOf = (counter: 'bank' | 'city', given: Record<string, string> = ADDRESS) =>
    new URLSearchParams(counter === 'bank' ? given : {}).toString();
  const lastEntry = () => [...holder.wallet.state.history.values()].at(-1) as HistoryEntry;

  /** Sends the form and arrives on the verifier's page, as a browser does. */
  async function apply(browser: PageBrowser, counter: 'bank' | 'city', given?: Record<string, string>) {
    const sent = await browser.post(at(`/${counter}/applications`), formOf(counter, given));
    expect([sent.status, sent.location]).toEqual([303, expect.stringContaining(urlOf(cooperation.ports.verifier))]);
    return browser.follow(await browser.follow(sent));
  }

  /** The wallet of the same device answers and leads back; the browser follows to the counter's page. */
  async function share(browser: PageBrowser, hosted: BrowsedPage, decision = true) {
    const checked = await receiveRequest(holder, linksIn(hosted).standardHere);
    const outcome = await answerRequest(holder, checked, () => decision);
    let page = await browser.get(outcome.redirectUri ?? '');
    for (let step = 0; step < 4 && page.location !== undefined; step++) page = await browser.follow(page);
    return { outcome: outcome.outcome, page };
  }

  /** The address of the newest application, to which the way back always leads. */
  async function addressOfNewest(browser: PageBrowser, counter: 'bank' | 'city'): Promise<string> {
    return (await browser.get(at(`/${counter}/return?response_code=used`))).location ?? '';
  }

  test('lead from the form to the verifier, the wallet, and back to what was confirmed', async () => {
    const browser = new PageBrowser();
    const begun = await browser.get(at('/bank'));
    expect(begun.status).toBe(200);
    expect(begun.headers.get('content-security-policy')).toContain(
      `form-action 'self' ${urlOf(cooperation.ports.verifier)}`,
    );
    const { outcome, page } = await share(browser, await apply(browser, 'bank'));
    expect(outcome).toBe('presented');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Your address is confirmed');
    expect(page.text).toContain('12 bis, rue des Érables, 59000 Lille');
    // What the bank was told by the person it may show her; of the proof it learnt no name and no other address.
    expect(page.text).not.toMatch(/Camille|Exemple-Témoin|LILLE CEDEX|fr1:/);

    const atCity = await share(browser, await apply(browser, 'city'));
    expect(atCity.page.text).toContain('You have the resident tariff');
    expect(atCity.page.text).toContain('59000 LILLE');
    expect(atCity.page.text).not.toMatch(/Camille|Exemple-Témoin|Érables/i);
  });

  test('say in the same words that the address is another one, and that the person refused', async () => {
    const browser = new PageBrowser();
    const other = await apply(browser, 'bank', { ...ADDRESS, street_address: '14 rue des Érables' });
    const mismatch = await share(browser, other);
    expect(mismatch.outcome).toBe('refused');
    const refusing = await apply(browser, 'bank');
    const refused = await share(browser, refusing, false);
    expect(refused.outcome).toBe('refused');
    const visible = (page: BrowsedPage) => /<main[\s\S]*<\/main>/.exec(page.text)?.[0].replace(/<[^>]+>/g, ' ') ?? '';
    expect(visible(refused.page)).toContain('Nothing was shared');
    expect(visible(mismatch.page)).toBe(visible(refused.page));

    // The person goes back, and the bank learns no more than that no answer came.
    const way = /href="([^"]*\/finish[^"]*)"/.exec(refused.page.text)?.[1] ?? '';
    let atBank = await browser.get(new URL(way, urlOf(cooperation.ports.verifier)).href);
    while (atBank.location !== undefined) atBank = await browser.follow(atBank);
    expect(visible(atBank)).toContain('No answer came');
    expect(visible(atBank)).not.toContain('is confirmed');
  });

  test('refuse the form of another site, a missing address, and a counter that there is not', async () => {
    const browser = new PageBrowser();
    const foreign = await browser.post(at('/bank/applications'), formOf('bank'), 'http://evil.example');
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('set-cookie')).toBeNull();
    const empty = await browser.post(
      at('/bank/applications'),
      new URLSearchParams({ ...ADDRESS, locality: '' }).toString(),
    );
    expect(empty.status).toBe(400);
    expect((await browser.get(at('/post-office'))).status).toBe(404);
  });

  test('show an application to the browser that made it, and to no other', async () => {
    const browser = new PageBrowser();
    const { page } = await share(browser, await apply(browser, 'city'));
    expect(page.status).toBe(200);
    const address = await addressOfNewest(browser, 'city');
    expect((await browser.get(address)).text).toContain('You have the resident tariff');
    const stranger = new PageBrowser();
    expect((await stranger.get(address)).status).toBe(404);
    expect((await stranger.get(at('/city/return?response_code=stolen'))).status).toBe(404);
    await stranger.post(at('/city/applications'), '');
    expect((await stranger.get(address)).status).toBe(404);
    expect((await browser.get(address.replace('/city/', '/bank/'))).status).toBe(404);
  });

  test('believe no event that the verifier did not sign', async () => {
    const body = JSON.stringify({ type: 'verification.withdrawn', data: { id: 'any' } });
    const signature = new Webhook(`whsec_${Buffer.alloc(32, 5).toString('base64')}`).sign('msg_1', new Date(), body);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': signature,
    };
    const post = async (path: string, sent: Record<string, string>) =>
      (await fetch(at(path), { method: 'POST', headers: sent, body })).status;
    expect(await post('/webhooks/city', headers)).toBe(401);
    expect(await post('/webhooks/city', { 'content-type': 'application/json' })).toBe(401);
    expect(await post('/webhooks/post-office', headers)).toBe(404);
  });

  test('hear of a withdrawal: the city forgets, the bank keeps it locked, as the law demands', async () => {
    const shown = async (counter: 'bank' | 'city', words: string) => {
      const browser = new PageBrowser();
      const { outcome } = await share(browser, await apply(browser, counter));
      expect(outcome).toBe('presented');
      const address = await addressOfNewest(browser, counter);
      await withdrawConsent(holder, lastEntry());
      await eventually(async () => {
        await cooperation.settle();
        expect((await browser.get(address)).text).toContain(words);
      });
      return (await browser.get(address)).text;
    };
    const atCity = await shown('city', 'What you showed was erased');
    expect(atCity).not.toContain('LILLE');
    const atBank = await shown('bank', 'It is locked');
    expect(atBank).not.toContain('State of the utility');
  });

  test('begin again with the webhooks that they had', async () => {
    await counters.close();
    counters = await start();
    const { items } = await cooperation.client(CITY).call('GET', '/api/v1/webhooks');
    expect(items).toHaveLength(1);
    expect(cooperation.failures).toEqual([]);
  });
});
