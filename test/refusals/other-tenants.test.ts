import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databasesUnderTest } from '../environment/databases.js';
import { offer } from '../flows/flow-steps.js';
import { makeKey } from '../guards/keys.js';
import { faultsOf, readObject } from './expect-refusal.js';
import { ROUTE_TABLE, type RouteEntry } from './route-table.js';
import { makeScene, OTHERS, OWNERS, type Scene } from './scene.js';
import { codesOf, errorOf, WireWallet } from './wire-wallet.js';
import { goodRequest, send, type PartedRequest, type ReadAnswer } from './send-request.js';

const NOBODYS = 'AAAAAAAAAAAAAAAAAAAAAA';
const ofOneObject = ROUTE_TABLE.filter(({ scope, route }) => scope !== undefined && route.includes('/:id'));
const ofATenantsObject = ROUTE_TABLE.filter(({ route }) => route.includes('/:tenant/') && route.includes('/:id'));

describe.each(databasesUnderTest())("another tenant's objects on $name", (database) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene(database);
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  function asOther(entry: RouteEntry): PartedRequest {
    const good = goodRequest(entry, scene);
    const key = scene.cooperation.apiKeyOf(OTHERS[entry.service as 'issuer' | 'verifier']);
    return { ...good, headers: { ...good.headers, authorization: `Bearer ${key}` } };
  }
  /** All that an answer tells, without what differs from answer to answer. */
  function tellingOf({ status, headers, text }: ReadAnswer) {
    const { date: _date, 'dpop-nonce': _nonce, ...told } = headers;
    return { status, told, text };
  }
  const named = (entry: string) => ROUTE_TABLE.find(({ route }) => route === entry) as RouteEntry;

  test.each(ofOneObject)('$service $route does not know it, as it does not know what never was', async (entry) => {
    const foreign = asOther(entry);
    const answer = await send(entry, foreign, scene);
    const invented = await send(entry, { ...foreign, parameters: { ...foreign.parameters, id: NOBODYS } }, scene);
    expect([answer.status, faultsOf(answer, entry)]).toEqual([404, []]);
    expect(tellingOf(answer)).toEqual(tellingOf(invented));
  });

  test.each(ofATenantsObject)('$service $route does not know it under the other’s name', async (entry) => {
    const good = goodRequest(entry, scene);
    const tenant = OTHERS[entry.service as 'issuer' | 'verifier'];
    const answer = await send(entry, { ...good, parameters: { ...good.parameters, tenant } }, scene);
    const invented = await send(entry, { ...good, parameters: { tenant, id: NOBODYS } }, scene);
    expect([answer.status, faultsOf(answer, entry)]).toEqual([404, []]);
    expect(tellingOf(answer)).toEqual(tellingOf(invented));
  });

  test('is not in the lists, not found by its number and not offered', async () => {
    const { objects, cooperation } = scene;
    const [power, city] = [cooperation.client(OTHERS.issuer), cooperation.client(OTHERS.verifier)];
    expect(await power.call('GET', '/api/v1/subject-records')).toMatchObject({ items: [] });
    const { customerNumber, subjectRecordId } = objects;
    expect(await power.call('POST', '/api/v1/subject-records/search', { customerNumber })).toEqual({ items: [] });
    expect(await power.try('POST', '/api/v1/offers', { subjectRecordId })).toEqual(
      await power.try('POST', '/api/v1/offers', { subjectRecordId: NOBODYS }),
    );
    expect(await city.call('GET', '/api/v1/verifications')).toMatchObject({ items: [] });
    expect(await city.call('GET', '/api/v1/webhooks')).toEqual({ items: [] });
  });

  test('a contract of another verifier is one that is not there', async () => {
    const entry = named('POST /api/v1/verifications');
    const foreign = asOther(entry);
    const answer = await send(entry, foreign, scene);
    const body = { ...readObject(foreign.body?.toString() ?? ''), contract: 'never-adopted' };
    const invented = await send(entry, { ...foreign, body: Buffer.from(JSON.stringify(body)) }, scene);
    expect(answer.status).toBe(404);
    expect(tellingOf(answer)).toEqual(tellingOf(invented));
  });

  test('a withdrawal finds no receipt at another verifier', async () => {
    const entry = named('POST /:tenant/withdrawals');
    const good = goodRequest(entry, scene);
    const answer = await send(entry, { ...good, parameters: { tenant: OTHERS.verifier } }, scene);
    expect([answer.status, readObject(answer.text)?.code]).toEqual([404, 'unknown_receipt']);
    expect((await send(entry, good, scene)).status).toBe(200);
  });

  test('a ledger proof is found by its whole capability only', async () => {
    const entry = named('GET /receipts/:capability/ledger-proof');
    const { capability } = scene.objects;
    const codeAt = async (given: string) => {
      const answer = await send(entry, { ...goodRequest(entry, scene), parameters: { capability: given } }, scene);
      return readObject(answer.text)?.code;
    };
    expect(await codeAt(capability)).toBe('not_anchored_yet');
    for (const wrong of [capability.slice(1), `${capability}A`, capability.toUpperCase(), NOBODYS, '%', '*']) {
      expect([wrong, await codeAt(wrong)]).toEqual([wrong, 'unknown_receipt']);
    }
  });

  describe('in issuance', () => {
    test('a code, an access token and nonces are good at their own issuer only', async () => {
      const { issuer: own } = OWNERS;
      const { issuer: other } = OTHERS;
      const wallet = new WireWallet(scene.urls.issuer, scene.cooperation.clock, await makeKey());
      const codes = codesOf(await offer(scene.cooperation, scene.objects.subjectRecordId));
      expect(await errorOf(await wallet.token(other, codes))).toEqual([400, 'invalid_grant']);
      expect(await errorOf(await wallet.token(own, codes, other))).toEqual([400, 'use_dpop_nonce']);
      const accessToken = await wallet.accessToken(own, codes);
      const credential = async (tenant: string, nonceOf: string) =>
        wallet.credential(tenant, accessToken, (await wallet.nonces(nonceOf)).credentialNonce);
      expect(await errorOf(await credential(other, other))).toEqual([401, 'invalid_token']);
      expect(await errorOf(await credential(own, other))).toEqual([400, 'invalid_nonce']);
      expect((await credential(own, own)).status).toBe(200);
    });

    test('a status list goes to its own address only, and nobody else’s signature moves it', async () => {
      const entry = named('PUT /status-lists/:issuer/:list');
      const good = goodRequest(entry, scene);
      const url = (issuer: string) => `${scene.urls.cooperative}/status-lists/${issuer}/1`;
      const own = await (await fetch(url(OWNERS.issuer))).text();
      const elsewhere = await send(
        entry,
        { ...good, parameters: { issuer: OTHERS.issuer, list: '1' }, body: Buffer.from(own) },
        scene,
      );
      expect(readObject(elsewhere.text)?.code).toBe('status_list_subject');
      const [header, payload, signature] = own.split('.') as [string, string, string];
      const [, , otherSignature] = (await (await fetch(url(OTHERS.issuer))).text()).split('.');
      for (const forged of [
        `${header}.${payload}.${otherSignature}`,
        `${header}.${payload}.`,
        `${payload}.${signature}`,
      ]) {
        const answer = await send(entry, { ...good, body: Buffer.from(forged) }, scene);
        expect([answer.status >= 400, faultsOf(answer, entry)]).toEqual([true, []]);
      }
      expect(await (await fetch(url(OWNERS.issuer))).text()).toBe(own);
    });
  });

  test('all of them are still there for their owner', async () => {
    const gone = ['DELETE', 'POST /api/v1/verifications/:id/cancellation'];
    const order = [...ROUTE_TABLE].sort((left, right) => rank(left) - rank(right));
    function rank({ route }: RouteEntry): number {
      return gone.some((start) => route.startsWith(start)) ? 1 : 0;
    }
    for (const entry of order) {
      const answer = await send(entry, goodRequest(entry, scene), scene);
      const expected = entry.good ?? (answer.status < 300 ? answer.status : 200);
      expect([entry.route, answer.status, answer.status < 400 ? '' : answer.text]).toEqual([
        entry.route,
        expected,
        expected < 400 ? '' : answer.text,
      ]);
    }
    expect(await scene.walk()).toBe('verified');
  });
});
