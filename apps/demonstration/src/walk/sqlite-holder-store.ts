import { createRequire } from 'node:module';
import type { HolderStore, StoredWallet } from '#holder';
import { refusal } from '#primitives';

/** The part of better-sqlite3, which has no types of its own, that is used here. */
interface Sqlite {
  pragma(text: string): unknown;
  exec(sql: string): void;
  prepare(sql: string): {
    run(...parameters: unknown[]): unknown;
    all(...parameters: unknown[]): { sealed: Uint8Array }[];
  };
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
    this.#database.exec('CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
  }

  async readLock(): Promise<Uint8Array | undefined> {
    return this.#part('lock');
  }

  async read(): Promise<StoredWallet | undefined> {
    const [lock, head] = [this.#part('lock'), this.#part('head')];
    if (lock === undefined || head === undefined) return undefined;
    const rows = this.#database.prepare('SELECT sealed FROM events ORDER BY place').all();
    return { lock, head, events: rows.map(({ sealed }) => new Uint8Array(sealed)) };
  }

  async create({ lock, head, events }: StoredWallet): Promise<void> {
    if (this.#part('lock') !== undefined) throw refusal('wallet_exists', 'There is a wallet in this file already.');
    this.#database.transaction(() => {
      this.#write('lock', lock);
      this.#insert(0, events, head);
    })();
  }

  async writeLock(lock: Uint8Array): Promise<void> {
    this.#write('lock', lock);
  }

  async append(place: number, sealedEvents: readonly Uint8Array[], head: Uint8Array): Promise<void> {
    const rows = this.#database.prepare('SELECT place AS sealed FROM events').all();
    if (rows.length !== place) throw refusal('wallet_changed_elsewhere', 'Another program wrote to this wallet.');
    this.#database.transaction(() => this.#insert(place, sealedEvents, head))();
  }

  close(): void {
    this.#database.close();
  }

  #part(name: 'lock' | 'head'): Uint8Array | undefined {
    const [row] = this.#database.prepare('SELECT sealed FROM parts WHERE name = ?').all(name);
    return row && new Uint8Array(row.sealed);
  }

  #write(name: 'lock' | 'head', sealed: Uint8Array): void {
    this.#database.prepare('INSERT OR REPLACE INTO parts (name, sealed) VALUES (?, ?)').run(name, sealed);
  }

  #insert(place: number, sealedEvents: readonly Uint8Array[], head: Uint8Array): void {
    const insert = this.#database.prepare('INSERT INTO events (place, sealed) VALUES (?, ?)');
    sealedEvents.forEach((sealed, index) => insert.run(place + index, sealed));
    this.#write('head', head);
  }
}
