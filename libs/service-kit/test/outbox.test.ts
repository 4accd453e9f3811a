import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { outage, platformRandom } from '#primitives';
import { openDatabase, type Database } from '#service-kit/database';
import {
  Outbox,
  outboxEntities,
  outboxMigrations,
  OutboxWorker,
  type OutboxHandler,
  type OutboxRow,
  type OutboxWorkerOptions,
} from '#service-kit/outbox';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { eventually } from '../../../test/environment/eventually.js';

/** Something that one side waits for and the other one gives. */
class Signal {
  give: () => void = () => undefined;
  readonly given = new Promise<void>((resolve) => (this.give = resolve));
}

describe.each<DatabaseUnderTest>(databasesUnderTest())('the outbox on $name', (databaseUnderTest) => {
  let now: number;
  let database: Database;
  let outbox: Outbox;
  let workers: OutboxWorker[];
  const clock = () => now;

  beforeEach(async () => {
    now = 1_800_000_000_000;
    workers = [];
    outbox = new Outbox(clock, platformRandom);
    database = await openDatabase({
      url: await databaseUnderTest.freshUrl(),
      entities: outboxEntities,
      migrations: outboxMigrations,
    });
  });
  afterEach(async () => {
    for (const each of workers) await each.stop();
    await database.close();
  });

  function worker(handler: OutboxHandler, options: Partial<OutboxWorkerOptions> = {}): OutboxWorker {
    const made = new OutboxWorker({ database, outbox, handlers: { greet: handler }, clock, ...options });
    workers.push(made);
    return made;
  }

  const add = (id: string, dueAt?: number) =>
    database.tx((manager) =>
      outbox.enqueue(manager, {
        tenantId: 'water',
        kind: 'greet',
        payload: { id },
        id,
        ...(dueAt === undefined ? {} : { dueAt }),
      }),
    );
  const rows = () =>
    database.tx((manager) =>
      manager.query<Pick<OutboxRow, 'id' | 'state' | 'attempts' | 'lastErrorCode'>[]>(
        'SELECT "id", "state", "attempts", "lastErrorCode" FROM kit_outbox ORDER BY "id"',
      ),
    );

  it('does what was added, once, and forgets it', async () => {
    const done: unknown[] = [];
    await add('a');
    await add('a');
    await worker(async (row) => void done.push(row.payload)).drain();
    expect(done).toEqual([{ id: 'a' }]);
    expect(await rows()).toEqual([]);
  });

  it('knows nothing of a transaction that failed', async () => {
    const failing = database.tx(async (manager) => {
      await outbox.enqueue(manager, { tenantId: 'water', kind: 'greet', payload: {} });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await rows()).toEqual([]);
  });

  it('wakes up when a row is added', async () => {
    const done: string[] = [];
    worker(async (row) => void done.push(row.id), { pollMilliseconds: 60_000 }).start();
    await sleep(30);
    await add('a');
    await eventually(() => expect(done).toEqual(['a']));
  });

  it('leaves a row alone before its time, and one of a kind it does not know', async () => {
    const done: string[] = [];
    const made = worker(async (row) => void done.push(row.id));
    await add('later', now + 1_000);
    await database.tx((manager) => outbox.enqueue(manager, { tenantId: 'water', kind: 'other', payload: {} }));
    await made.drain();
    expect(done).toEqual([]);
    now += 1_000;
    await made.drain();
    expect(done).toEqual(['later']);
  });

  it('tries again later and later, and gives up at its age, leaving the code', async () => {
    const attempts: number[] = [];
    const policy = { firstDelayMilliseconds: 1_000, maxDelayMilliseconds: 4_000, maxAgeMilliseconds: 12_000 };
    const made = worker(
      async () => {
        attempts.push(now - 1_800_000_000_000);
        throw outage('fetch_failed', 'no answer');
      },
      { policies: { greet: policy } },
    );
    await add('a');
    for (let second = 0; second < 20; second++) {
      await made.drain();
      now += 1_000;
    }
    expect(attempts).toEqual([0, 1_000, 3_000, 7_000, 11_000]);
    expect(await rows()).toEqual([{ id: 'a', state: 'given_up', attempts: 5, lastErrorCode: 'fetch_failed' }]);
  });

  it('two workers never do the same row at the same time', async () => {
    const done: string[] = [];
    for (let index = 0; index < 30; index++) await add(`row-${index}`);
    const handler: OutboxHandler = async (row) => {
      done.push(row.id);
      await sleep(1);
    };
    await Promise.all([worker(handler).drain(), worker(handler).drain()]);
    expect(done).toHaveLength(30);
    expect(new Set(done).size).toBe(30);
  });

  it('takes over the row of a worker that died, whose late answer then changes nothing', async () => {
    const [begun, late] = [new Signal(), new Signal()];
    const stuck = worker(async () => {
      begun.give();
      await late.given;
      throw new Error('late');
    });
    await add('a');
    const draining = stuck.drain();
    await begun.given;
    const done: string[] = [];
    const other = worker(async (row) => void done.push(row.id));
    await other.drain();
    expect(done).toEqual([]);
    now += 30_000;
    await other.drain();
    expect(done).toEqual(['a']);
    late.give();
    await draining;
    expect(await rows()).toEqual([]);
  });

  it('stopping waits for the row in work', async () => {
    const begun = new Signal();
    let finished = false;
    const made = worker(async () => {
      begun.give();
      await sleep(100);
      finished = true;
    });
    await add('a');
    made.start();
    await begun.given;
    await made.stop();
    expect(finished).toBe(true);
    expect(await rows()).toEqual([]);
  });
});
