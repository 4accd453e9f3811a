import { outage } from '#primitives';
import type { SqliteDatabase, SqliteStatement } from '#service-kit/sqlite';

/**
 * Called around each SQL statement that reads or writes a replica, `BEGIN` and `COMMIT` included. Fault tests throw from them:
 * before a statement it never reaches the database, after it the database has done it and the caller doesn't know.
 */
export interface ReplicaHooks {
  beforeStatement?: (sql: string) => void;
  afterStatement?: (sql: string) => void;
}

/** One validator's own database: its statements, each prepared once, and the hooks around them. */
export class ReplicaDatabase {
  readonly #database: SqliteDatabase;
  readonly #hooks: ReplicaHooks;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase, hooks: ReplicaHooks) {
    this.#database = database;
    this.#hooks = hooks;
  }

  run(sql: string, ...values: unknown[]): void {
    this.#hooks.beforeStatement?.(sql);
    this.#prepare(sql).run(...values);
    this.#hooks.afterStatement?.(sql);
  }

  all<Row>(sql: string, ...values: unknown[]): Row[] {
    this.#hooks.beforeStatement?.(sql);
    const rows = this.#prepare(sql).all(...values) as Row[];
    this.#hooks.afterStatement?.(sql);
    return rows;
  }

  /**
   * All of the work is durable when this returns. When it throws, nobody knows whether it is: the answer may have been lost.
   * @throws `database_unavailable` (outage), whatever the work throws
   */
  transaction(work: () => void): void {
    try {
      // At once: another process (a backup) may hold the lock; waiting for it at the start is safe, in the middle not.
      this.run('BEGIN IMMEDIATE');
      work();
      this.run('COMMIT');
    } catch (cause) {
      // SQLite rolls back by itself on a full disk or an I/O error ("ROLLBACK", SQLite's documentation of transactions).
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw outage('database_unavailable', 'The database did not take the change.', { cause });
    }
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): SqliteStatement {
    const prepared = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
