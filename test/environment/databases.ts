import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** One kind of database that a suite runs on. */
export interface DatabaseUnderTest {
  name: 'sqlite' | 'postgres';
  /** A new, empty database: a file in a temporary folder, or a database of the run's PostgreSQL server. */
  freshUrl(): Promise<string>;
}

/** SQLite always; PostgreSQL where the run started one (`test/run-suites.mjs` sets INCOLA_TEST_POSTGRES_URL). */
export function databasesUnderTest(): DatabaseUnderTest[] {
  const server = process.env['INCOLA_TEST_POSTGRES_URL'];
  const sqlite: DatabaseUnderTest = { name: 'sqlite', freshUrl: freshSqliteUrl };
  return server === undefined ? [sqlite] : [sqlite, { name: 'postgres', freshUrl: () => freshPostgresUrl(server) }];
}

async function freshSqliteUrl(): Promise<string> {
  return `sqlite:${join(mkdtempSync(join(tmpdir(), 'incola-sqlite-')), 'database.sqlite')}`;
}

async function freshPostgresUrl(server: string): Promise<string> {
  const name = `incola_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
