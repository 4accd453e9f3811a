import { createRequire } from 'node:module';
import type { HolderStore } from '#holder';

interface Statement {
  run(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): { sealed: Uint8Array }[];
}
interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  transaction<Arguments extends unknown[]>(work: (...given: Arguments) => void): (...given: Arguments) => void;
}
/** The package has no types; these are the four methods used here. */
const openSqlite = createRequire(import.meta.url)('better-sqlite3') as (file: string) => Sqlite;

/** A wallet's store in SQLite's memory, whose rows a test may look at and damage. */
export class SqliteHolderStore implements HolderStore {
  readonly #database = openSqlite(':memory:');

  constructor() {
    this.#database.exec('CREATE TABLE events (place INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
    this.#database.exec('CREATE TABLE locks (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT');
  }

  async readLock(): Promise<Uint8Array | undefined> {
    const [row] = this.#database.prepare('SELECT sealed FROM locks').all();
    return row && new Uint8Array(row.sealed);
  }

  async writeLock(lock: Uint8Array): Promise<void> {
    this.#database.prepare('INSERT OR REPLACE INTO locks VALUES (1, ?)').run(lock);
  }

  async read(): Promise<Uint8Array[]> {
    return this.#database
      .prepare('SELECT sealed FROM events ORDER BY place')
      .all()
      .map(({ sealed }) => new Uint8Array(sealed));
  }

  async append(sealedEvents: readonly Uint8Array[]): Promise<void> {
    const insert = this.#database.prepare('INSERT INTO events (sealed) VALUES (?)');
    this.#database.transaction(() => sealedEvents.forEach((sealed) => insert.run(sealed)))();
  }

  /** Puts other rows in the place of those that are here. */
  async replaceEvents(sealedEvents: readonly Uint8Array[]): Promise<void> {
    this.#database.exec('DELETE FROM events');
    await this.append(sealedEvents);
  }

  /** Every byte that is stored. */
  async bytes(): Promise<Uint8Array> {
    const rows = [(await this.readLock()) ?? new Uint8Array(), ...(await this.read())];
    return new Uint8Array(Buffer.concat(rows));
  }
}
