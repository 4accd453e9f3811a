import { createRequire } from 'node:module';
import type { HolderStore, StoredWallet } from '#holder';
import { refusal } from '#primitives';

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
    this.#database.exec('CREATE TABLE parts (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
  }

  async readLock(): Promise<Uint8Array | undefined> {
    return this.#part('lock');
  }

  async read(): Promise<StoredWallet | undefined> {
    const [lock, head] = [this.#part('lock'), this.#part('head')];
    if (lock === undefined) return undefined;
    const rows = this.#database.prepare('SELECT sealed FROM events ORDER BY place').all();
    return { lock, head: head ?? new Uint8Array(), events: rows.map(({ sealed }) => new Uint8Array(sealed)) };
  }

  async create({ lock, head, events }: StoredWallet): Promise<void> {
    if (this.#part('lock') !== undefined) throw refusal('wallet_exists', 'There is a wallet here already.');
    this.#database.transaction(() => {
      this.#write('lock', lock);
      this.#insert(0, events, head);
    })();
  }

  async writeLock(lock: Uint8Array): Promise<void> {
    this.#write('lock', lock);
  }

  async append(place: number, sealedEvents: readonly Uint8Array[], head: Uint8Array): Promise<void> {
    const [last] = this.#database.prepare('SELECT count(*) AS sealed FROM events').all();
    if (Number(last?.sealed) !== place) throw refusal('wallet_changed_elsewhere', 'Another writer was here.');
    this.#database.transaction(() => this.#insert(place, sealedEvents, head))();
  }

  /** Puts other events in the place of those that are here, and leaves the head as it is. */
  async replaceEvents(sealedEvents: readonly Uint8Array[]): Promise<void> {
    const head = this.#part('head') as Uint8Array;
    this.#database.exec('DELETE FROM events');
    this.#insert(0, sealedEvents, head);
  }

  async replaceHead(head: Uint8Array): Promise<void> {
    this.#write('head', head);
  }

  /** Every byte that is stored. */
  async bytes(): Promise<Uint8Array> {
    const stored = await this.read();
    return new Uint8Array(Buffer.concat(stored ? [stored.lock, stored.head, ...stored.events] : []));
  }

  #part(name: 'lock' | 'head'): Uint8Array | undefined {
    const [row] = this.#database.prepare('SELECT sealed FROM parts WHERE name = ?').all(name);
    return row && new Uint8Array(row.sealed);
  }

  #write(name: 'lock' | 'head', sealed: Uint8Array): void {
    this.#database.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?)').run(name, sealed);
  }

  #insert(place: number, sealedEvents: readonly Uint8Array[], head: Uint8Array): void {
    const insert = this.#database.prepare('INSERT INTO events (place, sealed) VALUES (?, ?)');
    sealedEvents.forEach((sealed, index) => insert.run(place + index, sealed));
    this.#write('head', head);
  }
}
