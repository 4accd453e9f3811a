import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import { genesisDigest, parseTrustFile, ledgerTransactionId } from '#ledger';
import { secondsOf } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { readStatusList, STATUS_INVALID, STATUS_VALID, statusAt, statusListDigest } from '#status-list';
import { inflateWithZlib } from '#status-list/server';
import { validateChain } from '#trust';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { readJsonFile } from '#service-kit/files';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { codeOf, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';
const DAY = 86_400_000;
const LIST = `/status-lists/${WATER}/1`;

describe.each<DatabaseUnderTest>(databasesUnderTest())('revocation on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  beforeAll(async () => {
    const databaseUrl = await databaseUnderTest.freshUrl();
    issuer = await startIssuerUnderTest({ databaseUrl, changes: { statusListSize: 1024 } });
    await issuer.service.drain();
  });
  afterAll(() => issuer.close());

  const offer = async (subjectRecordId: string) =>
    (await (await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId })).json()) as CreatedOfferAnswer;
  const revoke = async (subjectRecordId: string) =>
    issuer.manage(WATER, 'POST', `/subject-records/${subjectRecordId}/revocation`, { reason: 'key_lost' });
  const placeOf = (credential: string) =>
    (parseSdJwtVc(credential).payload.status as { status_list: { idx: number; uri: string } }).status_list;

  async function published() {
    const token = issuer.peers.tokens.get(LIST) as string;
    return readStatusList({
      token,
      uri: `${issuer.peers.url}${LIST}`,
      inflate: inflateWithZlib,
      verifySignature: verifyWithNodeCrypto,
      resolveSigner: async (x5c) => {
        const now = secondsOf(issuer.clock.now);
        const chain = await validateChain([...x5c], [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
        if (chain.outcome !== 'trusted') throw new Error(chain.code);
        return chain.leaf;
      },
    });
  }

  test('publishes and anchors the empty list of each tenant at the start', async () => {
    expect([...issuer.peers.tokens.keys()].sort()).toEqual([LIST, '/status-lists/gaz-fictif/1']);
    const snapshot = await published();
    expect(snapshot).toMatchObject({ version: 1, bits: 1, ttl: 60 });
    expect(snapshot.expiresAt).toBe(snapshot.issuedAt + 60);
    expect(snapshot.statuses).toHaveLength(128);
    const anchors = issuer.peers.ledgerTransactions.map(({ body }) => body);
    expect(anchors).toHaveLength(2);
    const trustFile = parseTrustFile(JSON.stringify(await readJsonFile(issuer.config.trustFile)));
    expect(anchors[0]).toMatchObject({ kind: 'anchor_status', genesis: genesisDigest(trustFile.genesis) });
  });

  test('revokes every credential of a customer, once, and anchors the changed list under the next version', async () => {
    const moved = await issuer.importCustomer(WATER, customer(1), 'C-0001');
    const stays = await issuer.importCustomer(WATER, customer(2), 'C-0002');
    const wallet = new WalletUnderTest(issuer);
    const revoked = await wallet.receive(await offer(moved), 3);
    const kept = await wallet.receive(await offer(stays), 2);
    const before = issuer.peers.ledgerTransactions.length;
    const answer = await revoke(moved);
    expect([answer.status, await answer.json()]).toEqual([200, { revoked: 3, validUntilBoundSeconds: 140 }]);
    expect(await (await revoke(moved)).json()).toEqual({ revoked: 0, validUntilBoundSeconds: 140 });
    await issuer.service.drain();
    const snapshot = await published();
    expect(snapshot.version).toBe(2);
    for (const credential of revoked) expect(statusAt(snapshot, placeOf(credential).idx)).toBe(STATUS_INVALID);
    for (const credential of kept) expect(statusAt(snapshot, placeOf(credential).idx)).toBe(STATUS_VALID);
    const anchored = issuer.peers.ledgerTransactions.slice(before);
    expect(anchored).toHaveLength(1);
    const { anchor } = anchored[0]!.body.payload as { anchor: { member: string; digest: string; version: number } };
    expect(anchor.digest).toBe(statusListDigest({ issuer: anchor.member, ...snapshot }));
    expect(ledgerTransactionId(anchored[0]!.body)).toBeTruthy();
  });

  test('withdraws the offers of a revoked customer, with their access tokens', async () => {
    const id = await issuer.importCustomer(WATER, customer(4), 'C-0004');
    const [open, redeemed] = [await offer(id), await offer(id)];
    const wallet = new WalletUnderTest(issuer);
    const accessToken = await wallet.accessToken(redeemed);
    expect((await revoke(id)).status).toBe(200);
    const { transactionCode } = open;
    expect((await wallet.token({ preAuthorizedCode: codeOf(open), transactionCode })).status).toBe(400);
    expect((await fetch(open.credentialOfferUri)).status).toBe(404);
    expect((await wallet.credentials(accessToken, '{}')).status).toBe(401);
  });

  test('revokes what an erased customer holds', async () => {
    const id = await issuer.importCustomer(WATER, customer(5), 'C-0005');
    const [credential] = await new WalletUnderTest(issuer).receive(await offer(id), 1);
    expect((await issuer.manage(WATER, 'DELETE', `/subject-records/${id}`)).status).toBe(204);
    await issuer.service.drain();
    expect(statusAt(await published(), placeOf(credential as string).idx)).toBe(STATUS_VALID);
    issuer.clock.ahead += DAY;
    await issuer.service.drain();
    expect(statusAt(await published(), placeOf(credential as string).idx)).toBe(STATUS_INVALID);
  });

  test('publishes and anchors later what an outage of provider and ledger held up, revoked at once all the same', async () => {
    const id = await issuer.importCustomer(WATER, customer(6), 'C-0006');
    const [credential] = await new WalletUnderTest(issuer).receive(await offer(id), 1);
    issuer.peers.failWith = 503;
    expect((await revoke(id)).status).toBe(200);
    await issuer.service.drain();
    const { idx } = placeOf(credential as string);
    expect(statusAt(await published(), idx)).toBe(STATUS_VALID);
    issuer.peers.failWith = undefined;
    // Past every pause between two attempts.
    issuer.clock.ahead += 30_000;
    await issuer.restart();
    await issuer.service.drain();
    expect(statusAt(await published(), idx)).toBe(STATUS_INVALID);
  });

  test('leaves one row a list in the outbox however long an outage lasts', async () => {
    issuer.peers.failWith = 503;
    for (let start = 0; start < 3; start++) await issuer.restart();
    await issuer.service.drain();
    issuer.peers.failWith = undefined;
    issuer.clock.ahead += 30_000;
    const before = issuer.peers.puts;
    await issuer.service.drain();
    expect(issuer.peers.puts - before).toBe(2);
  });

  test('signs a list anew without anchoring it again where nothing changed', async () => {
    await issuer.service.drain();
    const before = issuer.peers.ledgerTransactions.length;
    const { issuedAt, version } = await published();
    issuer.clock.ahead += 5_000;
    await issuer.restart();
    await issuer.service.drain();
    const snapshot = await published();
    expect([snapshot.version, snapshot.issuedAt > issuedAt]).toEqual([version, true]);
    expect(issuer.peers.ledgerTransactions).toHaveLength(before);
  });

  test('begins the next list where places become rare', async () => {
    const id = await issuer.importCustomer(WATER, customer(7), 'C-0007');
    const wallet = new WalletUnderTest(issuer);
    const uris = new Set<string>();
    for (let round = 0; round < 110 && uris.size < 2; round++) {
      for (const credential of await wallet.receive(await offer(id), 10)) uris.add(placeOf(credential).uri);
    }
    expect([...uris]).toEqual([`${issuer.peers.url}${LIST}`, `${issuer.peers.url}/status-lists/${WATER}/2`]);
    expect(await (await revoke(id)).json()).toMatchObject({ revoked: expect.any(Number) });
    await issuer.service.drain();
    expect([...issuer.peers.tokens.keys()]).toContain(`/status-lists/${WATER}/2`);
  }, 60_000);
});
