import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Called around each SQL statement, `BEGIN` and `COMMIT` included. Fault tests throw from them: before a statement it
 * never reaches the database, after it the database has done it and the caller doesn't know.
 */
export interface StatementHooks {
  beforeStatement?: (sql: string) => Promise<void> | void;
  afterStatement?: (sql: string) => Promise<void> | void;
}

/** Wraps every query runner that the data source makes; a data source without hooks is left alone and pays nothing. */
export function hookStatements(dataSource: DataSource, hooks: StatementHooks): void {
  if (!hooks.beforeStatement && !hooks.afterStatement) return;
  const wrapped = new WeakSet<QueryRunner>();
  const { driver } = dataSource;
  const createQueryRunner = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode);
    if (!wrapped.has(runner)) {
      wrapped.add(runner);
      wrapQuery(runner, hooks);
    }
    return runner;
  };
}

function wrapQuery(runner: QueryRunner, hooks: StatementHooks): void {
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  const hooked = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
    await hooks.beforeStatement?.(sql);
    const result = await query(sql, ...rest);
    await hooks.afterStatement?.(sql);
    return result;
  };
  runner.query = hooked as QueryRunner['query'];
}
