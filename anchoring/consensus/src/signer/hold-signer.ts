import { createRequire } from 'node:module';
import { refusal } from '#primitives';

interface Sqlite {
  exec(statements: string): void;
  close(): void;
}

const openSqlite = createRequire(import.meta.url)('better-sqlite3') as new (
  file: string,
  options: { timeout: number },
) => Sqlite;

/**
 * Holds a signer's folder for this process. SQLite's lock is the operating system's: it ends with the process, however that
 * ends, and no two processes have it.
 * @param path of the lock's file
 * @returns what lets it go
 * @throws `signer_runs_already`
 */
export function holdSigner(path: string): () => void {
  const lock = new openSqlite(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw refusal('signer_runs_already', `Another process signs with the state beside ${path}.`, { cause });
  }
  return () => lock.close();
}
