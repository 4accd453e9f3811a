import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { openSqlite } from '#service-kit/sqlite';
import { isCodedError, outage } from '#primitives';
import type { ConsensusStorage } from '../../application/consensus-storage.js';
import type { RestoreStorage } from '../../snapshots/restore-storage.js';
import { prepareTables } from './consensus-tables.js';
import { ReplicaDatabase, type ReplicaHooks } from './replica-database.js';
import { SqliteConsensusStorage } from './sqlite-consensus-storage.js';
import { SqliteRestoreStorage } from './sqlite-restore-storage.js';

export interface ConsensusStore {
  storage: ConsensusStorage;
  restoreStorage: RestoreStorage;
  close: () => void;
}

const LOCK_MILLISECONDS = 5000;

/**
 * Opens one validator's replica. A file is made for its owner only.
 * @param file SQLite's file, an absolute path, or `:memory:`
 * @param hooks called around each SQL statement, for fault tests
 * @throws `database_of_later_program`; `database_unavailable` (outage)
 */
export function openConsensusStore(file: string, hooks: ReplicaHooks = {}): ConsensusStore {
  const database = new ReplicaDatabase(openFile(file), hooks);
  const storage = new SqliteConsensusStorage(database);
  return { storage, restoreStorage: new SqliteRestoreStorage(database), close: () => database.close() };
}

function openFile(file: string) {
  try {
    if (file !== ':memory:') makeFile(file);
    const database = openSqlite(file, { timeout: LOCK_MILLISECONDS });
    try {
      // A leaf takes an eighth of a usual page, the rest of which would stay empty; the log before a checkpoint is as long as usual.
      database.pragma('page_size = 8192');
      database.pragma('journal_mode = WAL');
      database.pragma('wal_autocheckpoint = 500');
      // Blocks that a loss of power took from us are replayed from the engine's store, which is durable before we commit.
      database.pragma('synchronous = NORMAL');
      prepareTables(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw outage('database_unavailable', "The replica's database can't be opened.", { cause });
  }
}

function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}
