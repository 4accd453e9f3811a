import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { createJws, encodeBase64url, type JsonObject } from '#primitives';
import { createStatusListCwt } from '#status-list/server';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import type { CooperativeService } from '../src/start-cooperative.js';
import { BANK, foundInFolder, sendFounding, start, UTILITY, type FoundedCooperative } from './founded-cooperative.js';

let founded: FoundedCooperative;
let service: CooperativeService;
let uri = '';
let now = 1_800_000_000;
const clock = () => now * 1000;

interface Token {
  signer?: [string, 'issuing' | 'access'];
  header?: JsonObject;
  payload?: JsonObject;
}

async function token({ signer = [UTILITY, 'issuing'], header = {}, payload = {} }: Token = {}): Promise<string> {
  const [did, use] = signer;
  const lst = encodeBase64url(deflateSync(new Uint8Array(1024)));
  return createJws(
    { typ: 'statuslist+jwt', x5c: [founded.certificates[did]?.[use] ?? ''], ...header },
    { sub: uri, iat: now, ttl: 300, exp: now + 3600, status_list: { bits: 1, lst }, incola_version: 1, ...payload },
    await founded.keys.signer(did, use),
  );
}

const put = (body: string, url = uri, type = 'application/statuslist+jwt') =>
  fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

describe.each(databasesUnderTest())('the status provider ($name)', ({ freshUrl }) => {
  beforeAll(async () => {
    now = 1_800_000_000;
    founded = await foundInFolder(clock, await freshUrl());
    service = await start(founded, clock);
    await sendFounding(founded);
    uri = `${founded.config.publicUrl}/status-lists/eaux-du-val/1`;
  });
  afterAll(async () => {
    await service.close();
    await founded.close();
  });

  test('publishes a list that the registered key signed, and serves it as it came', async () => {
    const published = await token();
    expect((await put(published)).status).toBe(204);
    const answer = await fetch(uri);
    expect(await answer.text()).toBe(published);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': expect.stringContaining('application/statuslist+jwt') as unknown,
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    });
    const tag = answer.headers.get('etag') ?? '';
    expect((await fetch(uri, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await put(published)).status).toBe(204);
  });

  test('serves a list as CWT to whoever asks for that, and names every list of an issuer', async () => {
    const list = {
      ...{ uri, bits: 1 as const, compressed: deflateSync(new Uint8Array(1024)), issuedAt: now, expiresAt: now + 3600 },
      ...{ ttl: 300, version: 1, x5c: [founded.certificates[UTILITY]?.issuing ?? ''] },
      signer: await founded.keys.signer(UTILITY, 'issuing'),
    };
    const cwt = await createStatusListCwt(list);
    const accept = 'application/statuslist+cwt';
    expect((await fetch(uri, { headers: { accept } })).status).toBe(404);
    const sent = await fetch(uri, { method: 'PUT', body: new Uint8Array(cwt), headers: { 'content-type': accept } });
    expect(sent.status).toBe(204);
    const answer = await fetch(uri, { headers: { accept } });
    expect(answer.headers.get('content-type')).toBe(accept);
    expect(Buffer.compare(new Uint8Array(await answer.arrayBuffer()), cwt)).toBe(0);
    expect((await fetch(uri)).headers.get('content-type')).toContain('application/statuslist+jwt');
    expect(await codeOf(await fetch(uri, { headers: { accept: 'text/html' } }))).toEqual([406, 'not_acceptable']);
    expect(await codeOf(await fetch(`${uri}?time=1686925000`))).toEqual([501, 'history_not_kept']);
    const head = await fetch(uri, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, expect.any(String), '']);
    const aggregation = await fetch(uri.slice(0, uri.lastIndexOf('/')));
    expect(aggregation.headers.get('content-type')).toContain('application/json');
    expect(await aggregation.json()).toEqual({ status_lists: [uri] });
    const altered = cwt.slice();
    altered[altered.length - 1]! ^= 1;
    const refused = await fetch(uri, {
      method: 'PUT',
      body: new Uint8Array(altered),
      headers: { 'content-type': accept },
    });
    expect(await codeOf(refused)).toEqual([403, 'status_list_signature']);
  });

  test('lets caches keep a list no longer than its ttl counts from its making', async () => {
    now += 200;
    expect((await fetch(uri)).headers.get('cache-control')).toBe('public, max-age=100');
    now += 200;
    expect((await fetch(uri)).headers.get('cache-control')).toBe('public, max-age=0');
  });

  test('takes a newer version and refuses to go back', async () => {
    expect((await put(await token({ payload: { incola_version: 3 } }))).status).toBe(204);
    expect(await codeOf(await put(await token({ payload: { incola_version: 2 } })))).toEqual([
      409,
      'status_list_outdated',
    ]);
    now += 1;
    expect((await put(await token({ payload: { incola_version: 3 } }))).status).toBe(204);
    expect(await codeOf(await put(await token({ payload: { incola_version: 3, iat: now - 100 } })))).toEqual([
      409,
      'status_list_outdated',
    ]);
  });

  test.each<[string, Token, number, string]>([
    ['signed by a verifier', { signer: [BANK, 'access'] }, 403, 'status_list_untrusted'],
    ['for another URL', { payload: { sub: 'https://elsewhere.example/1' } }, 400, 'status_list_subject'],
    ['without version', { payload: { incola_version: 0 } }, 400, 'malformed_status_list'],
    ['from the future', { payload: { iat: 2_000_000_000 } }, 400, 'status_list_time'],
    ['that has expired', { payload: { exp: 1_700_000_000 } }, 400, 'status_list_time'],
    ['of another type', { header: { typ: 'jwt' } }, 400, 'status_list_wrong_type'],
    ['with alg none', { header: { alg: 'none' } }, 403, 'status_list_signature'],
    ['without certificate', { header: { x5c: [] } }, 403, 'status_list_untrusted'],
    ['with a garbage certificate', { header: { x5c: ['<b>'] } }, 403, 'status_list_untrusted'],
  ])('refuses a token %s', async (_what, changes, status, code) => {
    expect(await codeOf(await put(await token(changes)))).toEqual([status, code]);
  });

  test('refuses a tampered token', async () => {
    const [header, payload, signature] = (await token({ payload: { incola_version: 9 } })).split('.') as [
      string,
      string,
      string,
    ];
    const other = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    expect(await codeOf(await put(`${header}.${payload}.${other}`))).toEqual([403, 'status_list_signature']);
  });

  test('refuses a list under a prefix that is not its issuer’s', async () => {
    const elsewhere = `${founded.config.publicUrl}/status-lists/autre/1`;
    expect(await codeOf(await put(await token({ payload: { sub: elsewhere } }), elsewhere))).toEqual([
      403,
      'status_list_untrusted',
    ]);
  });

  test.each([
    ['garbage', 'not a token', 'application/statuslist+jwt', 400],
    ['JSON', '{}', 'application/json', 415],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
    ['an oversized body', 'x'.repeat(5 * 1024 * 1024), 'application/statuslist+jwt', 413],
  ])('refuses %s', async (_what, body, type, status) => {
    expect((await put(body, uri, type)).status).toBe(status);
  });

  test('ends with the newest of versions that arrive at once', async () => {
    const versions = await Promise.all(
      [24, 21, 23, 22].map((incola_version) => token({ payload: { incola_version } })),
    );
    const statuses = await Promise.all(versions.map(async (one) => (await put(one)).status));
    expect(statuses[0]).toBe(204);
    expect(statuses.every((status) => [204, 409].includes(status))).toBe(true);
    expect(await (await fetch(uri)).text()).toBe(versions[0]);
  });

  test('answers 404 for a list that nobody published', async () => {
    expect(await codeOf(await fetch(`${uri}0`))).toEqual([404, 'unknown_status_list']);
  });

  test('keeps the lists over a restart', async () => {
    await service.close();
    service = await start(founded, clock);
    expect((await fetch(uri)).status).toBe(200);
  });
});
