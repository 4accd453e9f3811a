import { createRequire } from 'node:module';

interface Sqlite {
  prepare(sql: string): { all(...values: unknown[]): unknown[] };
  close(): void;
}
/** The package has no types; these are the methods used here. */
const openSqlite = createRequire(import.meta.url)('better-sqlite3') as (
  file: string,
  options: { readonly: boolean },
) => Sqlite;

/** Reads a service's SQLite file beside the service: what must hold is looked up on the disk, not asked of who keeps it. */
export function readRows<Row>(file: string, sql: string, ...values: unknown[]): Row[] {
  const database = openSqlite(file, { readonly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}
