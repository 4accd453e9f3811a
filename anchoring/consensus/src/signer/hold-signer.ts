import { dirname } from 'node:path';
import { outage, refusal } from '#primitives';
import { openSqlite, type SqliteDatabase } from '#service-kit/sqlite';

/**
 * Holds a signer's folder for this process. SQLite's lock is the operating system's: it ends with the process, however that
 * ends, and no two processes have it.
 * @param path of the lock's file
 * @returns what lets it go
 * @throws `signer_runs_already`, `signer_folder_unwritable` (outage)
 */
export function holdSigner(path: string): () => void {
  let lock: SqliteDatabase | undefined;
  try {
    lock = openSqlite(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    const held = lock;
    return () => held.close();
  } catch (cause) {
    lock?.close();
    if ((cause as { code?: string }).code?.startsWith('SQLITE_BUSY') === true) {
      throw refusal('signer_runs_already', `Another process signs with the state beside ${path}: end that one first.`, {
        cause,
      });
    }
    const words = `${dirname(path)} can't be written by this user, or its disk is full or for reading only`;
    throw outage('signer_folder_unwritable', `${words}. A signer that can't write down what it signs signs nothing.`, {
      cause,
    });
  }
}
