import { closeSync, chmodSync, fsyncSync, openSync } from 'node:fs';
import { openSqlite, type SqliteDatabase } from '#service-kit/sqlite';
import { outage } from '#primitives';

/**
 * Copies an application's database as of one moment, while the application runs: SQLite reads it in one transaction (`VACUUM
 * INTO`). The copy is checked, for its owner only, and durable.
 * @throws `database_not_copied` (outage)
 */
export function copyDatabase(from: string, to: string): void {
  try {
    withDatabase(from, (source) => source.prepare('VACUUM INTO ?').run(to));
    chmodSync(to, 0o600);
    const verdict = withDatabase(to, (copy) => copy.prepare('PRAGMA integrity_check').pluck().get());
    if (verdict !== 'ok') throw new Error(String(verdict));
    const file = openSync(to, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    const remedy = 'Check that it is there, that this user owns it, and that the disk has room.';
    throw outage('database_not_copied', `The database ${from} can't be copied (${why}). ${remedy}`, { cause });
  }
}

function withDatabase<Result>(file: string, work: (database: SqliteDatabase) => Result): Result {
  const database = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
