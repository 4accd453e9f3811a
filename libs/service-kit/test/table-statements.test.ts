import { afterEach, describe, expect, test } from '@jest/globals';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  deleteRows,
  epochMilliseconds,
  findRow,
  findRows,
  insertNewRows,
  insertRows,
  openDatabase,
  updateRows,
  upsertRows,
  type Database,
} from '#service-kit/database';
import { databasesUnderTest } from '../../../test/environment/databases.js';

interface Note {
  tenantId: string;
  id: string;
  words: string[];
  kept: boolean;
  at: number | null;
}

const noteTable = new EntitySchema<Note>({
  name: 'kit_note',
  columns: {
    tenantId: { type: 'varchar', primary: true, primaryKeyConstraintName: 'kit_note_pk' },
    id: { type: 'varchar', primary: true, primaryKeyConstraintName: 'kit_note_pk' },
    words: { type: 'simple-json' },
    kept: { type: 'boolean' },
    at: { type: 'bigint', nullable: true, transformer: epochMilliseconds },
  },
});

class CreateNotes1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE kit_note ("tenantId" varchar NOT NULL, id varchar NOT NULL, words text NOT NULL, kept boolean NOT NULL, at bigint, CONSTRAINT kit_note_pk PRIMARY KEY ("tenantId", id))',
    );
  }
  async down(): Promise<void> {}
}

const AT = 1_700_000_000_123;
const note = (id: string, tenantId = 'a'): Note => ({ tenantId, id, words: ['x', "'; DROP"], kept: true, at: AT });

describe.each(databasesUnderTest())('statements written once ($name)', ({ freshUrl }) => {
  let database: Database;
  const open = async (statements: string[] = []) => {
    database = await openDatabase({
      ...{ url: await freshUrl(), entities: [noteTable], migrations: [CreateNotes1700000000001] },
      afterStatement: (sql) => void statements.push(sql),
    });
  };
  const add = (...rows: Note[]) => database.tx((manager) => insertRows(manager, noteTable, rows));
  const find = (id: string) => database.read((manager) => findRow(manager, noteTable, { tenantId: 'a', id }));
  afterEach(() => database.close());

  test('give back what was inserted, each column as its type', async () => {
    await open();
    await add(note('1'), { ...note('2'), kept: false, at: null });
    expect(await find('1')).toEqual(note('1'));
    expect(await find('2')).toEqual({ ...note('2'), kept: false, at: null });
    expect(await find('3')).toBeUndefined();
  });

  test('insert more rows than one statement takes, and fail whole at a key that is there', async () => {
    await open();
    const many = Array.from({ length: 1201 }, (_unused, place) => note(`${place}`));
    await add(...many);
    const rows = await database.read((manager) => findRows(manager, noteTable, { tenantId: 'a' }));
    expect(rows).toHaveLength(many.length);
    await expect(add(note('new'), note('7'))).rejects.toThrow();
    expect(await find('new')).toBeUndefined();
  });

  test('replace what has the same primary key, and nothing else', async () => {
    await open();
    await add(note('1'), note('1', 'b'));
    const changed = { ...note('1'), words: ['y'], kept: false, at: null };
    await database.tx((manager) => upsertRows(manager, noteTable, [changed, note('2')]));
    expect(await find('1')).toEqual(changed);
    expect(await find('2')).toEqual(note('2'));
    const others = await database.read((manager) => findRows(manager, noteTable, { tenantId: 'b' }));
    expect(others).toEqual([note('1', 'b')]);
  });

  test('delete by the values of a column, where the others fit', async () => {
    await open();
    await add(note('1'), note('2'), note('3'), note('1', 'b'));
    await database.tx((manager) => deleteRows(manager, noteTable, 'id', ['1', '3', '4'], { tenantId: 'a' }));
    const left = await database.tx((manager) => manager.find(noteTable));
    expect(left.map(({ tenantId, id }) => tenantId + id).sort()).toEqual(['a2', 'b1']);
    await database.tx((manager) => deleteRows(manager, noteTable, 'id', []));
    expect(await find('2')).toEqual(note('2'));
  });

  test("find only the tenant's own rows", async () => {
    await open();
    await add(note('1'), note('2'), note('1', 'b'));
    const rows = await database.read((manager) => findRows(manager, noteTable, { tenantId: 'a' }));
    expect(rows.map(({ id }) => id).sort()).toEqual(['1', '2']);
  });

  test('change what fits and say how much it was', async () => {
    await open();
    await add(note('1'));
    const change = (kept: boolean) =>
      database.tx((manager) =>
        updateRows(manager, noteTable, { tenantId: 'a', id: '1', kept }, { kept: false, at: null }),
      );
    expect([await change(true), await change(true)]).toEqual([1, 0]);
    expect(await find('1')).toEqual({ ...note('1'), kept: false, at: null });
  });

  test('change only what lies within the bounds', async () => {
    await open();
    await add(note('1'));
    const changeFrom = (ids: string[], at: number) => {
      const bounds = { in: { id: ids }, above: { at } };
      return database.tx((manager) => updateRows(manager, noteTable, { tenantId: 'a' }, { kept: false }, bounds));
    };
    expect(await changeFrom(['2', '3'], AT - 1)).toBe(0);
    expect(await changeFrom(['1', '2'], AT)).toBe(0);
    expect((await find('1'))?.kept).toBe(true);
    expect(await changeFrom(['2', '1'], AT - 1)).toBe(1);
    expect((await find('1'))?.kept).toBe(false);
  });

  test('insert a key once, also where many try it at the same time', async () => {
    await open();
    const once = () => database.tx((manager) => insertNewRows(manager, noteTable, [note('1')]));
    const counts = await Promise.all(Array.from({ length: 8 }, once));
    expect(counts.sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    await expect(add(note('1'))).rejects.toThrow();
  });

  test('read without a transaction, and within a unit what it wrote', async () => {
    const statements: string[] = [];
    await open(statements);
    expect(await find('1')).toBeUndefined();
    expect(statements.filter((sql) => /^(?:BEGIN|START|SAVEPOINT|COMMIT)/.test(sql))).toEqual([]);
    const seen = await database.tx(async () => {
      await add(note('1'));
      return find('1');
    });
    expect(seen).toEqual(note('1'));
  });

  test('do not see a unit that is rolled back', async () => {
    await open();
    const failed = database.tx(async () => {
      await add(note('1'));
      throw new Error('no');
    });
    const [, read] = await Promise.allSettled([failed, find('1')]);
    expect(read).toEqual({ status: 'fulfilled', value: undefined });
  });

  test('are refused after closing', async () => {
    await open();
    await database.close();
    await expect(find('1')).rejects.toMatchObject({ code: 'database_closed' });
  });
});
