import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { assertOurs } from '#primitives';
import type { ReadingManager } from './database.js';

type Column = EntityMetadata['columns'][number];

/** Of as many columns as any table of ours has. */
const ROWS_PER_STATEMENT = 500;

/** Values that columns must equal, as a NULL never does. */
export type Equal<Row> = { [Name in keyof Row]?: NonNullable<Row[Name]> };

/** What else a changed row must fulfil. */
export interface Bounds<Row> {
  /** One of these values. */
  in?: { [Name in keyof Row]?: readonly NonNullable<Row[Name]>[] };
  /** More than this value. */
  above?: { [Name in keyof Row]?: NonNullable<Row[Name]> };
}

/**
 * The plain statements of busy tables. TypeORM composes its SQL anew at each call, with numbers written into it, so that the
 * database must parse it anew too; that costs several times what the statement does. Here each text is written once, from
 * TypeORM's own entities, and every value is bound.
 */
class TableStatements {
  readonly #table: string;
  readonly #texts = new Map<string, string>();

  constructor(private readonly metadata: EntityMetadata) {
    this.#table = metadata.tablePath
      .split('.')
      .map((part) => this.#escape(part))
      .join('.');
  }

  insert(rows: readonly ObjectLiteral[], ending: string): { text: string; values: unknown[] } {
    const { columns } = this.metadata;
    const text = this.#textOf(`insert ${rows.length}${ending}`, () => {
      const groups = rows.map((_row, index) => `(${this.#parameters(columns.length, index * columns.length)})`);
      return `INSERT INTO ${this.#table} (${this.#names(columns)}) VALUES ${groups.join(', ')}${ending}`;
    });
    return { text, values: rows.flatMap((row) => columns.map((column) => this.#toDatabase(column, row))) };
  }

  /** How an insert ends that replaces whatever has the same primary key. */
  get onConflictReplace(): string {
    return this.#textOf('on conflict replace', () => {
      const { primaryColumns, columns } = this.metadata;
      const changed = columns
        .filter(({ isPrimary }) => !isPrimary)
        .map(({ databaseName }) => this.#escape(databaseName));
      const change = changed.map((name) => `${name} = excluded.${name}`).join(', ');
      return ` ON CONFLICT (${this.#names(primaryColumns)}) DO UPDATE SET ${change}`;
    });
  }

  select(where: ObjectLiteral): { text: string; values: unknown[] } {
    const named = this.#columnsOf(where);
    const text = this.#textOf(`select ${Object.keys(where).join(' ')}`, () => {
      return `SELECT ${this.#names(this.metadata.columns)} FROM ${this.#table} WHERE ${this.#equal(named, 0).join(' AND ')}`;
    });
    return { text, values: named.map((column) => this.#toDatabase(column, where)) };
  }

  update(
    where: ObjectLiteral,
    change: ObjectLiteral,
    bounds: Bounds<ObjectLiteral>,
  ): { text: string; values: unknown[] } {
    const [changed, named] = [this.#columnsOf(change), this.#columnsOf(where)];
    const [listed, bounded] = [Object.entries(bounds.in ?? {}), Object.entries(bounds.above ?? {})];
    const lengths = listed.map(([name, values]) => `${name} ${values?.length}`);
    const name = [Object.keys(change), Object.keys(where), lengths, Object.keys(bounds.above ?? {})];
    const text = this.#textOf(`update ${name.map((part) => part.join(' ')).join(' at ')}`, () => {
      let place = changed.length + named.length;
      const conditions = this.#equal(named, changed.length);
      for (const [column, values = []] of listed) {
        conditions.push(`${this.#nameOf(column)} IN (${this.#parameters(values.length, place)})`);
        place += values.length;
      }
      for (const [column] of bounded) conditions.push(`${this.#nameOf(column)} > ${this.#parameter(place++)}`);
      return `UPDATE ${this.#table} SET ${this.#equal(changed, 0).join(', ')} WHERE ${conditions.join(' AND ')}`;
    });
    const values = changed.map((column) => this.#toDatabase(column, change));
    values.push(...named.map((column) => this.#toDatabase(column, where)));
    // Only plain values are compared so: they stand in the database as they are.
    for (const [, list = []] of listed) values.push(...(list as readonly unknown[]));
    return { text, values: [...values, ...bounded.map(([, value]) => value as unknown)] };
  }

  delete(where: ObjectLiteral, column: string, values: readonly unknown[]): { text: string; values: unknown[] } {
    const named = this.#columnsOf(where);
    const text = this.#textOf(`delete ${Object.keys(where).join(' ')} in ${column} ${values.length}`, () => {
      const listed = `${this.#nameOf(column)} IN (${this.#parameters(values.length, named.length)})`;
      return `DELETE FROM ${this.#table} WHERE ${[...this.#equal(named, 0), listed].join(' AND ')}`;
    });
    // Only plain values are compared so: they stand in the database as they are.
    return { text, values: [...named.map((one) => this.#toDatabase(one, where)), ...values] };
  }

  /** A row of the database as its entity. */
  fromDatabase(found: Readonly<Record<string, unknown>>): ObjectLiteral {
    const { columns, dataSource } = this.metadata;
    const members = columns.map((column) => {
      const value: unknown = dataSource.driver.prepareHydratedValue(found[column.databaseName], column);
      return [column.propertyName, value];
    });
    return Object.fromEntries(members) as ObjectLiteral;
  }

  #textOf(name: string, write: () => string): string {
    let text = this.#texts.get(name);
    if (text === undefined) {
      text = write();
      this.#texts.set(name, text);
    }
    return text;
  }

  #columnsOf(values: ObjectLiteral): Column[] {
    return Object.keys(values).map((name) => this.#columnOf(name));
  }

  #columnOf(name: string): Column {
    const column = this.metadata.findColumnWithPropertyName(name);
    assertOurs(column !== undefined, `${this.metadata.name} has a column ${name}`);
    return column;
  }

  #nameOf(name: string): string {
    return this.#escape(this.#columnOf(name).databaseName);
  }

  #toDatabase(column: Column, values: ObjectLiteral): unknown {
    const value: unknown = values[column.propertyName];
    return this.metadata.dataSource.driver.preparePersistentValue(value ?? null, column);
  }

