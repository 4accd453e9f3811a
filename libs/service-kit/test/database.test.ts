import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { epochMilliseconds, openDatabase, parseDatabaseUrl, type Database } from '#service-kit/database';
import { databasesUnderTest } from '../../../test/environment/databases.js';

interface Count {
  id: string;
  total: number;
  at: number;
}

const CountEntity = new EntitySchema<Count>({
  name: 'kit_count',
  columns: {
    id: { type: 'varchar', primary: true, primaryKeyConstraintName: 'kit_count_pk' },
    total: { type: 'integer' },
    at: { type: 'bigint', transformer: epochMilliseconds },
  },
});

class CreateCounts1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE kit_count (id varchar NOT NULL, total integer NOT NULL, at bigint NOT NULL, CONSTRAINT kit_count_pk PRIMARY KEY (id))',
    );
  }
  async down(): Promise<void> {}
}

const OWNERS = { entities: [CountEntity], migrations: [CreateCounts1700000000001] };
const AT = 1_700_000_000_123;
const opened: Database[] = [];

async function open(url: string, hooks: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<Database> {
  const database = await openDatabase({ url, ...OWNERS, ...hooks });
  opened.push(database);
  return database;
}

const insert = (database: Database, id: string) =>
  database.tx((manager) => manager.insert(CountEntity, { id, total: 0, at: AT }));
const ids = (database: Database) =>
  database.tx(async (manager) => (await manager.find(CountEntity, { order: { id: 'ASC' } })).map(({ id }) => id));

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

describe.each(databasesUnderTest())('the database ($name)', ({ freshUrl }) => {
  test('gives milliseconds back as numbers', async () => {
    const database = await open(await freshUrl());
    await insert(database, 'a');
    expect(await database.tx((manager) => manager.findOneBy(CountEntity, { id: 'a' }))).toEqual({
      id: 'a',
      total: 0,
      at: AT,
    });
  });

  test('has a schema that its entities agree with', async () => {
    const database = await open(await freshUrl());
    const queries = await database.tx(async (manager) => {
      const builder = manager.connection.driver.createSchemaBuilder();
      return (await builder.log()).upQueries.map(({ query }) => query);
    });
    expect(queries).toEqual([]);
  });

  test('loses no update when many units change one row', async () => {
    const database = await open(await freshUrl());
    await insert(database, 'a');
    const units = Array.from({ length: 20 }, () =>
      database.tx(async (manager) => {
        const row = await manager.findOneByOrFail(CountEntity, { id: 'a' });
        await manager.update(CountEntity, { id: 'a' }, { total: row.total + 1 });
      }),
    );
    const results = await Promise.allSettled(units);
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    const row = await database.tx((manager) => manager.findOneByOrFail(CountEntity, { id: 'a' }));
    expect(row.total).toBe(done);
    expect(done).toBe(20);
  });

  test('undoes a failed unit and keeps its neighbours', async () => {
    const database = await open(await freshUrl());
    const results = await Promise.allSettled([
      insert(database, 'a'),
      database.tx(async (manager) => {
        await manager.insert(CountEntity, { id: 'b', total: 0, at: AT });
        throw new Error('no');
      }),
      insert(database, 'c'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ids(database)).toEqual(['a', 'c']);
  });

  test('undoes a unit that broke a constraint and lets the next one pass', async () => {
    const database = await open(await freshUrl());
    await insert(database, 'a');
    const [broken, next] = await Promise.allSettled([insert(database, 'a'), insert(database, 'b')]);
    expect([broken.status, next.status]).toEqual(['rejected', 'fulfilled']);
    expect(await ids(database)).toEqual(['a', 'b']);
  });

  test('joins a unit within a unit', async () => {
    const database = await open(await freshUrl());
    await database.tx(async (manager) => {
      await manager.insert(CountEntity, { id: 'a', total: 0, at: AT });
      await insert(database, 'b');
    });
    expect(await ids(database)).toEqual(['a', 'b']);
  });

  test('fails the whole unit when a joined one failed, even if the failure is swallowed', async () => {
    const database = await open(await freshUrl());
    const unit = database.tx(async (manager) => {
      await manager.insert(CountEntity, { id: 'a', total: 0, at: AT });
      await database
        .tx(async () => {
          throw new Error('inner');
        })
        .catch(() => undefined);
    });
    await expect(unit).rejects.toThrow('inner');
    expect(await ids(database)).toEqual([]);
  });

  test('gives a call left behind by a finished unit a unit of its own', async () => {
    const database = await open(await freshUrl());
    let finished: () => void = () => undefined;
    const unitFinished = new Promise<void>((resolve) => (finished = resolve));
    let late: Promise<unknown> = Promise.resolve();
    await database.tx(async () => {
      late = unitFinished.then(() => insert(database, 'late'));
    });
    finished();
    await late;
    expect(await ids(database)).toEqual(['late']);
  });

  test('refuses units after closing', async () => {
    const database = await open(await freshUrl());
    await database.close();
    await expect(insert(database, 'a')).rejects.toMatchObject({ code: 'database_closed' });
  });

  test('keeps what was committed and migrates once when it is opened again', async () => {
    const url = await freshUrl();
    if (url === 'sqlite::memory:') return;
    const first = await open(url);
    await insert(first, 'a');
    await first.close();
    expect(await ids(await open(url))).toEqual(['a']);
  });
});

describe('the lane of SQLite', () => {
  let folder = '';
  const fileUrl = async () => {
    folder = await mkdtemp(join(tmpdir(), 'incola-kit-'));
    return `sqlite:${join(folder, 'kit.sqlite')}`;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    if (folder) await rm(folder, { recursive: true });
    folder = '';
  });

  test('commits queued units together and answers after the commit', async () => {
    const statements: string[] = [];
    const answers: number[] = [];
    const database = await open(await fileUrl(), { afterStatement: (sql) => void statements.push(sql) });
    await Promise.all(
      ['a', 'b', 'c'].map((id) => insert(database, id).then(() => answers.push(statements.indexOf('COMMIT')))),
    );
    expect(statements.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
    expect(answers.every((position) => position > 0)).toBe(true);
  });

  test('writes with full durability, foreign keys and overwriting of erased rows', async () => {
    const database = await open(await fileUrl());
    const pragma = (name: string) =>
      database.tx(async (manager) => {
        const [row] = await manager.query<Record<string, unknown>[]>(`PRAGMA ${name}`);
        return Object.values(row ?? {})[0];
      });
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('secure_delete')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(5000);
  });

  test('writes with less durability for who can have the last commits done again, and for nobody else', async () => {
    const options = { url: await fileUrl(), entities: [], migrations: [] };
    const database = await openDatabase({ ...options, synchronous: 'NORMAL' });
    try {
      expect(await database.read((manager) => manager.query('PRAGMA synchronous'))).toEqual([{ synchronous: 1 }]);
    } finally {
      await database.close();
    }
  });

  test('leaves nothing of an erased row in its files after a truncating checkpoint', async () => {
    const database = await open(await fileUrl());
    await insert(database, 'plainly-visible');
    await database.tx((manager) => manager.delete(CountEntity, { id: 'plainly-visible' }));
    expect(await database.truncateCheckpoint()).toBe(true);
    expect((await stat(join(folder, 'kit.sqlite-wal'))).size).toBe(0);
    expect((await readFile(join(folder, 'kit.sqlite'))).includes('plainly-visible')).toBe(false);
  });

  test('makes the file for its owner only', async () => {
    await open(await fileUrl());
    expect((await stat(join(folder, 'kit.sqlite'))).mode & 0o077).toBe(0);
  });

  test.each([
    ['before', 'INSERT', []],
    ['after', 'INSERT', []],
    ['before', 'COMMIT', []],
    ['after', 'COMMIT', ['a']],
  ])('holds whole units or none when it stops %s %s', async (side, statement, kept) => {
    const url = await fileUrl();
    let stopped = false;
    const stop = (sql: string) => {
      if (stopped || sql.startsWith(statement)) {
        stopped = true;
        throw new Error('stopped');
      }
    };
    const database = await open(url, side === 'before' ? { beforeStatement: stop } : { afterStatement: stop });
    await expect(insert(database, 'a')).rejects.toMatchObject({ code: 'database_unavailable', fault: 'outage' });
    await database.close();
    expect(await ids(await open(url))).toEqual(kept);
  });
});

test.each(['sqlite:relative.db', 'mysql://a/b', '', 'postgres:nothing'])('refuses the database URL "%s"', (url) => {
  expect(() => parseDatabaseUrl(url)).toThrow(expect.objectContaining({ code: 'malformed_database_url' }));
});
