import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeBase64url, encodeBase64url, type JsonValue } from '#primitives';
import type { SubtreePlace } from '#ledger';
import { openSqlite, type SqliteDatabase, type SqliteStatement } from '#service-kit/sqlite';
import type {
  LedgerStorage,
  ReplicaName,
  ReplicaPosition,
  StoredBlock,
  StoredLedger,
  StoredPlace,
} from '../../ledger-storage.js';

const TABLES = `
  create table ledger_leaves ("index" integer primary key, height integer not null, leaf text not null);
  create table ledger_nodes (level integer, "index" integer, hash text not null, primary key (level, "index"));
  create table ledger_places (id text primary key, height integer not null, "index" integer not null);
  create table ledger_replicas (name text primary key, position text not null);
  create table ledger_state (replica text, key text, value text not null, primary key (replica, key));
`;

/**
 * The embedded engine's tables in an SQLite file of their own, or in memory, for whoever runs the engine without the cooperative
 * and its database: durable as the cooperative's, a block one commit.
 */
export class SqliteLedgerStorage implements LedgerStorage {
  protected readonly database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  /** @param path of the file, or `:memory:`; tables that are not there are made */
  constructor(path: string) {
    this.database = openSqlite(path);
    this.database.pragma('journal_mode = WAL');
    this.database.pragma('synchronous = FULL');
    const [known] = this.database.pragma('table_info(ledger_leaves)') as unknown[];
    if (known === undefined) this.database.exec(TABLES);
  }

  async load(): Promise<StoredLedger | undefined> {
    const rows = this.#all<{ name: ReplicaName; position: string }>('select * from ledger_replicas');
    if (rows.length === 0) return undefined;
    const replicas = rows.map(({ name, position }) => {
      const read = 'select key, value from ledger_state where replica = ?';
      const entries = this.#all<{ key: string; value: string }>(read, name);
      return {
        name,
        position: JSON.parse(position) as ReplicaPosition,
        entries: entries.map(({ key, value }) => [key, JSON.parse(value) as JsonValue] as const),
      };
    });
    return { replicas };
  }

  async appendBlock(block: StoredBlock): Promise<void> {
    // As the cooperative's, which waits for its turn: what arrives meanwhile gathers for the next block.
    await nextTurn();
    this.database.transaction(() => this.#write(block))();
  }

  async findPlace(id: string): Promise<StoredPlace | undefined> {
    return this.#all<StoredPlace>('select height, "index" from ledger_places where id = ?', id)[0];
  }

  async readLeaves(start: number, count: number): Promise<Uint8Array[]> {
    const sql = 'select leaf from ledger_leaves where "index" >= ? and "index" < ? order by "index"';
    return this.#all<{ leaf: string }>(sql, start, start + count).map(({ leaf }) => decodeBase64url(leaf));
  }

  async readNodes(places: readonly SubtreePlace[]): Promise<Uint8Array[]> {
    const read = this.#prepare('select hash from ledger_nodes where level = ? and "index" = ?');
    return places.map(({ level, index }) => decodeBase64url((read.get(level, index) as { hash: string }).hash));
  }

  close(): void {
    this.database.close();
  }

  #write({ height, start, leaves, nodes, places, replicas }: StoredBlock): void {
    const run = (sql: string, ...values: unknown[]) => this.#prepare(sql).run(...values);
    for (const [offset, leaf] of leaves.entries()) {
      run('insert into ledger_leaves values (?, ?, ?)', start + offset, height, encodeBase64url(leaf));
    }
    for (const { level, index, hash } of nodes) {
      run('insert into ledger_nodes values (?, ?, ?)', level, index, encodeBase64url(hash));
    }
    for (const { id, ...place } of places) {
      run('insert into ledger_places values (?, ?, ?)', id, place.height, place.index);
    }
    for (const { name, position, writes } of replicas) {
      run('insert or replace into ledger_replicas values (?, ?)', name, JSON.stringify(position));
      for (const { key, value } of writes) {
        if (value === null) run('delete from ledger_state where replica = ? and key = ?', name, key);
        else run('insert or replace into ledger_state values (?, ?, ?)', name, key, JSON.stringify(value));
      }
    }
  }

  #all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  #prepare(sql: string): SqliteStatement {
    const prepared = this.#statements.get(sql) ?? this.database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
