import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import type { HolderStore, StoredWallet } from '#holder';
import { isCodedError, outage, refusal } from '#primitives';

interface Tables extends DBSchema {
  parts: { key: 'lock' | 'head'; value: Uint8Array };
  events: { key: number; value: Uint8Array };
}

const NAME = 'incola-wallet';
/** A write is on the disk when its transaction is complete, not only with the operating system. */
const DURABLE = { durability: 'strict' } as const;

/** A wallet's sealed events, lock and head in the browser's database. */
export class IndexedDbHolderStore implements HolderStore {
  #closed = false;

  private constructor(
    private readonly database: IDBPDatabase<Tables>,
    private readonly onGone: () => void,
  ) {}

  /** @param onGone is called when the browser closes or deletes the database under us */
  static async open(onGone: () => void): Promise<IndexedDbHolderStore> {
    try {
      const database = await openDB<Tables>(NAME, 1, {
        upgrade(fresh) {
          fresh.createObjectStore('parts');
          fresh.createObjectStore('events');
        },
        blocking: (_current, _wanted, event) => {
          (event.target as IDBDatabase).close();
          onGone();
        },
        terminated: onGone,
      });
      return new IndexedDbHolderStore(database, onGone);
    } catch (cause) {
      throw outage('storage_unavailable', 'The browser gives the wallet no storage.', { cause });
    }
  }

  async readLock(): Promise<Uint8Array | undefined> {
    return this.database.get('parts', 'lock');
  }

  async read(): Promise<StoredWallet | undefined> {
    const reading = this.database.transaction(['parts', 'events']);
    const parts = reading.objectStore('parts');
    const [lock, head, events] = await Promise.all([
      parts.get('lock'),
      parts.get('head'),
      reading.objectStore('events').getAll(),
    ]);
    // A head that is missing is opened like a damaged one, and refused.
    return lock && { lock, head: head ?? new Uint8Array(), events };
  }

  create({ lock, head, events }: StoredWallet): Promise<void> {
    return this.#write(async (parts, rows) => {
      if ((await parts.getKey('lock')) !== undefined) throw refusal('wallet_exists', 'There is a wallet here already.');
      await Promise.all([
        parts.put(lock, 'lock'),
        parts.put(head, 'head'),
        ...events.map((event, place) => rows.add(event, place)),
      ]);
    });
  }

  writeLock(lock: Uint8Array): Promise<void> {
    return this.#write(async (parts) => {
      if ((await parts.getKey('lock')) === undefined) throw this.#wiped();
      await parts.put(lock, 'lock');
    });
  }

  append(place: number, sealedEvents: readonly Uint8Array[], head: Uint8Array): Promise<void> {
    return this.#write(async (parts, rows) => {
      if ((await parts.getKey('lock')) === undefined) throw this.#wiped();
      if ((await rows.count()) !== place) {
        throw refusal('wallet_changed_elsewhere', 'The wallet was changed in another window.');
      }
      await Promise.all([
        parts.put(head, 'head'),
        ...sealedEvents.map((event, index) => rows.add(event, place + index)),
      ]);
    });
  }

  /** Everything, for good. */
  erase(): Promise<void> {
    return this.#write(async (parts, rows) => {
      await Promise.all([parts.clear(), rows.clear()]);
    });
  }

  close(): void {
    this.#closed = true;
    this.database.close();
  }

  /** One transaction: all of the work, or nothing; on the disk when this returns. */
  async #write(work: (parts: Parts, events: Events) => Promise<void>): Promise<void> {
    const writing = this.#begin();
    const done = writing.done.catch((error: unknown) => error ?? new Error('the transaction was aborted'));
    try {
      await work(writing.objectStore('parts'), writing.objectStore('events'));
    } catch (cause) {
      if (isCodedError(cause)) writing.abort();
      await done;
      throw isCodedError(cause) ? cause : failed(cause);
    }
    const problem = await done;
    if (problem !== undefined) throw failed(problem);
  }

  #begin() {
    try {
      return this.database.transaction<Names, 'readwrite'>(['parts', 'events'], 'readwrite', DURABLE);
    } catch (cause) {
      if (this.#closed) throw refusal('wallet_changed_elsewhere', 'The wallet is open in another window.', { cause });
      // The connection was closed, and not by us: the browser or another window deleted the database.
      throw this.#wiped();
    }
  }

  #wiped() {
    this.onGone();
    return refusal('storage_wiped', 'The browser has deleted the wallet’s storage.');
  }
}

type Names = ('parts' | 'events')[];
type Parts = IDBPObjectStore<Tables, Names, 'parts', 'readwrite'>;
type Events = IDBPObjectStore<Tables, Names, 'events', 'readwrite'>;

function failed(cause: unknown) {
  const full = (cause as { name?: string }).name === 'QuotaExceededError';
  return full
    ? outage('storage_full', 'The device has no room left.', { cause })
    : outage('storage_failed', 'The browser could not write to its storage.', { cause });
}
