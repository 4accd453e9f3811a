import { afterEach, describe, expect, test } from '@jest/globals';
import type { LedgerStorage } from '#anchoring/embedded';
import { blockEndLeaf, ledgerTransactionId, ledgerTransactionLeaf, type LedgerTransaction } from '#ledger';
import { encodeBase64url, sha256 } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { openDataStore, type DataStore } from '../src/adapters/typeorm/open-data-store.js';
import { createLogFollower } from '../src/explorer/index/follow-log.js';
import {
  DECISIONS,
  EVERYTHING,
  topicOfAnchors,
  topicOfContract,
  topicOfDigest,
} from '../src/explorer/index/topics-of.js';

const BANK = 'did:web:bank.example';
const digestOf = (number: number) => encodeBase64url(sha256(Uint8Array.of(number >> 8, number & 255)));
const head = (number: number) => ({
  ...{ genesis: digestOf(0), contractVersion: 1, expiryHeight: 900 },
  nonce: encodeBase64url(sha256(Uint8Array.of(1, number >> 8, number & 255)).subarray(0, 16)),
});
const anchor = (number: number): LedgerTransaction => ({
  body: {
    ...head(number),
    kind: 'anchor',
    payload: { anchor: { member: BANK, stream: 'presentations', period: number, root: digestOf(number), size: 1024 } },
  },
  signatures: [],
});
const suspension = (number: number): LedgerTransaction => ({
  body: {
    ...head(number),
    kind: 'set_status',
    payload: { subject: { kind: 'contract', id: 'tariff' }, status: 'suspended', sequence: number },
  },
  signatures: [],
});

async function appendBlock(storage: LedgerStorage, height: number, transactions: LedgerTransaction[]): Promise<void> {
  const { length } = await storage.readLeaves(0, 10_000);
  const end = blockEndLeaf({ height, time: 1_800_000_000 + height, stateRoot: digestOf(height) });
  await storage.appendBlock({
    ...{ height, start: length, nodes: [], replicas: [] },
    leaves: [...transactions.map((one) => ledgerTransactionLeaf(height, one)), end],
    places: transactions.map(({ body }, offset) => ({ id: ledgerTransactionId(body), height, index: length + offset })),
  });
}

let store: DataStore | undefined;
afterEach(async () => {
  await store?.database.close();
  store = undefined;
});

describe.each(databasesUnderTest())('the explorer’s index ($name)', ({ freshUrl }) => {
  const open = async (url?: string) => {
    store = await openDataStore(url ?? (await freshUrl()));
    const { ledgerStorage: storage, explorerIndex: index } = store;
    return { storage, index, follower: createLogFollower(storage, index) };
  };
  const numbersOf = (entries: { index: number }[]) => entries.map(({ index }) => index);

  test('finds what the log holds by member, contract and digest, the newest first', async () => {
    const { storage, index, follower } = await open();
    await appendBlock(storage, 0, []);
    await appendBlock(storage, 1, [anchor(1), suspension(2), anchor(3)]);
    await appendBlock(storage, 2, [anchor(4)]);
    await follower.follow();
    expect(await index.position()).toBe(7);
    expect(numbersOf(await index.list({ topic: EVERYTHING, limit: 10 }))).toEqual([5, 3, 2, 1]);
    expect(numbersOf(await index.list({ topic: topicOfAnchors(BANK), limit: 2 }))).toEqual([5, 3]);
    expect(numbersOf(await index.list({ topic: topicOfAnchors(BANK), before: 3, limit: 2 }))).toEqual([1]);
    expect(numbersOf(await index.list({ topic: DECISIONS, limit: 10 }))).toEqual([2]);
    expect(numbersOf(await index.list({ topic: topicOfContract('tariff'), limit: 10 }))).toEqual([2]);
    const [found] = await index.list({ topic: topicOfDigest(digestOf(4)), limit: 10 });
    expect(found).toEqual({
      ...{ index: 5, height: 2, time: 1_800_000_002, kind: 'anchor' },
      id: ledgerTransactionId(anchor(4).body),
      ledgerTransaction: anchor(4),
    });
    expect(await index.find(found?.id ?? '')).toEqual(found);
    expect(await index.find(digestOf(99))).toBeUndefined();
    expect(await index.list({ topic: topicOfDigest(digestOf(98)), limit: 10 })).toEqual([]);
  });

  test('follows a log that is longer than one batch, and one that grows', async () => {
    const { storage, index, follower } = await open();
    await appendBlock(storage, 0, []);
    for (let height = 1; height <= 9; height++) {
      const from = height * 256;
      await appendBlock(
        storage,
        height,
        Array.from({ length: 256 }, (_, offset) => anchor(from + offset)),
      );
    }
    await follower.follow();
    // The first batch is there at once; the others come behind.
    expect(await index.position()).toBeGreaterThanOrEqual(3 * 257 + 1);
    while ((await index.position()) < 9 * 257 + 1) await follower.follow();
    await appendBlock(storage, 10, [suspension(1)]);
    await follower.follow();
    expect(await index.position()).toBe(9 * 257 + 3);
    expect(await index.list({ topic: EVERYTHING, limit: 3000 })).toHaveLength(9 * 256 + 1);
  }, 60_000);

  test('is made once, however many ask at the same time', async () => {
    const { storage, index, follower } = await open();
    await appendBlock(storage, 0, []);
    await appendBlock(storage, 1, [anchor(1)]);
    const other = createLogFollower(storage, index);
    await Promise.all([follower.follow(), other.follow(), follower.follow(), other.follow()]);
    expect(await index.list({ topic: EVERYTHING, limit: 10 })).toHaveLength(1);
    // A batch that begins elsewhere than the index ends changes nothing.
    await index.extend(0, 3, []);
    await index.extend(9, 12, []);
    expect(await index.position()).toBe(3);
  });

  test('goes on after a restart, and is made anew where its version is another', async () => {
    const url = await freshUrl();
    const first = await open(url);
    await appendBlock(first.storage, 0, []);
    await appendBlock(first.storage, 1, [anchor(1)]);
    await first.follower.follow();
    await first.follower.close();
    await store?.database.tx((manager) => manager.query('UPDATE cooperative_explorer_position SET version = 0'));
    await store?.database.close();
    const second = await open(url);
    expect(await second.index.position()).toBe(0);
    await second.follower.follow();
    expect(await second.index.list({ topic: EVERYTHING, limit: 10 })).toHaveLength(1);
    expect(await second.index.position()).toBe(3);
  });

  test('stops following once it is closed', async () => {
    const { storage, index, follower } = await open();
    await appendBlock(storage, 0, []);
    await follower.close();
    await follower.follow();
    expect(await index.position()).toBe(0);
  });
});
