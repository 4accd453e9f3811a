import { createRequire } from 'node:module';

/** What is used of better-sqlite3, which ships no types. */
export interface SqliteDatabase {
  readonly inTransaction: boolean;
  exec(sql: string): void;
  pragma(sql: string, options?: { simple: boolean }): unknown;
  prepare(sql: string): SqliteStatement;
  function(name: string, options: { deterministic: boolean }, work: (...values: unknown[]) => unknown): void;
  transaction(work: () => void): () => void;
  close(): void;
}

export interface SqliteStatement {
  run(...values: unknown[]): { changes: number };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  iterate(...values: unknown[]): IterableIterator<unknown>;
  pluck(): SqliteStatement;
}

export interface SqliteOptions {
  readonly?: boolean;
  fileMustExist?: boolean;
  /** Milliseconds to wait for another connection's lock. */
  timeout?: number;
}

type OpenSqlite = new (file: string, options: SqliteOptions) => SqliteDatabase;

/**
 * Opens an SQLite file, for whoever reads or writes a ledger's tables by statements of its own.
 * @param file absolute path, or `:memory:`
 */
export function openSqlite(file: string, options: SqliteOptions = {}): SqliteDatabase {
  // Loaded here: on PostgreSQL the cooperative runs its ledger without SQLite's native code.
  const Database = createRequire(import.meta.url)('better-sqlite3') as OpenSqlite;
  return new Database(file, options);
}
