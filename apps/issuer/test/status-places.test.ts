import { afterEach, describe, expect, test } from '@jest/globals';
import { STATUS_INVALID, STATUS_SUSPENDED, STATUS_VALID, statusAt } from '#status-list';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { forgetStatusPlaces, isOver } from '../src/status-lists/forget-status-places.js';
import { drawIndexes } from '../src/status-lists/draw-indexes.js';
import { placeDecoys } from '../src/status-lists/place-decoys.js';
import type { StatusList } from '../src/status-lists/status-lists.js';
import { DAY, openStatusUnderTest, TENANT, type StatusUnderTest } from './status-under-test.js';

const nameOf = ({ listId, idx }: { listId: string; idx: number }) => `${listId}#${idx}`;

describe.each<DatabaseUnderTest>(databasesUnderTest())('status places on $name', ({ name, freshUrl }) => {
  const opened: StatusUnderTest[] = [];
  const open = async (...options: Parameters<typeof openStatusUnderTest>) => {
    const one = await openStatusUnderTest(...options);
    opened.push(one);
    return one;
  };
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  test('are claimed by two instances at once and never shared', async () => {
    const url = await freshUrl();
    const first = await open(url);
    // SQLite is one instance's; there the two share their database.
    const second = name === 'postgres' ? await open(url) : first;
    await first.claim();
    for (const one of [first, second]) await one.stores.openLists.refresh(TENANT);
    const batches = await Promise.all(
      Array.from({ length: 60 }, (_unused, number) => (number % 2 === 0 ? first : second).claim()),
    );
    const places = batches.flat().map(nameOf);
    expect(places).toHaveLength(600);
    expect(new Set(places).size).toBe(600);
  }, 30_000);

  test('lie all over the list, those of one batch too', async () => {
    const one = await open(await freshUrl());
    const batches = [];
    for (let batch = 0; batch < 20; batch++) batches.push(await one.claim());
    const indexes = batches.flat().map(({ idx }) => idx);
    for (const quarter of [0, 1, 2, 3]) {
      const inside = indexes.filter((idx) => Math.floor(idx / 1024) === quarter).length;
      expect(inside).toBeGreaterThan(20);
      expect(inside).toBeLessThan(90);
    }
    const neighbours = batches.flatMap((batch) =>
      batch.filter(({ idx }) => batch.some((other) => other.idx === idx + 1)),
    );
    expect(neighbours.length).toBeLessThan(10);
  });

  test('are nobody’s again where the unit of work fails, and the next list of it is not remembered', async () => {
    const one = await open(await freshUrl(), { statusListSize: 1024 });
    await expect(
      one.database.tx(async () => {
        await one.claim();
        throw new Error('something else failed');
      }),
    ).rejects.toThrow('something else failed');
    expect(await one.stores.statusLists.all(TENANT)).toEqual([]);
    const places = await one.claim();
    expect(places.map(({ listId }) => listId)).toEqual(Array.from({ length: 10 }, () => '1'));
  });

  test('stay used when nobody knows any more whose they were', async () => {
    const one = await open(await freshUrl(), { statusListSize: 1024 });
    const parts = { ...one.stores, clockSkewSeconds: 60, clock: () => one.time.now };
    const places = await one.claim({ expiresAt: one.time.now + DAY });
    one.time.now += DAY;
    await forgetStatusPlaces([TENANT], parts);
    expect(await batchesOf(one)).toHaveLength(1);
    one.time.now += 61_000;
    await forgetStatusPlaces([TENANT], parts);
    expect(await batchesOf(one)).toEqual([]);
    const indexes = places.map(({ idx }) => idx);
    expect(await one.stores.statusPlaces.claim(TENANT, '1', [...indexes, (indexes[0] ?? 0) ^ 1])).not.toEqual(
      expect.arrayContaining(indexes),
    );
  });

  test('of another width are in another list, and each width has its own newest', async () => {
    const one = await open(await freshUrl());
    const [narrow, wide] = [await one.claim(), await one.claim({ credentialTypeId: 'suspendable' })];
    expect([narrow[0]?.listId, wide[0]?.listId]).toEqual(['1', '2']);
    const lists = await one.stores.statusLists.all(TENANT);
    expect(lists.map(({ listId, bits }) => [listId, bits])).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
    expect(one.published).toEqual(['1', '2']);
    expect((await one.claim())[0]?.listId).toBe('1');
  });

  test('come from the next list where the newest is half full, and each of them is one person’s', async () => {
    const one = await open(await freshUrl(), { statusListSize: 1024 });
    const places: string[] = [];
    for (let batch = 0; batch < 130; batch++) {
      if (batch % 10 === 0) await one.stores.openLists.refresh(TENANT);
      places.push(...(await one.claim()).map(nameOf));
    }
    expect(new Set(places).size).toBe(1300);
    const ofFirst = places.filter((place) => place.startsWith('1#')).length;
    expect(ofFirst).toBeGreaterThan(350);
    expect(ofFirst).toBeLessThan(750);
  }, 60_000);

  test('go with their list when its last credential is over, and its number is not used again', async () => {
    const one = await open(await freshUrl(), { statusListSize: 1024 });
    const parts = { ...one.stores, clockSkewSeconds: 60, clock: () => one.time.now };
    const list = (listId: string, beganAt: number): StatusList => ({
      ...{ tenantId: TENANT, listId, size: 1024, bits: 1, version: 1, anchoredVersion: 1, beganAt },
    });
    await one.stores.statusLists.begin(list('1', one.time.now));
    await one.stores.statusPlaces.claim(TENANT, '1', [1, 2, 3]);
    await one.stores.statusLists.begin(list('2', one.time.now + DAY));
    one.time.now += 15 * DAY;
    await forgetStatusPlaces([TENANT], parts);
    expect(await one.stores.statusLists.all(TENANT)).toHaveLength(2);
    one.time.now += DAY + 1;
    await forgetStatusPlaces([TENANT], parts);
    expect((await one.stores.statusLists.all(TENANT)).map(({ listId }) => listId)).toEqual(['2']);
    expect(await one.stores.statusPlaces.claim(TENANT, '1', [1])).toEqual([1]);
    expect(isOver(list('2', 0), [list('2', 0)], one.time.now)).toBe(false);
  });

  test('that say revoked never say anything else again, whoever comes late', async () => {
    const one = await open(await freshUrl());
    const [place] = await one.claim({ credentialTypeId: 'suspendable', count: 1 });
    const idx = place?.idx ?? 0;
    const { waitingDecisions } = one.stores;
    for (const status of [STATUS_SUSPENDED, STATUS_VALID, STATUS_INVALID]) {
      await waitingDecisions.flip(TENANT, '1', [{ idx, status }]);
      const { list, statuses } = await one.bits();
      expect(statusAt({ bits: list.bits, statuses }, idx)).toBe(status);
    }
    for (const status of [STATUS_VALID, STATUS_SUSPENDED]) {
      await waitingDecisions.flip(TENANT, '1', [{ idx, status }]);
      const { list, statuses } = await one.bits();
      expect([list.bits, statusAt({ bits: list.bits, statuses }, idx)]).toEqual([2, STATUS_INVALID]);
    }
  });

  test('are brought up to date by what changed, in the same state as read anew', async () => {
    const one = await open(await freshUrl());
    await one.claim();
    const { StatusBitsCache } = await import('../src/status-lists/status-bits.js');
    const cache = new StatusBitsCache(one.stores.statusLists);
    const all = Array.from({ length: 4096 }, (_unused, idx) => idx);
    await one.stores.statusPlaces.claim(TENANT, '1', all);
    for (const flips of [[5], all.filter((idx) => idx % 3 === 0), [7, 11], []]) {
      await one.stores.waitingDecisions.flip(
        TENANT,
        '1',
        flips.map((idx) => ({ idx, status: STATUS_INVALID })),
      );
      const [kept, fresh] = [await cache.read(TENANT, '1'), await one.bits()];
      expect(kept?.list.version).toBe(fresh.list.version);
      expect(Buffer.compare(kept?.statuses as Uint8Array, fresh.statuses)).toBe(0);
    }
    expect(await cache.read(TENANT, '9')).toBeUndefined();
  });

  test('that are decoys are a thousandth or four of a list at its birth, and as many as they like beside a release', async () => {
    const one = await open(await freshUrl(), { statusListSize: 65_536 });
    await one.claim();
    const [list] = await one.stores.statusLists.all(TENANT);
    const decoys = await placeDecoys(list as StatusList, 0, { ...one.stores, random: one.random });
    expect(decoys.length).toBeGreaterThan(60);
    expect(decoys.length).toBeLessThanOrEqual(256);
    const counts = new Set<number>();
    for (let release = 0; release < 12; release++) {
      counts.add((await placeDecoys(list as StatusList, 10, { ...one.stores, random: one.random })).length);
    }
    expect(counts.size).toBeGreaterThan(5);
    expect(Math.max(...counts)).toBeLessThanOrEqual(64);
    expect(() => drawIndexes(513, 1024, one.random)).toThrow('many more places');
    // Where nearly everybody of a list is revoked at once, there is no room for as many again.
    const all = list?.size ?? 0;
    for (let release = 0; release < 6; release++) {
      const beside = await placeDecoys(list as StatusList, all, { ...one.stores, random: one.random });
      expect(beside.length).toBeLessThanOrEqual(all / 4);
    }
  });
});

async function batchesOf({ database }: StatusUnderTest): Promise<unknown[]> {
  return database.read((manager) => manager.query('SELECT "id" FROM "issuer_status_batch"'));
}
