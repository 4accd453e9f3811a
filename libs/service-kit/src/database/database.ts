import type { EntityManager } from 'typeorm';

/** A unit of work. It reads and writes through the manager it is given, and awaits nothing but the database. */
export type TransactionWork<T> = (manager: EntityManager) => Promise<T>;

/** What a statement that only reads needs of TypeORM. */
export type ReadingManager = Pick<
  EntityManager,
  'find' | 'findBy' | 'findOne' | 'findOneBy' | 'existsBy' | 'countBy' | 'sum' | 'query' | 'dataSource'
>;

/** The only way to the database (stack.md, "the serious pitfall"). */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';

  /**
   * Runs the work in one transaction. When the promise resolves, what the work wrote is on disk; when it rejects, nothing of
   * it is. Units behave as if one ran after the other, on both databases.
   *
   * Re-entrant: a call from inside a unit joins that unit; if the inner work fails, the whole unit fails, even if the
   * caller swallows the error.
   *
   * On PostgreSQL a unit that lost a race is run again, so the work must have no effect outside the database.
   * @throws what the work throws; `database_busy` (outage) after the last attempt, `database_unavailable` (outage)
   */
  tx<T>(work: TransactionWork<T>): Promise<T>;

  /**
   * Reads without a transaction: each statement sees what is committed when it runs. Within a unit it joins that unit and sees
   * what it wrote. What must agree with a decision is read in the unit that decides.
   */
  read<T>(work: (manager: ReadingManager) => Promise<T>): Promise<T>;

  /**
   * Moves SQLite's write-ahead log into the database file and cuts it to zero bytes, so that erased pages don't survive in
   * it. Nothing to do on PostgreSQL. @returns whether the whole log was cut (another process reading may prevent it)
   */
  truncateCheckpoint(): Promise<boolean>;

  /** Waits for the units already queued, then closes. Later units are refused with `database_closed`. */
  close(): Promise<void>;
}
