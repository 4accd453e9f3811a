import { createRequire } from 'node:module';
import type { HolderStore } from '#holder';

/** The part of better-sqlite3, which has no types of its own, that is used here. */
interface Sqlite {
  pragma(text: string): unknown;
  exec(sql: string): void;
  prepare(sql: string): { run(...parameters: unknown[]): unknown; all(): { sealed: Uint8Array }[] };
  transaction(work: () => void): () => void;
  close(): void;
}
const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string) => Sqlite;

/** A wallet's sealed events in a SQLite file, as the browser's wallet keeps them in IndexedDB. */
export class SqliteHolderStore implements HolderStore {
  readonly #database: Sqlite;

  constructor(readonly file: string) {
    this.#database = new Database(file);
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = FULL');
    this.#database.exec('CREATE TABLE IF NOT EXISTS events (place INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
    this.#database.exec('CREATE TABLE IF NOT EXISTS locks (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
  }

  async readLock(): Promise<Uint8Array | undefined> {
    const [row] = this.#database.prepare('SELECT sealed FROM locks WHERE id = 1').all();
    return row && new Uint8Array(row.sealed);
  }

  async writeLock(lock: Uint8Array): Promise<void> {
    this.#database.prepare('INSERT OR REPLACE INTO locks (id, sealed) VALUES (1, ?)').run(lock);
  }

  async read(): Promise<Uint8Array[]> {
    const rows = this.#database.prepare('SELECT sealed FROM events ORDER BY place').all();
    return rows.map(({ sealed }) => new Uint8Array(sealed));
  }

  async append(sealedEvents: readonly Uint8Array[]): Promise<void> {
    const insert = this.#database.prepare('INSERT INTO events (sealed) VALUES (?)');
    this.#database.transaction(() => sealedEvents.forEach((sealed) => insert.run(sealed)))();
  }

  close(): void {
    this.#database.close();
  }
}
