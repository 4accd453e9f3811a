import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { answerRequest, receiveRequest, type HolderTools } from '#holder';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { loadCountersConfig } from '../../apps/demonstration/src/counters/counters.config.js';
import { startCounters, type CountersService } from '../../apps/demonstration/src/counters/start-counters.js';
import { writeJson } from '../../apps/demonstration/src/founding/data-folder.js';
import { databasesUnderTest } from '../environment/databases.js';
import { BANK, CITY, foundTestCooperation, type TestCooperation } from './cooperation.js';
import { importCustomers, receiveCredentials } from './flow-steps.js';

/** What a browser has of the counters, and of the verifier's page. */
interface Visitor {
  cookie: string;
  page: string;
  pageCookie: string;
}

const OWN_FORM = { 'sec-fetch-site': 'same-origin' };
const LONG = 120_000;

let cooperation: TestCooperation;
let counters: CountersService;
let holder: HolderTools;

beforeAll(async () => {
  const [database] = databasesUnderTest();
  if (database === undefined) throw new Error('there is always a database');
  cooperation = await foundTestCooperation(database);
  const { clock, folder, apiKeyOf } = cooperation;
  await writeJson(folder.counterKeys, { [BANK]: apiKeyOf(BANK), [CITY]: apiKeyOf(CITY) });
  const log = createLog({ service: 'test', level: 'silent' });
  counters = await startCounters(loadCountersConfig(folder.configOf('counters'), {}), {
    clock,
    random: platformRandom,
    log,
  });
  const [subject = ''] = await importCustomers(cooperation);
  holder = await cooperation.newHolder();
  await receiveCredentials(cooperation, holder, subject);
  await cooperation.settle();
}, LONG);

afterAll(async () => {
  await counters.close();
  await cooperation.close();
}, LONG);

const cookieIn = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const placeIn = (answer: Response) => answer.headers.get('location') ?? '';
const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
const post = (url: string, headers: Record<string, string>, body = '') =>
  fetch(url, { method: 'POST', redirect: 'manual', headers, body });

/** At the city, up to the verifier's page. */
async function visit(): Promise<Visitor> {
  const asked = await post(`${counters.url}/city/applications`, OWN_FORM);
  const opened = await get(placeIn(asked));
  return { cookie: cookieIn(asked), page: placeIn(opened), pageCookie: cookieIn(opened) };
}

/** Answers, and lets the verifier's page lead back. @returns the address at the counter, with its code */
async function answer({ page, pageCookie }: Visitor): Promise<string> {
  const shown = await (await get(page, pageCookie)).text();
  const [, link = ''] = /href="(openid4vp:[^"]+)"/.exec(shown) ?? [];
  const walletLink = link.replaceAll('&amp;', '&').replace('%3Fdevice%3Dsame', '');
  const answered = await answerRequest(holder, await receiveRequest(holder, walletLink), () => true);
  expect(answered.outcome).toBe('presented');
  return placeIn(await get(page, pageCookie));
}

it(
  'a person applies, answers and comes back; another browser sees nothing of it, and has no use of the code',
  async () => {
    const visitor = await visit();
    const back = await answer(visitor);
    const stranger = await visit();
    for (const cookie of ['', stranger.cookie]) expect([400, 404]).toContain((await get(back, cookie)).status);
    const application = placeIn(await get(back, visitor.cookie));
    expect(application).toMatch(/\/city\/applications\/[\w-]{22}$/);
    const shown = await get(application, visitor.cookie);
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('l-banner-success')]);
    expect((await get(application, stranger.cookie)).status).toBe(404);
    expect((await get(application.replace('/city/', '/bank/'), visitor.cookie)).status).toBe(404);
  },
  LONG,
);

it(
  'a result that was exchanged and never kept is read all the same when the browser comes again',
  async () => {
    const visitor = await visit();
    const back = await answer(visitor);
    const request = new URL(visitor.page).pathname.split('/').at(-1) ?? '';
    const responseCode = new URL(back).searchParams.get('response_code');
    await cooperation.client(CITY).call('POST', `/api/v1/verifications/${request}/result`, { responseCode });
    const shown = await get(placeIn(await get(back, visitor.cookie)), visitor.cookie);
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('l-banner-success')]);
  },
  LONG,
);

it(
  'a code that is none changes nothing',
  async () => {
    const visitor = await visit();
    const back = `${counters.url}/city/return`;
    expect((await get(`${back}?response_code=${'A'.repeat(43)}`, visitor.cookie)).status).toBe(400);
    expect((await get(back, visitor.cookie)).status).toBe(400);
    expect((await get(await answer(visitor), visitor.cookie)).status).toBe(303);
  },
  LONG,
);

it(
  'refuses a form of another site, and an event that the verifier did not sign',
  async () => {
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://other.example' },
    ]) {
      expect((await post(`${counters.url}/city/applications`, headers as Record<string, string>)).status).toBe(403);
    }
    const event = {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': `${Math.floor(cooperation.clock() / 1000)}`,
    };
    for (const signature of ['', 'v1,', `v1,${Buffer.alloc(32).toString('base64')}`]) {
      const answered = await post(
        `${counters.url}/webhooks/city`,
        { ...event, 'webhook-signature': signature },
        '{"data":{"id":"x"}}',
      );
      expect(answered.status).toBe(401);
    }
    expect((await post(`${counters.url}/webhooks/nobody`, event, '{}')).status).toBe(404);
  },
  LONG,
);
