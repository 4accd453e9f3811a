import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encryptResponse, createDirectPost, createErrorResponse } from '#openid4vp';
import type { JsonObject } from '#primitives';
import { fetchRequest, postForm, presentationForm } from './fictive-wallet.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
}, 60_000);
afterAll(() => setting.close());

const now = () => setting.cooperative.time.now;
const askCode = async (tenant: 'bank' | 'city', wanted: unknown) => {
  const { status, body } = await setting.call(tenant, 'POST', 'verifications', wanted);
  return [status, body.code];
};
const HTML = '<img src=x onerror=alert(1)>';
const SQL = "'; DROP TABLE verifier_presentation; --";

describe('A question is refused', () => {
  test('beyond the contract, before anything is stored', async () => {
    const { body: before } = await setting.call('city', 'GET', 'verifications');
    expect(await askCode('city', { ...CITY_QUESTION, claims: [['family_name']] })).toEqual([
      422,
      'claim_not_in_contract',
    ]);
    expect(await askCode('city', { ...CITY_QUESTION, claims: [['address']] })).toEqual([422, 'claim_not_in_contract']);
    expect(await askCode('city', { ...CITY_QUESTION, addresses: [ADDRESS] })).toEqual([
      422,
      'addresses_not_in_contract',
    ]);
    expect(await askCode('bank', { contract: 'bank-account-opening' })).toEqual([422, 'addresses_required']);
    const streets = ['1 rue A', '2 rue B', '3 rue C', '4 rue D'];
    const addresses = streets.map((street_address) => ({ ...ADDRESS, street_address }));
    expect(await askCode('bank', { ...BANK_QUESTION, addresses })).toEqual([422, 'too_many_addresses']);
    expect((await setting.call('city', 'GET', 'verifications')).body).toEqual(before);
  });
  test('under a contract that is unknown, or another member’s', async () => {
    expect(await askCode('bank', { contract: 'no-such-contract' })).toEqual([404, 'unknown_contract']);
    expect(await askCode('bank', { contract: 'city-resident-tariff' })).toEqual([404, 'unknown_contract']);
  });
  test('with HTML, SQL, control characters or nonsense in its text fields', async () => {
    for (const text of [HTML, SQL, '\u0001', '💥'.repeat(50)]) {
      expect((await askCode('bank', { contract: text }))[0]).toBe(400);
      const addresses = [{ street_address: text, postal_code: text, locality: text }];
      expect((await askCode('bank', { ...BANK_QUESTION, addresses }))[0]).toBe(422);
      expect((await askCode('bank', { ...CITY_QUESTION, claims: [[text]] }))[0]).toBe(404);
      expect((await askCode('city', { ...CITY_QUESTION, claims: [[text]] }))[0]).toBe(422);
    }
    expect(await askCode('bank', { ...CITY_QUESTION, claims: [['\u0000']] })).toEqual([400, 'malformed_json']);
  });
  test('malformed: garbage, deep or oversized JSON, unknown members, another type', async () => {
    const statusOf = async (body: unknown) => (await setting.call('bank', 'POST', 'verifications', body)).status;
    expect(await statusOf('{"contract":')).toBe(400);
    expect(await statusOf('['.repeat(5_000))).toBe(400);
    expect(await statusOf(JSON.stringify({ contract: 'x'.repeat(70_000) }))).toBe(413);
    expect(await statusOf({ ...BANK_QUESTION, surprise: 1 })).toBe(400);
    expect(await statusOf([])).toBe(400);
    expect(await statusOf({ ...BANK_QUESTION, addresses: [] })).toBe(400);
  });
  test('without a key, with a wrong one, and with one for something else', async () => {
    expect((await setting.call(undefined, 'POST', 'verifications', CITY_QUESTION)).status).toBe(401);
    const headers = { authorization: 'Bearer incola_key_wrong' };
    expect((await fetch(`${setting.config.publicUrl}/api/v1/verifications`, { headers })).status).toBe(401);
  });
});

describe('Another tenant’s object', () => {
  test('is not found, on every endpoint', async () => {
    const { id } = await setting.ask('city', CITY_QUESTION);
    const as = (method: string, path: string) => setting.call('bank', method, path).then(({ status }) => status);
    expect(await as('GET', `verifications/${id}`)).toBe(404);
    expect(await as('POST', `verifications/${id}/cancellation`)).toBe(404);
    expect(await as('POST', `verifications/${id}/redaction`)).toBe(404);
    expect(await as('GET', `withdrawals/${id}`)).toBe(404);
    expect(JSON.stringify((await setting.call('bank', 'GET', 'verifications')).body)).not.toContain(id);
    const { publicUrl } = setting.config;
    expect((await fetch(`${publicUrl}/bank/requests/${id}`)).status).toBe(404);
    expect((await postForm(`${publicUrl}/bank/responses/${id}`, 'error=access_denied')).status).toBe(404);
    expect((await fetch(`${publicUrl}/nobody/requests/${id}`)).status).toBe(404);
    expect((await fetch(`${publicUrl}/nobody/did.json`)).status).toBe(404);
    expect((await setting.call('city', 'GET', `verifications/${id}`)).status).toBe(200);
  });
});

