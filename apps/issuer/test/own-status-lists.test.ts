import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import { secondsOf } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { readStatusList, STATUS_INVALID, STATUS_VALID, statusAt } from '#status-list';
import { inflateWithZlib } from '#status-list/server';
import { validateChain } from '#trust';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';
const JWT = 'application/statuslist+jwt';
const CWT = 'application/statuslist+cwt';

describe.each<DatabaseUnderTest>(databasesUnderTest())('an issuer that is its own host on $name', ({ freshUrl }) => {
  let issuer: IssuerUnderTest;
  let uri: string;
  beforeAll(async () => {
    const changes = { statusListSize: 1024, statusHost: 'issuer' as const };
    issuer = await startIssuerUnderTest({ databaseUrl: await freshUrl(), changes });
    await issuer.service.drain();
    uri = `${issuer.url}/${WATER}/status-lists/1`;
  });
  afterAll(() => issuer.close());

  async function read(accept: string) {
    const answer = await fetch(uri, { headers: { accept } });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, accept]);
    return readStatusList({
      token: accept === JWT ? await answer.text() : new Uint8Array(await answer.arrayBuffer()),
      ...{ uri, inflate: inflateWithZlib, verifySignature: verifyWithNodeCrypto },
      resolveSigner: async (x5c) => {
        const now = secondsOf(issuer.clock.now);
        const chain = await validateChain([...x5c], [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
        if (chain.outcome !== 'trusted') throw new Error(chain.code);
        return chain.leaf;
      },
    });
  }

  test('serves its lists in both formats, names them, and sends nobody else anything but anchors', async () => {
    const [jwt, cwt] = [await read(JWT), await read(CWT)];
    expect(cwt).toEqual(jwt);
    expect(jwt).toMatchObject({ version: 1, bits: 1 });
    const aggregation = await fetch(`${issuer.url}/${WATER}/status-lists`);
    expect(await aggregation.json()).toEqual({ status_lists: [uri] });
    expect(aggregation.headers.get('access-control-allow-origin')).toBe('*');
    const metadata = await fetch(`${issuer.url}/.well-known/oauth-authorization-server/${WATER}`);
    expect(await metadata.json()).toMatchObject({
      status_list_aggregation_endpoint: `${issuer.url}/${WATER}/status-lists`,
    });
    expect(issuer.peers.puts).toBe(0);
    expect(issuer.peers.ledgerTransactions).toHaveLength(2);
  });

  test('tells in the credential where it stands, and after a revocation there that it is revoked', async () => {
    const subjectRecordId = await issuer.importCustomer(WATER, customer(1), 'C-0001');
    const offer = (await (
      await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId })
    ).json()) as CreatedOfferAnswer;
    const [credential = ''] = await new WalletUnderTest(issuer).receive(offer, 1);
    const { status_list: place } = parseSdJwtVc(credential).payload['status'] as {
      status_list: { idx: number; uri: string };
    };
    expect(place.uri).toBe(uri);
    expect(statusAt(await read(JWT), place.idx)).toBe(STATUS_VALID);
    await issuer.manage(WATER, 'POST', `/subject-records/${subjectRecordId}/revocation`, { reason: 'fraud' });
    await issuer.service.drain();
    // Held for a second, which is less than anybody may rely on it.
    issuer.clock.ahead += 1_000;
    for (const format of [JWT, CWT]) expect(statusAt(await read(format), place.idx)).toBe(STATUS_INVALID);
  });

  test('answers a browser of another origin, a client that has it, and refuses what it has not', async () => {
    const answer = await fetch(uri, { headers: { accept: JWT, origin: 'https://wallet.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(uri, { headers: { accept: JWT, 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(uri, { headers: { accept: 'text/html' } })).status).toBe(406);
    expect((await fetch(`${uri}?time=1686925000`)).status).toBe(501);
    expect((await fetch(`${issuer.url}/${WATER}/status-lists/9`)).status).toBe(404);
    expect((await fetch(`${issuer.url}/${WATER}/status-lists/x`)).status).toBe(400);
    expect((await fetch(`${issuer.url}/nobody/status-lists/1`)).status).toBe(404);
  });

  test('keeps what it serves over a restart, and lets nothing older take its place', async () => {
    const before = await read(JWT);
    await issuer.restart();
    const { TypeormOwnStatusLists } = await import('../src/adapters/typeorm/typeorm-own-status-lists.js');
    const { openDataStore } = await import('../src/adapters/typeorm/open-data-store.js');
    const database = await openDataStore(issuer.config.databaseUrl);
    const own = new TypeormOwnStatusLists(database);
    const now = secondsOf(issuer.clock.now);
    const late = { tenantId: WATER, listId: '1', format: 'jwt', ttl: 60, digest: 'late', token: 'late' } as const;
    await own.publish([{ ...late, version: before.version - 1, issuedAt: now + 5 }]);
    await own.publish([{ ...late, version: before.version, issuedAt: before.issuedAt - 1 }]);
    expect((await own.find(WATER, '1', 'jwt'))?.token).not.toBe('late');
    await own.publish([{ ...late, version: before.version + 1, issuedAt: now }]);
    expect((await own.find(WATER, '1', 'jwt'))?.token).toBe('late');
    await database.close();
  });
});
