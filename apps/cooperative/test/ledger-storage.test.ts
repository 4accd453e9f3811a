import { afterEach, describe, expect, test } from '@jest/globals';
import type { LedgerStorage, StoredBlock } from '#anchoring/embedded';
import { encodeUtf8 } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { openDataStore, type DataStore } from '../src/adapters/typeorm/open-data-store.js';

const position = (height: number) => ({ height, time: 1, stateRoot: 'r', frontier: { size: height + 1, hashes: [] } });
const hash = new Uint8Array(32).fill(7);

function block(height: number, writes: StoredBlock['replicas'][number]['writes'] = []): StoredBlock {
  return {
    height,
    start: height,
    leaves: [encodeUtf8(`leaf ${height}`)],
    nodes: [{ level: 0, index: height, hash }],
    places: [{ id: `id-${height}`, height, index: height }],
    replicas: [
      { name: 'engine', position: position(height), writes },
      { name: 'citizens', position: position(height), writes: [] },
    ],
  };
}

let store: DataStore | undefined;
afterEach(async () => {
  await store?.database.close();
  store = undefined;
});

describe.each(databasesUnderTest())('the storage of the ledger ($name)', ({ freshUrl }) => {
  const fresh = async (): Promise<LedgerStorage> => {
    store = await openDataStore(await freshUrl());
    return store.ledgerStorage;
  };

  test('has tables that its entities agree with', async () => {
    await fresh();
    const queries = await store?.database.tx(
      async (manager) => (await manager.dataSource.driver.createSchemaBuilder().log()).upQueries,
    );
    expect(queries?.map(({ query }) => query)).toEqual([]);
  });

  test('is empty before the genesis block', async () => {
    expect(await (await fresh()).load()).toBeUndefined();
  });

  test('gives back what blocks wrote, removed entries left out', async () => {
    const storage = await fresh();
    await storage.appendBlock(
      block(0, [
        { key: 'a', value: { deep: [1, 'é', null] } },
        { key: 'b', value: 2 },
      ]),
    );
    await storage.appendBlock(block(1, [{ key: 'b', value: null }, { key: 'c', value: 'x' }])); // prettier-ignore
    const replicas = (await storage.load())?.replicas ?? [];
    const engine = replicas.find(({ name }) => name === 'engine');
    expect(engine?.position).toEqual(position(1));
    expect(Object.fromEntries(engine?.entries ?? [])).toEqual({ a: { deep: [1, 'é', null] }, c: 'x' });
    expect(replicas.find(({ name }) => name === 'citizens')?.entries).toEqual([]);
    expect(await storage.readLeaves(0, 5)).toEqual([encodeUtf8('leaf 0'), encodeUtf8('leaf 1')]);
    expect(await storage.readNodes([{ level: 0, index: 1 }])).toEqual([hash]);
    expect(await storage.findPlace('id-1')).toEqual({ height: 1, index: 1 });
    expect(await storage.findPlace('id-2')).toBeUndefined();
  });

  test('refuses a second block of the same place whole', async () => {
    const storage = await fresh();
    await storage.appendBlock(block(0, [{ key: 'a', value: 1 }]));
    await expect(storage.appendBlock(block(0, [{ key: 'a', value: 2 }]))).rejects.toThrow();
    expect((await storage.load())?.replicas.find(({ name }) => name === 'engine')?.entries).toEqual([['a', 1]]);
  });

  test('reads a missing node as a broken promise', async () => {
    await expect((await fresh()).readNodes([{ level: 3, index: 0 }])).rejects.toMatchObject({ fault: 'bug' });
  });
});