describe('A wallet', () => {
  const begin = async () => {
    const { id, walletLink, requestUri } = await setting.ask('city', CITY_QUESTION);
    const request = await fetchRequest(walletLink, now());
    return { id, requestUri, request, uri: request.payload.response_uri };
  };
  const statusOf = async (id: string) => (await setting.call('city', 'GET', `verifications/${id}`)).body.status;

  test('is answered with the nonce that it posted', async () => {
    const { requestUri } = await setting.ask('city', CITY_QUESTION);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(requestUri, {
      method: 'POST',
      headers,
      body: 'wallet_nonce=abc&wallet_metadata=%7B%7D',
    });
    expect(answer.headers.get('content-type')).toContain('application/oauth-authz-req+jwt');
    const [, payload = ''] = (await answer.text()).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ wallet_nonce: 'abc' });
  });
  test('that refuses is an outcome, not an error', async () => {
    const { id, request, uri } = await begin();
    const refusal = createErrorResponse('access_denied', request.payload.state);
    expect(await postForm(uri, refusal)).toEqual({ status: 200, body: {} });
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ status: 'refused', refusal: { code: 'access_denied' }, verdicts: [] });
    expect((await postForm(uri, refusal)).status).toBe(400);
  });
  test('that refuses with words of its own is not quoted', async () => {
    const { id, request, uri } = await begin();
    const form = new URLSearchParams({ error: HTML.replaceAll('"', ''), state: request.payload.state ?? '' });
    expect((await postForm(uri, form.toString())).status).toBe(200);
    expect((await setting.call('city', 'GET', `verifications/${id}`)).body.refusal).toMatchObject({ code: 'other' });
  });
  test('that does not know the state changes nothing', async () => {
    const { id, request, uri } = await begin();
    expect((await postForm(uri, createErrorResponse('access_denied'))).status).toBe(400);
    const wrong = await presentationForm(setting.cooperative, request, { stateParameter: 'guess' });
    expect((await postForm(uri, wrong)).status).toBe(400);
    expect(await statusOf(id)).toBe('opened');
  });
  test('that sends garbage changes nothing and learns nothing', async () => {
    const { id, request, uri } = await begin();
    const whole = await presentationForm(setting.cooperative, request);
    const tampered = `${whole.slice(0, -4)}AAAA`;
    const deep = `response=${Buffer.from('['.repeat(4_000)).toString('base64url')}..a.b.c`;
    const noPresentation = createDirectPost(
      await encryptResponse({ vpToken: {}, stateParameter: 'x' }, request.payload.client_metadata),
    );
    for (const form of [
      '',
      'response=',
      'response=a.b.c.d.e',
      deep,
      tampered,
      'a=b&a=b',
      noPresentation,
      'error=%22',
    ]) {
      const answer = await postForm(uri, form);
      expect([form.slice(0, 20), answer.status, answer.body.error]).toEqual([
        form.slice(0, 20),
        400,
        'invalid_request',
      ]);
    }
    expect((await postForm(uri, `response=${'x'.repeat(400_000)}`)).status).toBe(413);
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(uri, { method: 'POST', headers, body: '{}' })).status).toBe(400);
    expect(await statusOf(id)).toBe('opened');
    expect((await postForm(uri, whole)).status).toBe(200);
  });
  test('that presents garbage gets verdicts stored, and 400', async () => {
    const { id, request, uri } = await begin();
    for (const presented of ['~~~']) {
      const { state = '', client_metadata: metadata } = request.payload;
      const jwe = await encryptResponse({ vpToken: { credential_0: [presented] }, stateParameter: state }, metadata);
      expect((await postForm(uri, createDirectPost(jwe))).status).toBe(400);
    }
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    const verdicts = body.verdicts as JsonObject[];
    expect(verdicts.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      check: 'credential-format',
      sentence: { en: expect.any(String) as unknown, fr: expect.any(String) as unknown },
    });
  });
  test('that comes too late finds the request closed', async () => {
    const { id, request, uri, requestUri } = await begin();
    const form = await presentationForm(setting.cooperative, request);
    setting.cooperative.time.now += 601;
    expect((await fetch(requestUri)).status).toBe(410);
    expect((await postForm(uri, form)).status).toBe(400);
    expect(await statusOf(id)).toBe('expired');
    await setting.verifier.runDueWork();
    expect(await statusOf(id)).toBe('expired');
  });
  test('finds a cancelled request closed, and one that was answered can’t be cancelled', async () => {
    const { id, request, uri, requestUri } = await begin();
    const form = await presentationForm(setting.cooperative, request);
    expect((await setting.call('city', 'POST', `verifications/${id}/cancellation`)).status).toBe(204);
    expect((await fetch(requestUri)).status).toBe(410);
    expect((await postForm(uri, form)).status).toBe(400);
    expect((await setting.call('city', 'POST', `verifications/${id}/cancellation`)).status).toBe(409);
    expect((await setting.call('city', 'POST', `verifications/${id}/redaction`)).status).toBe(409);
  });
});

