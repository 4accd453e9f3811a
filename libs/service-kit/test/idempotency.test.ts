import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { openDatabase, type Database } from '#service-kit/database';
import {
  idempotencyEntities,
  idempotencyMigrations,
  IdempotentRequests,
  readIdempotencyKey,
} from '#service-kit/idempotency';
import { ensureMasterKey, SecretBox } from '#service-kit/vault';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const HOUR = 60 * 60 * 1000;
const keyOf = (key: string, body: unknown = { a: 1 }, tenantId = 'bank', path = '/api/v1/things') =>
  readIdempotencyKey(key, tenantId, { method: 'POST', path, body });

describe('An idempotency key', () => {
  it('is a string of structured fields, or the same without its quotation marks', () => {
    expect(keyOf('"8e03978e-40d5"')).toEqual(keyOf('8e03978e-40d5'));
    expect(readIdempotencyKey(undefined, 'bank', { method: 'POST', path: '/', body: null })).toBeUndefined();
  });

  it.each(['', '""', '"a', 'a b', '"a"b"', '"é"', 'é', `"${'a'.repeat(256)}"`, ['a', 'b'], 'a, b'])(
    'is refused as %j',
    (header) => {
      const read = () => readIdempotencyKey(header, 'bank', { method: 'POST', path: '/', body: null });
      expect(read).toThrow(expect.objectContaining({ code: 'malformed_idempotency_key' }));
    },
  );

  it('knows its request by method, address and content, however the content is written', () => {
    const { digest } = keyOf('k') ?? {};
    expect(keyOf('k', JSON.parse('{ "a": 1.0 }'))?.digest).toBe(digest);
    for (const other of [keyOf('k', { a: 2 }), keyOf('k', null), keyOf('k', { a: 1 }, 'bank', '/other')]) {
      expect(other?.digest).not.toBe(digest);
    }
  });
});

describe.each<DatabaseUnderTest>(databasesUnderTest())('a request with an idempotency key on $name', (under) => {
  let url: string;
  let database: Database;
  let secrets: SecretBox;
  let requests: IdempotentRequests;
  let now = 1_800_000_000_000;
  const clock = () => now;
  let done = 0;
  const work = () => Promise.resolve({ number: ++done });
  const prepared = () => Promise.resolve(work);
  const open = () => openDatabase({ url, entities: idempotencyEntities, migrations: idempotencyMigrations });

  /** Resolves once the work has begun. */
  const begin = (key: string) =>
    new Promise<{ running: Promise<unknown>; finish: () => void }>((begun) => {
      const running = requests.repeatably(keyOf(key), async () => {
        await new Promise<void>((finish) => setImmediate(() => begun({ running, finish })));
        return work();
      });
    });

  beforeAll(async () => {
    url = await under.freshUrl();
    const folder = mkdtempSync(join(tmpdir(), 'incola-idempotency-'));
    secrets = new SecretBox(await ensureMasterKey(join(folder, 'master.key'), platformRandom), platformRandom);
    database = await open();
    requests = new IdempotentRequests(database, secrets, { clock, random: platformRandom });
  });
  beforeEach(() => {
    done = 0;
  });
  afterAll(() => database.close());

  it('is worked on once, and answered alike, by another instance and after a restart too', async () => {
    const first = await requests.once(keyOf('once'), prepared);
    expect(await requests.once(keyOf('once'), prepared)).toEqual(first);
    const again = await open();
    const other = new IdempotentRequests(again, secrets, { clock, random: platformRandom });
    expect([await other.once(keyOf('once'), prepared), done]).toEqual([{ number: 1 }, 1]);
    await again.close();
    expect(await requests.once(undefined, prepared)).toEqual({ number: 2 });
    expect(await requests.once(keyOf('nothing'), async () => () => Promise.resolve(undefined))).toBeUndefined();
    expect(await requests.once(keyOf('nothing'), prepared)).toBeUndefined();
  });

  it('is prepared while the database works for others, who may be what it waits for', async () => {
    const preparing = async () => {
      const elsewhere = new Promise<void>((resolve) => setImmediate(() => resolve(database.tx(async () => undefined))));
      await elsewhere;
      return work;
    };
    expect(await requests.once(keyOf('waiting'), preparing)).toEqual({ number: 1 });
  });

  it('is refused with another content, and another tenant’s is another', async () => {
    await requests.once(keyOf('mine'), prepared);
    await expect(requests.once(keyOf('mine', { a: 2 }), prepared)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect([done, await requests.once(keyOf('mine', { a: 1 }, 'city'), prepared)]).toEqual([1, { number: 2 }]);
  });

  it('is refused while the first of it is worked on', async () => {
    const { running: slow, finish } = await begin('slow');
    await expect(requests.once(keyOf('slow'), prepared)).rejects.toMatchObject({ code: 'idempotent_request_running' });
    const reused = { code: 'idempotency_key_reused' };
    await expect(requests.once(keyOf('slow', { a: 2 }), prepared)).rejects.toMatchObject(reused);
    finish();
    expect([await slow, await requests.once(keyOf('slow'), prepared), done]).toEqual([{ number: 1 }, { number: 1 }, 1]);
    const several = await Promise.allSettled([1, 2, 3].map(() => requests.once(keyOf('several'), prepared)));
    expect(done).toBe(2);
    for (const outcome of several) {
      if (outcome.status === 'fulfilled') expect(outcome.value).toEqual({ number: 2 });
      else expect(outcome.reason).toMatchObject({ code: 'idempotent_request_running' });
    }
  });

  it('that was refused may be sent again', async () => {
    const failing = requests.once(keyOf('failing'), () => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    expect(await requests.once(keyOf('failing'), prepared)).toEqual({ number: 1 });
  });

  it('whose instance died is taken over after its lease, and the dead one’s work counts no more', async () => {
    const { running: dead, finish } = await begin('dead');
    await expect(requests.once(keyOf('dead'), prepared)).rejects.toMatchObject({ code: 'idempotent_request_running' });
    now += 61_000;
    expect(await requests.once(keyOf('dead'), prepared)).toEqual({ number: 1 });
    finish();
    await expect(dead).rejects.toMatchObject({ code: 'idempotent_request_running' });
    expect(await requests.once(keyOf('dead'), prepared)).toEqual({ number: 1 });
  });

  it('is forgotten after a day, and never stood there in the clear', async () => {
    const secret = { pageUrl: 'https://verifier.example/bank/verify/x?start=secret' };
    await requests.once(keyOf('day'), async () => () => Promise.resolve(secret));
    const rows = await database.read((manager) => manager.query<object[]>('SELECT * FROM "kit_idempotent_request"'));
    expect(JSON.stringify(rows)).not.toContain('start=');
    now += 24 * HOUR;
    expect(await requests.once(keyOf('day'), prepared)).toEqual({ number: 1 });
  });
});