  #names(columns: readonly Column[]): string {
    return columns.map(({ databaseName }) => this.#escape(databaseName)).join(', ');
  }

  #equal(columns: readonly Column[], offset: number): string[] {
    return columns.map(
      ({ databaseName }, index) => `${this.#escape(databaseName)} = ${this.#parameter(offset + index)}`,
    );
  }

  #parameters(count: number, offset: number): string {
    return Array.from({ length: count }, (_unused, index) => this.#parameter(offset + index)).join(', ');
  }

  /** `?` on SQLite, `$1` on PostgreSQL. */
  #parameter(index: number): string {
    return this.metadata.dataSource.driver.createParameter('value', index);
  }

  #escape(name: string): string {
    return this.metadata.dataSource.driver.escape(name);
  }
}

const known = new WeakMap<EntityMetadata, TableStatements>();

function statementsOf(manager: ReadingManager, table: EntityTarget<ObjectLiteral>): TableStatements {
  const metadata = manager.dataSource.getMetadata(table);
  let statements = known.get(metadata);
  if (statements === undefined) {
    statements = new TableStatements(metadata);
    known.set(metadata, statements);
  }
  return statements;
}

/** Inserts whole rows; a key that is there already fails. */
export async function insertRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  const statements = statementsOf(manager, table);
  for (const portion of inPortions(rows)) {
    const { text, values } = statements.insert(portion, '');
    await manager.query(text, values);
  }
}

/** Inserts whole rows, each in place of the one with its primary key. */
export async function upsertRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  const statements = statementsOf(manager, table);
  for (const portion of inPortions(rows)) {
    const { text, values } = statements.insert(portion, statements.onConflictReplace);
    await manager.query(text, values);
  }
}

/** Deletes the rows that have one of these values in this column, and the other values named. */
export async function deleteRows<Row extends ObjectLiteral, Name extends keyof Row & string>(
  manager: EntityManager,
  table: EntityTarget<Row>,
  column: Name,
  values: readonly Row[Name][],
  where: Equal<Row> = {},
): Promise<void> {
  const statements = statementsOf(manager, table);
  for (const portion of inPortions(values)) {
    const { text, values: bound } = statements.delete(where, column, portion);
    await manager.query(text, bound);
  }
}

/** Both databases bound a statement's parameters. */
function* inPortions<Item>(all: readonly Item[]): Iterable<Item[]> {
  for (let from = 0; from < all.length; from += ROWS_PER_STATEMENT) yield all.slice(from, from + ROWS_PER_STATEMENT);
}

/**
 * Inserts rows as far as there are none with their keys. On PostgreSQL a serializable unit that lost the race for a key is run
 * again, and then finds it taken.
 * @returns how many were inserted
 */
export async function insertNewRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<number> {
  const { text, values } = statementsOf(manager, table).insert(rows, ' ON CONFLICT DO NOTHING');
  return change(manager, text, values);
}

/**
 * As {@link insertNewRows}.
 * @returns this column of each row that was inserted
 */
export async function insertNewRowsReturning<Row extends ObjectLiteral, Name extends keyof Row & string>(
  manager: EntityManager,
  table: EntityTarget<Row>,
  rows: readonly Row[],
  column: Name,
): Promise<Row[Name][]> {
  const { text, values } = statementsOf(manager, table).insert(rows, ` ON CONFLICT DO NOTHING RETURNING "${column}"`);
  const inserted = await manager.query<Record<Name, Row[Name]>[]>(text, values);
  return inserted.map((row) => row[column]);
}

/** @param where names a unique key */
export async function findRow<Row extends ObjectLiteral>(
  manager: ReadingManager,
  table: EntityTarget<Row>,
  where: Equal<Row>,
): Promise<Row | undefined> {
  const [row] = await findRows(manager, table, where);
  return row;
}

/** In no particular order. */
export async function findRows<Row extends ObjectLiteral>(
  manager: ReadingManager,
  table: EntityTarget<Row>,
  where: Equal<Row>,
): Promise<Row[]> {
  const statements = statementsOf(manager, table);
  const { text, values } = statements.select(where);
  const rows = await manager.query<Record<string, unknown>[]>(text, values);
  return rows.map((row) => statements.fromDatabase(row) as Row);
}

/** @returns how many rows fitted `where` and the bounds, and were changed */
export async function updateRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntityTarget<Row>,
  where: Equal<Row>,
  values: Partial<Row>,
  bounds: Bounds<Row> = {},
): Promise<number> {
  const update = statementsOf(manager, table).update(where, values, bounds);
  return change(manager, update.text, update.values);
}

async function change(manager: EntityManager, text: string, values: unknown[]): Promise<number> {
  assertOurs(manager.queryRunner, 'a change is made within a unit');
  const { affected } = await manager.queryRunner.query(text, values, true);
  return affected ?? 0;
}