describe('A list', () => {
  test('pages by an opaque cursor and refuses a foreign one', async () => {
    const { body: first } = await setting.call('city', 'GET', 'verifications?limit=2');
    const { body: second } = await setting.call(
      'city',
      'GET',
      `verifications?limit=2&cursor=${first.cursor as string}`,
    );
    const ids = [first, second].flatMap(({ items }) => (items as { id: string }[]).map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
    for (const query of ['cursor=garbage', 'limit=0', 'limit=51', `cursor=${encodeURIComponent(SQL)}`]) {
      expect((await setting.call('city', 'GET', `verifications?${query}`)).status).toBe(400);
    }
  });
});

describe('A webhook', () => {
  let receiver: Server;
  const received: string[] = [];
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      request.on('data', (part) => received.push(String(part))).on('end', () => response.writeHead(204).end());
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
  });
  afterAll(() => void receiver.close());

  test('is refused for addresses that the service may not call, and unknown events', async () => {
    const { port } = receiver.address() as AddressInfo;
    const register = async (url: string, events = ['verification.withdrawn']) =>
      (await setting.call('city', 'POST', 'webhooks', { url, events })).status;
    expect(await register(`http://127.0.0.1:${port}/`)).toBe(400);
    expect(await register('https://10.0.0.1/')).toBe(400);
    expect(await register('file:///etc/passwd')).toBe(400);
    expect(await register(`${setting.cooperative.url}/hook`, ['everything'])).toBe(400);
    expect(await register(`${setting.cooperative.url}/hook`)).toBe(201);
    expect(received).toEqual([]);
  });
});

describe('A contract', () => {
  test('that is suspended lets nobody ask, and no open request be answered', async () => {
    const { walletLink } = await setting.ask('city', CITY_QUESTION);
    const request = await fetchRequest(walletLink, now());
    const { requestUri } = await setting.ask('city', CITY_QUESTION);
    const subject = { kind: 'contract' as const, id: 'city-resident-tariff' };
    await setting.cooperative.submit('set_status', { subject, status: 'suspended', sequence: 1 });
    await setting.verifier.runDueWork();
    expect(await askCode('city', CITY_QUESTION)).toEqual([409, 'contract_not_in_force']);
    expect((await fetch(requestUri)).status).toBe(403);
    const form = await presentationForm(setting.cooperative, request);
    expect((await postForm(request.payload.response_uri, form)).status).toBe(400);
    await setting.cooperative.submit('set_status', { subject, status: 'in_force', sequence: 2 });
    await setting.verifier.runDueWork();
  });
  test('is trusted for as long as its proof is fresh: then the verifier says that it cannot', async () => {
    setting.cooperative.away = true;
    await setting.verifier.runDueWork();
    setting.cooperative.time.now += 800;
    expect((await askCode('city', CITY_QUESTION))[0]).toBe(201);
    setting.cooperative.time.now += 200;
    expect(await askCode('city', CITY_QUESTION)).toEqual([503, 'trust_unavailable']);
    expect((await fetch(`${setting.config.publicUrl}/readyz`)).status).toBe(200);
    setting.cooperative.away = false;
    expect((await askCode('city', CITY_QUESTION))[0]).toBe(201);
  });
});

describe('What is public', () => {
  test('answers any origin; the management API never does', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const { publicUrl } = setting.config;
    const document = await fetch(`${publicUrl}/bank/did.json`, { headers });
    expect(document.headers.get('access-control-allow-origin')).toBe('*');
    expect(await document.json()).toMatchObject({
      id: expect.stringMatching(/^did:web:localhost%3A\d+:bank$/) as unknown,
    });
    const management = await fetch(`${publicUrl}/api/v1/verifications`, { headers });
    expect(management.headers.get('access-control-allow-origin')).toBeNull();
  });
});
