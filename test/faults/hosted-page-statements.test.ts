import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CITY_CONTRACT, openAskingScene, type AskingScene } from './asking-scene.js';
import { EVERY_CHANGE } from './crashing-service.js';
import type { HttpAnswer } from './holder-requests.js';
import { checkVerifier } from './verifier-invariants.js';

const TEST_MILLISECONDS = 300_000;
const RETURN_URL = 'http://localhost:4004/back';
let scene: AskingScene;

interface Hosted {
  id: string;
  pageUrl: string;
  url: string;
  cookie: string;
}

beforeAll(async () => {
  scene = await openAskingScene({ pageReturnOrigins: ['http://localhost:4004'] });
}, TEST_MILLISECONDS);

afterAll(() => scene.close());

const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

async function newPage(): Promise<Hosted> {
  const { status, body } = await scene.city.createPage(CITY_CONTRACT, RETURN_URL);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const pageUrl = body['pageUrl'] as string;
  return { id: body['id'] as string, pageUrl, url: pageUrl.split('?')[0] as string, cookie: '' };
}

async function openedPage(): Promise<Hosted> {
  const page = await newPage();
  return { ...page, cookie: cookieOf(await get(page.pageUrl)) };
}

async function stageOf({ url, cookie }: Hosted): Promise<unknown> {
  return ((await (await get(`${url}/state`, cookie)).json()) as { stage: unknown }).stage;
}

async function walletLinkIn({ url, cookie }: Hosted): Promise<string> {
  const text = await (await get(url, cookie)).text();
  const [, link = ''] = /href="(openid4vp:[^"]+)"/.exec(text) ?? [];
  return link.replaceAll('&amp;', '&').replace('%3Fdevice%3Dsame', '');
}

test(
  'a page whose opening dies at any statement belongs to one browser at most',
  async () => {
    const crashes = await scene.verifier.crashEverywhere<Hosted, string>(
      {
        prepare: newPage,
        take: async ({ pageUrl }) => cookieOf(await get(pageUrl)),
        async afterwards({ prepared, answered }) {
          const cookie = 'answer' in answered ? answered.answer : '';
          const again = await get(prepared.pageUrl);
          if (cookie !== '') {
            expect(again.status).toBe(403);
            expect(await stageOf({ ...prepared, cookie })).toBe('waiting');
          } else expect([303, 403]).toContain(again.status);
          expect((await get(prepared.pageUrl)).status).toBe(403);
          checkVerifier(scene.verifier.folder);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(1);
  },
  TEST_MILLISECONDS,
);

test(
  'starting again that dies at any statement leaves one request to answer, the old one or the new one',
  async () => {
    const crashes = await scene.verifier.crashEverywhere<Hosted, number>(
      {
        prepare: openedPage,
        take: async ({ url, cookie }) => {
          const headers = { cookie, origin: new URL(url).origin, 'content-type': 'application/x-www-form-urlencoded' };
          return (await fetch(`${url}/start-again`, { method: 'POST', headers, body: 'attempt=1', redirect: 'manual' }))
            .status;
        },
        async afterwards({ prepared }) {
          expect(await stageOf(prepared)).toBe('waiting');
          await scene.citizen.ensureCredential();
          expect(await scene.citizen.present(await walletLinkIn(prepared))).toMatchObject({ outcome: 'presented' });
          expect(await stageOf(prepared)).toBe('verified');
          checkVerifier(scene.verifier.folder);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(3);
  },
  TEST_MILLISECONDS,
);

test(
  'an exchange that dies at any statement gives the result once, and never loses it',
  async () => {
    const crashes = await scene.verifier.crashEverywhere<Hosted & { code: string }, HttpAnswer>(
      {
        async prepare() {
          const page = await openedPage();
          await scene.citizen.ensureCredential();
          await scene.citizen.present(await walletLinkIn(page));
          const { headers } = await get(`${page.url}/finish`, page.cookie);
          return { ...page, code: new URL(headers.get('location') ?? '').searchParams.get('response_code') ?? '' };
        },
        take: ({ id, code }) => scene.city.redeem(id, code),
        async afterwards({ prepared: { id, code }, answered }) {
          const given = 'answer' in answered && answered.answer.status === 200;
          const again = await scene.city.redeem(id, code);
          if (given) expect(again.status).toBe(400);
          else expect([200, 400]).toContain(again.status);
          const { body } = await scene.city.read(id);
          expect(body).toMatchObject({ status: 'verified', page: { progress: 'redeemed' } });
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(2);
  },
  TEST_MILLISECONDS,
);
