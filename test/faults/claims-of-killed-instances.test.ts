import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { STATUS_INVALID, STATUS_VALID, statusAt } from '#status-list';
import { openStatusUnderTest, TENANT, type StatusUnderTest } from '../../apps/issuer/test/status-under-test.js';
import { databasesUnderTest } from '../environment/databases.js';

/** `npm test -- --scale full` claims as many as the issue asks for. */
const PLACES = process.env['INCOLA_TEST_SCALE'] === 'full' ? 50_000 : 4_000;
/** Of one claim in four, some: how many are revoked before a kill is a matter of luck, so the series goes on until there are enough. */
const LEAST_REVOKED = PLACES / 400;
const TEST_MILLISECONDS = 600_000;
const LANES = 8;
const LIST_SIZE = 2 ** 17;
/** Of an instance, before it is killed in the middle of whatever it does. */
const LIFETIME_MILLISECONDS = { least: 300, most: 2_000 };
const program = join(import.meta.dirname, 'claiming-instance.mjs');
const built = join(import.meta.dirname, '..', '..', 'dist', 'apps');
const postgres = databasesUnderTest().find(({ name }) => name === 'postgres');

/** What the instances said they had done, each after its commit. */
const told = { claimed: new Map<string, string[]>(), revoked: new Set<string>(), kills: 0 };
const running = new Set<ChildProcess>();
let one: StatusUnderTest;

/** Lives until its `kill -9`. */
async function liveAndDie(databaseUrl: string, name: string, isLast: () => boolean): Promise<void> {
  const parameters = [program, databaseUrl, name, String(LANES), String(LIST_SIZE)];
  const process_ = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(process_);
  const ended = once(process_, 'exit');
  let isReady = false;
  createInterface({ input: process_.stdout }).on('line', (line) => {
    const [what, subject, ...places] = line.split(' ');
    if (what === 'ready') isReady = true;
    // A line that was cut off by the kill is of a claim that nobody heard of.
    else if (what === 'claimed' && subject !== undefined && places.length === 10) told.claimed.set(subject, places);
    else if (what === 'revoked' && subject !== undefined) told.revoked.add(subject);
  });
  while (!isReady && process_.exitCode === null) await sleep(20);
  const { least, most } = LIFETIME_MILLISECONDS;
  const dies = performance.now() + least + Math.random() * (most - least);
  while (performance.now() < dies && !isLast() && process_.exitCode === null) await sleep(10);
  expect(process_.exitCode).toBeNull();
  process.kill(process_.pid as number, 'SIGKILL');
  await ended;
  running.delete(process_);
  told.kills++;
}

// One process is all that SQLite is for.
(postgres === undefined ? describe.skip : describe)('two instances on PostgreSQL, each killed again and again', () => {
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error('these tests kill built services: build first (npm test does)');
    const databaseUrl = (await postgres?.freshUrl()) as string;
    one = await openStatusUnderTest(databaseUrl, { statusListSize: LIST_SIZE });
    const isEnough = () => told.claimed.size * 10 >= PLACES && told.revoked.size >= LEAST_REVOKED;
    const series = async (side: string) => {
      for (let life = 0; !isEnough(); life++) await liveAndDie(databaseUrl, `${side}${life}`, isEnough);
    };
    await Promise.all([series('left'), series('right')]);
    one.time.now = Date.now();
    while (await one.release());
  }, TEST_MILLISECONDS);

  afterAll(async () => {
    for (const process_ of running) process_.kill('SIGKILL');
    await one?.close();
  });

  it('share no place, whoever heard of it', async () => {
    expect(told.kills).toBeGreaterThan(1);
    const heard = [...told.claimed.values()].flat();
    expect(heard.length).toBeGreaterThanOrEqual(PLACES);
    expect(new Set(heard).size).toBe(heard.length);
    const owned = [...(await batches()).values()].flat();
    expect(new Set(owned).size).toBe(owned.length);
  });

  it('lose no claim: each that was answered stands in the register, as it was answered', async () => {
    const kept = await batches();
    const used = new Set(await usedPlaces());
    for (const [subject, places] of told.claimed) {
      expect(kept.get(subject)).toEqual(places);
      for (const place of places) expect(used.has(place)).toBe(true);
    }
  });

  it('lose no revocation: what was revoked is revoked in the lists, and nothing else of what was claimed', async () => {
    expect(told.revoked.size).toBeGreaterThanOrEqual(LEAST_REVOKED);
    const lists = await one.stores.statusLists.all(TENANT);
    const bits = new Map(await Promise.all(lists.map(async ({ listId }) => [listId, await one.bits(listId)] as const)));
    const kept = await batches();
    const decided = await one.database.read((manager) =>
      manager.query<{ subjectRecordId: string }[]>(
        `SELECT "subjectRecordId" FROM "issuer_status_batch" WHERE "state" = 'revoked'`,
      ),
    );
    const revoked = new Set(decided.map(({ subjectRecordId }) => subjectRecordId));
    for (const subject of told.revoked) expect(revoked.has(subject)).toBe(true);
    for (const [subject, places] of kept) {
      const should = revoked.has(subject) ? STATUS_INVALID : STATUS_VALID;
      const says = places.map((place) => {
        const [listId = '', idx] = place.split('#');
        const { list, statuses } = bits.get(listId) as Awaited<ReturnType<StatusUnderTest['bits']>>;
        return statusAt({ bits: list.bits, statuses }, Number(idx));
      });
      expect(says.every((status) => status === should)).toBe(true);
    }
  });
});

async function batches(): Promise<Map<string, string[]>> {
  const rows = await one.database.read((manager) =>
    manager.query<{ subjectRecordId: string; places: string }[]>(
      'SELECT "subjectRecordId", "places" FROM "issuer_status_batch"',
    ),
  );
  return new Map(
    rows.map(({ subjectRecordId, places }) => [
      subjectRecordId,
      (JSON.parse(places) as { listId: string; idx: number }[]).map(({ listId, idx }) => `${listId}#${idx}`),
    ]),
  );
}

async function usedPlaces(): Promise<string[]> {
  const rows = await one.database.read((manager) =>
    manager.query<{ listId: string; idx: number }[]>('SELECT "listId", "idx" FROM "issuer_status_place"'),
  );
  return rows.map(({ listId, idx }) => `${listId}#${idx}`);
}
