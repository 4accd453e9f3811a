import 'reflect-metadata';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions, type EntitySchema, type MigrationInterface } from 'typeorm';
import { outage } from '#primitives';
import type { Database } from './database.js';
import { parseDatabaseUrl, type DatabaseLocation } from './database-url.js';
import { runStatementsDirectly } from './direct-statements.js';
import { PostgresTransactions } from './postgres-transactions.js';
import { SqliteLane } from './sqlite-lane.js';
import { hookStatements, type StatementHooks } from './statement-hooks.js';

/** Any number shared by all instances: one of them migrates, the others wait. */
const MIGRATION_LOCK = 4_204_201;

export interface DatabaseOptions extends StatementHooks {
  /** `sqlite:/absolute/file`, `sqlite::memory:` or `postgres://…` */
  url: string;
  /** Entity classes or schemas of every owner. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of an entity class
  entities: readonly (Function | EntitySchema)[];
  /** Migration classes of every owner; their names end with a timestamp that orders them. */
  migrations: readonly (new () => MigrationInterface)[];
  /** PostgreSQL connections of this instance; 10 where nothing is said. */
  poolSize?: number;
  /**
   * How far SQLite's commits survive a loss of power: `FULL`, where nothing is said, all of them; `NORMAL` for who can have the
   * last ones done again from elsewhere. The death of the process costs nothing either way.
   */
  synchronous?: 'FULL' | 'NORMAL';
}

/**
 * Opens the database and runs the migrations that it lacks. A SQLite file is made for its owner only.
 * @throws `malformed_database_url`; `database_unavailable` (outage)
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const location = parseDatabaseUrl(options.url);
  const dataSource = new DataSource(dataSourceOptions(location, options));
  try {
    if (location.kind === 'sqlite') await prepareFile(location.file);
    await dataSource.initialize();
    await migrate(dataSource, location);
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw outage('database_unavailable', 'The database cannot be opened.', { cause });
  }
  if (location.kind === 'sqlite') runStatementsDirectly(dataSource);
  hookStatements(dataSource, options);
  return location.kind === 'sqlite' ? new SqliteLane(dataSource) : new PostgresTransactions(dataSource);
}

function dataSourceOptions(location: DatabaseLocation, options: DatabaseOptions): DataSourceOptions {
  const shared = {
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTableName: 'kit_migrations',
    synchronize: false,
    logging: false,
  };
  if (location.kind === 'postgres') {
    return { ...shared, type: 'postgres', url: location.url, poolSize: options.poolSize ?? 10 };
  }
  return {
    ...shared,
    type: 'better-sqlite3',
    database: location.file,
    timeout: 5000,
    enableWAL: location.file !== ':memory:',
    prepareDatabase: (connection: { pragma(text: string): unknown }) => {
      // FULL: single-use codes and status indexes must survive power loss. secure_delete: erased rows are overwritten.
      connection.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`);
      connection.pragma('secure_delete = ON');
      connection.pragma('busy_timeout = 5000');
    },
  };
}

async function prepareFile(file: string): Promise<void> {
  if (file === ':memory:') return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await (await open(file, 'a', 0o600)).close();
}

async function migrate(dataSource: DataSource, location: DatabaseLocation): Promise<void> {
  if (location.kind === 'sqlite') {
    await dataSource.runMigrations({ transaction: 'each' });
    return;
  }
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}
