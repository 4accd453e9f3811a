import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createErrorResponse } from '#openid4vp';
import type { JsonObject } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { startVerifier } from '../src/start-verifier.js';
import { platformRandom } from '#primitives';
import { EventReader } from './event-reader.js';
import { findPort, VCT } from './fictive-cooperative.js';
import { fetchRequest, postForm, presentationForm } from './fictive-wallet.js';
import { answer, linksIn, openedPage, startAgain } from './hosted-steps.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

describe.each(databasesUnderTest())('the verifications of a tenant on $name', (database) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting(database);
  }, 60_000);
  afterAll(() => setting.close());
  const later = (seconds: number) => (setting.cooperative.time.now += seconds);
  const read = async (tenant: 'bank' | 'city', id: string) =>
    (await setting.call(tenant, 'GET', `verifications/${id}`)).body;
  const told = ({ history }: JsonObject) => (history as { status: string }[]).map(({ status }) => status);
  const codeOf = async (tenant: 'bank' | 'city', wanted: unknown) => {
    const { status, body } = await setting.call(tenant, 'POST', 'verifications', wanted);
    return [status, body.code];
  };
  const present = async (walletLink: string) => {
    const request = await fetchRequest(walletLink, setting.cooperative.time.now);
    const form = await presentationForm(setting.cooperative, request);
    return { request, ...(await postForm(request.payload.response_uri, form)) };
  };

  describe('asked for with an idempotency key', () => {
    const post = async (path: string, key: string, body?: object) => {
      const headers: Record<string, string> = { authorization: `Bearer ${setting.keys.city}`, 'idempotency-key': key };
      if (body !== undefined) headers['content-type'] = 'application/json';
      const request = { method: 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const answered = await fetch(`${setting.config.publicUrl}/api/v1/verifications${path}`, request);
      const text = await answered.text();
      return { status: answered.status, body: (text === '' ? {} : JSON.parse(text)) as JsonObject };
    };
    const page = { ...CITY_QUESTION, delivery: { method: 'page' } };

    test('one comes of many requests, sent at once or after a restart', async () => {
      const all = await Promise.all([1, 2, 3].map(() => post('', '"at-once"', page)));
      const [made] = all.filter(({ status }) => status === 201);
      for (const { status, body } of all) {
        if (status === 201) expect(body).toEqual(made?.body);
        else expect([status, body.code]).toEqual([409, 'idempotent_request_running']);
      }
      await setting.restart();
      expect(await post('', '"at-once"', page)).toEqual(made);
      const { items } = (await setting.call('city', 'GET', 'verifications')).body;
      expect((items as JsonObject[]).map(({ id }) => id)).toEqual([made?.body.id]);
    });

    test('a key that was sent with another question, or is none, is refused', async () => {
      await post('', 'reused', page);
      const reused = await post('', 'reused', CITY_QUESTION);
      expect([reused.status, reused.body.code]).toEqual([422, 'idempotency_key_reused']);
      const none = await post('', 'not a key', page);
      expect([none.status, none.body.code]).toEqual([400, 'malformed_idempotency_key']);
    });

    test('a cancellation and a redaction are answered again as they were', async () => {
      const { id } = await setting.ask('city', CITY_QUESTION);
      for (let time = 0; time < 2; time++) expect((await post(`/${id}/cancellation`, 'stop')).status).toBe(204);
      expect((await post(`/${id}/cancellation`, 'stop again')).status).toBe(400);
      expect((await post(`/${id}/cancellation`, 'stop-again')).status).toBe(409);
      expect((await post(`/${id}/redaction`, 'stop')).status).toBe(422);
      const { id: other, walletLink } = await setting.ask('city', CITY_QUESTION);
      await present(walletLink);
      for (let time = 0; time < 2; time++) expect((await post(`/${other}/redaction`, 'gone')).status).toBe(204);
    });
  });

  describe('their life', () => {
    test('is told change by change, each with its time', async () => {
      const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
      expect(told(await read('city', id))).toEqual(['created']);
      later(1);
      await present(walletLink);
      const { history } = await read('city', id);
      const at = new Date(setting.cooperative.time.now * 1000).toISOString();
      expect(history).toEqual([
        { status: 'created', at: new Date((setting.cooperative.time.now - 1) * 1000).toISOString() },
        ...['opened', 'presented', 'verified'].map((status) => ({ status, at })),
      ]);
      expect((await setting.call('city', 'POST', `verifications/${id}/redaction`)).status).toBe(204);
      expect(told(await read('city', id))).toEqual(['created', 'opened', 'presented', 'verified', 'redacted']);
    });

    test('goes no way back: what is closed is not cancelled, and what showed nothing is not redacted', async () => {
      const { id } = await setting.ask('city', CITY_QUESTION);
      const act = async (what: string) => {
        const { status, body } = await setting.call('city', 'POST', `verifications/${id}/${what}`);
        return [status, body.code];
      };
      expect(await act('redaction')).toEqual([409, 'not_redactable']);
      expect(await act('cancellation')).toEqual([204, undefined]);
      expect(await act('cancellation')).toEqual([409, 'not_cancellable']);
      expect(await act('redaction')).toEqual([409, 'not_redactable']);
      expect(told(await read('city', id))).toEqual(['created', 'cancelled']);
    });
  });

  describe('a list of them', () => {
    const list = async (query: Record<string, string>) =>
      (await setting.call('city', 'GET', `verifications?${new URLSearchParams(query).toString()}`)).body;
    const idsOf = ({ items }: JsonObject) => (items as { id: string }[]).map(({ id }) => id);

    test('is narrowed by status, contract and time, and paged', async () => {
      later(5);
      const from = new Date(setting.cooperative.time.now * 1000).toISOString();
      const created = await setting.ask('city', CITY_QUESTION);
      const verified = await setting.ask('city', CITY_QUESTION);
      await present(verified.walletLink);
      const cancelled = await setting.ask('city', CITY_QUESTION);
      await setting.call('city', 'POST', `verifications/${cancelled.id}/cancellation`);
      const since = { createdFrom: from };
      expect(idsOf(await list({ ...since, status: 'created' }))).toEqual([created.id]);
      expect(idsOf(await list({ ...since, status: 'verified' }))).toEqual([verified.id]);
      expect(idsOf(await list({ ...since, status: 'cancelled', contract: CITY_QUESTION.contract }))).toEqual([
        cancelled.id,
      ]);
      expect(idsOf(await list({ ...since, contract: 'another-contract' }))).toEqual([]);
      expect(idsOf(await list({ createdFrom: from, createdBefore: from }))).toEqual([]);
      const pages: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ ...since, limit: '1', ...(cursor === undefined ? {} : { cursor }) });
        pages.push(...idsOf(page));
        cursor = page.cursor as string | undefined;
      } while (cursor !== undefined);
      expect(pages.sort()).toEqual([created.id, verified.id, cancelled.id].sort());
    });

    test.each([
      [{ status: 'done' }],
      [{ contract: 'Not A Contract' }],
      [{ createdFrom: 'yesterday' }],
      [{ createdBefore: '2026-11-29' }],
      [{ limit: '51' }],
      [{ cursor: 'x' }],
    ])('is refused for %j', async (query) => {
      const { status } = await setting.call('city', 'GET', `verifications?${new URLSearchParams(query).toString()}`);
      expect(status).toBe(400);
    });
  });

  describe('a question of the tenant’s own', () => {
    const credential = { id: 'residency', format: 'dc+sd-jwt', meta: { vct_values: [VCT] } };
    const locality = { path: ['address', 'locality'] };
    const asked = (change: object) => ({ ...CITY_QUESTION, dcql: { credentials: [{ ...credential, ...change }] } });

    test('within its contract is asked as it is, and answered', async () => {
      const claims = [locality, { path: ['evidence_date'] }];
      const dcql = { credentials: [{ ...credential, claims }] };
      const { id, walletLink } = await setting.ask('city', { ...CITY_QUESTION, dcql });
      const { payload } = await fetchRequest(walletLink, setting.cooperative.time.now);
      expect(payload.dcql_query).toEqual(dcql);
      expect((await present(walletLink)).status).toBe(200);
      const { status, answer: given } = await read('city', id);
      expect([status, given]).toMatchObject(['verified', [{ claims: { address: { locality: 'Ville-Imaginaire' } } }]]);
    });

    test('beyond its contract, or malformed, is refused', async () => {
      const another = { meta: { vct_values: [VCT, 'urn:example:other'] } };
      expect(await codeOf('city', asked(another))).toEqual([422, 'type_not_in_contract']);
      expect(await codeOf('city', asked({ format: 'ldp_vc', meta: { type_values: [[VCT]] } }))).toEqual([
        422,
        'type_not_in_contract',
      ]);
      for (const path of [['address'], ['family_name'], ['address', null], ['address', 'locality', 0]]) {
        expect(await codeOf('city', asked({ claims: [locality, { path }] }))).toEqual([422, 'claim_not_in_contract']);
      }
      const values = { ...locality, values: ['Ville-Imaginaire'] };
      expect(await codeOf('city', asked({ claims: [values] }))).toEqual([422, 'values_not_in_contract']);
      expect(await codeOf('city', { ...CITY_QUESTION, dcql: { credentials: [] } })).toEqual([
        400,
        'malformed_dcql_query',
      ]);
      expect(await codeOf('city', asked({ meta: {} }))).toEqual([400, 'dcql_meta_missing']);
      expect((await codeOf('city', { ...asked({}), claims: [['evidence_date']] }))[0]).toBe(400);
      expect((await codeOf('city', { ...CITY_QUESTION, dcql: [] }))[0]).toBe(400);
      expect(await codeOf('city', { ...asked({ claims: [locality] }), addresses: [ADDRESS] })).toEqual([
        422,
        'addresses_not_in_contract',
      ]);
    });

    test('asks whether an address is right, and never which it is', async () => {
      const claims = [{ path: ['address_canonical'] }];
      const question = { contract: 'bank-account-opening', dcql: { credentials: [{ ...credential, claims }] } };
      expect(await codeOf('bank', question)).toEqual([422, 'addresses_required']);
      const { walletLink } = await setting.ask('bank', { ...question, addresses: [ADDRESS] });
      const { payload } = await fetchRequest(walletLink, setting.cooperative.time.now);
      expect(payload.dcql_query.credentials[0]?.claims?.[0]?.values).toEqual([expect.stringMatching(/^fr1:/)]);
    });
  });

  test('names that are expected stand neither in the request nor in the clear', async () => {
    const expected = { givenName: 'Zéphirine', familyName: 'Introuvable' };
    const { id, walletLink } = await setting.ask('bank', { ...BANK_QUESTION, policy: 'account-opening', expected });
    const { payload } = await fetchRequest(walletLink, setting.cooperative.time.now);
    expect(JSON.stringify(payload)).not.toMatch(/Zéphirine|Introuvable/);
    expect(JSON.stringify(await read('bank', id))).not.toMatch(/Zéphirine|Introuvable/);
    for (const wrong of [{}, { givenName: '' }, { nickname: 'Z' }, { familyName: 'x'.repeat(201) }]) {
      expect((await codeOf('bank', { ...BANK_QUESTION, expected: wrong }))[0]).toBe(400);
    }
  });

  describe('asked on a page', () => {
    test('one keeps its identifier and its place when the person starts again', async () => {
      const page = await openedPage(setting, 'city');
      await answer(setting, linksIn(page.shown).elsewhere, { presentationNonce: 'x'.repeat(43) });
      expect(await read('city', page.id)).toMatchObject({ status: 'not_verified', page: { attempts: 1 } });
      const { createdAt } = await read('city', page.id);
      later(5);
      expect((await startAgain(page)).status).toBe(303);
      expect(await read('city', page.id)).toMatchObject({ id: page.id, status: 'created', createdAt });
      const { items } = (await setting.call('city', 'GET', 'verifications?limit=9')).body;
      expect((items as { id: string }[]).filter(({ id }) => id === page.id)).toHaveLength(1);
      await answer(setting, linksIn(await page.browser.get(page.url)).elsewhere);
      expect(await read('city', page.id)).toMatchObject({ status: 'verified', page: { attempts: 2 } });
    });

    test('one that is cancelled asks no more', async () => {
      const page = await openedPage(setting, 'city');
      const cancel = async () => (await setting.call('city', 'POST', `verifications/${page.id}/cancellation`)).status;
      expect([await cancel(), await cancel()]).toEqual([204, 409]);
      expect((await startAgain(page)).status).toBe(409);
      expect((await read('city', page.id)).status).toBe('cancelled');
    });

    test('one without a page has no result for a code', async () => {
      const { id } = await setting.ask('city', CITY_QUESTION);
      const { status, body } = await setting.call('city', 'POST', `verifications/${id}/result`, { responseCode: 'x' });
      expect([status, body.code]).toEqual([404, 'unknown_verification']);
    });
  });

  describe('followed', () => {
    const get = (id: string, headers: Record<string, string> = {}, tenant: 'bank' | 'city' = 'city') =>
      fetch(`${setting.config.publicUrl}/api/v1/verifications/${id}`, {
        headers: { authorization: `Bearer ${setting.keys[tenant]}`, ...headers },
      });

    test('by asking: nothing is sent twice, and it is said how soon to ask again', async () => {
      const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
      const first = await get(id);
      const tag = first.headers.get('etag') ?? '';
      expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(await first.json()).toMatchObject({ id, status: 'created' });
      expect([first.headers.get('retry-after'), tag]).toEqual(['2', expect.stringMatching(/^"[\w-]{22}"$/)]);
      const same = await get(id, { 'if-none-match': `"other", W/${tag}` });
      expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', tag]);
      await present(walletLink);
      const changed = await get(id, { 'if-none-match': tag });
      expect([changed.status, changed.headers.get('retry-after')]).toEqual([200, null]);
      expect((await get(id, { 'if-none-match': tag }, 'bank')).status).toBe(404);
    });

    test('by events: the same states, from whichever instance, and only what was not seen', async () => {
      const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
      const other = await anotherInstance(setting);
      try {
        const headers = { authorization: `Bearer ${setting.keys.city}` };
        const url = `${other.url}/api/v1/verifications/${id}/events`;
        const events = await EventReader.open(url, headers);
        const first = await events.next();
        const polled = await get(id);
        expect([`"${first?.id}"`, first?.data]).toEqual([polled.headers.get('etag'), await polled.json()]);
        await present(walletLink);
        let told = await events.next();
        if (told?.data.status === 'opened') told = await events.next();
        expect(told?.data).toEqual(await (await get(id)).json());
        events.close();
        const again = await EventReader.open(url, headers, first?.id);
        expect((await again.next())?.id).toBe(told?.id);
        again.close();
        const foreign = await fetch(url, { headers: { authorization: `Bearer ${setting.keys.bank}` } });
        expect([foreign.status, (await fetch(url)).status]).toEqual([404, 401]);
      } finally {
        await other.close();
      }
    });
  });

  // Last: after it the status lists are too old to verify with.
  test('are over with their time, though no timer has run, and a page’s not while it may ask again', async () => {
    const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
    const { payload } = await fetchRequest(walletLink, setting.cooperative.time.now);
    const page = await openedPage(setting, 'city');
    const cancelled = await openedPage(setting, 'city');
    later(601);
    const over = await read('city', id);
    expect([over.status, told(over)]).toEqual(['expired', ['created', 'opened', 'expired']]);
    expect((await setting.call('city', 'POST', `verifications/${id}/cancellation`)).status).toBe(409);
    const refusal = createErrorResponse('access_denied', payload.state);
    expect((await postForm(payload.response_uri, refusal)).status).toBe(400);
    const { items } = (await setting.call('city', 'GET', 'verifications?status=expired')).body;
    const listed = (items as JsonObject[]).map((item) => item.id);
    expect([listed.includes(id), listed.includes(page.id)]).toEqual([true, false]);
    expect(await read('city', page.id)).toMatchObject({ status: 'created', page: { progress: 'open' } });
    expect((await setting.call('city', 'POST', `verifications/${cancelled.id}/cancellation`)).status).toBe(204);
    expect((await startAgain(cancelled)).status).toBe(409);
    expect((await read('city', cancelled.id)).status).toBe('cancelled');
    expect((await startAgain(page)).status).toBe(303);
    later(1_200);
    expect(await read('city', page.id)).toMatchObject({ status: 'expired', page: { progress: 'ended' } });
  }, 60_000);
});

/** Another process of the same service, over the same databases. */
async function anotherInstance(setting: Setting) {
  const clock = () => setting.cooperative.time.now * 1000;
  return startVerifier({ ...setting.config, port: await findPort() }, { clock, random: platformRandom });
}
