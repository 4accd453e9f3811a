import { createRequire } from 'node:module';
import { decodeBase64url, encodeBase64url, type JsonValue } from '#primitives';
import type { SubtreePlace } from '#ledger';
import type {
  LedgerStorage,
  ReplicaName,
  ReplicaPosition,
  StoredBlock,
  StoredLedger,
  StoredPlace,
} from '#anchoring/embedded';

/** What is used of better-sqlite3, which ships no types. */
interface SqliteDatabase {
  exec(sql: string): void;
  pragma(sql: string): unknown;
  prepare(sql: string): {
    run(...values: unknown[]): { changes: number };
    get(...values: unknown[]): unknown;
    all(...values: unknown[]): unknown[];
  };
  transaction(work: () => void): () => void;
}
const Database = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => SqliteDatabase;

const TABLES = `
  create table ledger_leaves (idx integer primary key, height integer not null, leaf text not null);
  create table ledger_nodes (level integer, idx integer, hash text not null, primary key (level, idx));
  create table ledger_places (id text primary key, height integer not null, idx integer not null);
  create table ledger_replicas (name text primary key, position text not null);
  create table ledger_state (replica text, key text, value text not null, primary key (replica, key));
`;

/** The engine's storage on a real SQLite, as the port's comment describes its tables. */
export class SqliteLedgerStorage implements LedgerStorage {
  /** `before` and `after` the commit of the next block, throws once. */
  failNext: 'before' | 'after' | undefined;
  blocks = 0;

  constructor(readonly database: SqliteDatabase = new Database(':memory:')) {
    const [known] = database.pragma('table_info(ledger_leaves)') as unknown[];
    if (known === undefined) database.exec(TABLES);
  }

  async load(): Promise<StoredLedger | undefined> {
    const rows = this.#all<{ name: ReplicaName; position: string }>('select * from ledger_replicas');
    if (rows.length === 0) return undefined;
    const replicas = rows.map(({ name, position }) => ({
      name,
      position: JSON.parse(position) as ReplicaPosition,
      entries: this.#all<{ key: string; value: string }>(
        'select key, value from ledger_state where replica = ?',
        name,
      ).map(({ key, value }) => [key, JSON.parse(value) as JsonValue] as const),
    }));
    return { replicas };
  }

  async appendBlock(block: StoredBlock): Promise<void> {
    if (this.#fails('before')) throw new Error('the disk failed before the commit');
    this.database.transaction(() => this.#write(block))();
    this.blocks++;
    if (this.#fails('after')) throw new Error('the connection failed after the commit');
  }

  async findPlace(id: string): Promise<StoredPlace | undefined> {
    return this.#all<StoredPlace>('select height, idx as "index" from ledger_places where id = ?', id)[0];
  }

  async readLeaves(start: number, count: number): Promise<Uint8Array[]> {
    const sql = 'select leaf from ledger_leaves where idx >= ? and idx < ? order by idx';
    return this.#all<{ leaf: string }>(sql, start, start + count).map(({ leaf }) => decodeBase64url(leaf));
  }

  async readNodes(places: readonly SubtreePlace[]): Promise<Uint8Array[]> {
    const read = this.database.prepare('select hash from ledger_nodes where level = ? and idx = ?');
    return places.map(({ level, index }) => decodeBase64url((read.get(level, index) as { hash: string }).hash));
  }

  #write({ height, start, leaves, nodes, places, replicas }: StoredBlock): void {
    const run = (sql: string, ...values: unknown[]) => this.database.prepare(sql).run(...values);
    leaves.forEach((leaf, at) =>
      run('insert into ledger_leaves values (?, ?, ?)', start + at, height, encodeBase64url(leaf)),
    );
    for (const { level, index, hash } of nodes) {
      run('insert into ledger_nodes values (?, ?, ?)', level, index, encodeBase64url(hash));
    }
    for (const place of places) run('insert into ledger_places values (?, ?, ?)', place.id, place.height, place.index);
    for (const { name, position, writes } of replicas) {
      run('insert or replace into ledger_replicas values (?, ?)', name, JSON.stringify(position));
      for (const { key, value } of writes) {
        if (value === null) run('delete from ledger_state where replica = ? and key = ?', name, key);
        else run('insert or replace into ledger_state values (?, ?, ?)', name, key, JSON.stringify(value));
      }
    }
  }

  #fails(when: 'before' | 'after'): boolean {
    if (this.failNext !== when) return false;
    this.failNext = undefined;
    return true;
  }

  #all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.database.prepare(sql).all(...values) as Row[];
  }
}
