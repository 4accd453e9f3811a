import { placeKey } from '#anchoring/log';
import type { SqliteDatabase } from '#service-kit/sqlite';
import { decodeBase64url, refusal } from '#primitives';

/** SQLite's `user_version` of the tables below. */
const TABLES_VERSION = 1;

/**
 * A replica's log, its nodes above the leaves, the places by `placeKey`, the state and the position. Whose key is no whole number
 * is clustered: SQLite would keep the key once more, in an index beside the rows (SQLite, "Clustered Indexes").
 */
const TABLES = `
  CREATE TABLE "consensus_leaves" ("index" INTEGER PRIMARY KEY, "height" INTEGER NOT NULL, "leaf" BLOB NOT NULL);
  CREATE TABLE "consensus_nodes" (
    "level" INTEGER NOT NULL, "index" INTEGER NOT NULL, "hash" BLOB NOT NULL, PRIMARY KEY ("level", "index")
  ) WITHOUT ROWID;
  CREATE TABLE "consensus_places" (
    "key" INTEGER NOT NULL, "index" INTEGER NOT NULL, PRIMARY KEY ("key", "index")
  ) WITHOUT ROWID;
  CREATE TABLE "consensus_position" ("name" TEXT PRIMARY KEY NOT NULL, "position" TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE "consensus_state" ("key" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL) WITHOUT ROWID;
`;

/** Out of the tables of a program that kept bytes as base64url. Its successor goes on from them. */
const COPIES: Readonly<Record<string, string>> = {
  consensus_leaves: 'SELECT "index", "height", bytes_of("leaf") FROM',
  consensus_nodes: 'SELECT "level", "index", bytes_of("hash") FROM',
  consensus_places: 'SELECT key_of("id"), "index" FROM',
  consensus_position: 'SELECT "name", "position" FROM',
  consensus_state: 'SELECT "key", "value" FROM',
};

/**
 * Makes the tables that are not there yet, or makes an earlier program's anew with all that they hold: wholly or not at all.
 * @throws `database_of_later_program`
 */
export function prepareTables(database: SqliteDatabase): void {
  const version = database.pragma('user_version', { simple: true });
  if (version === TABLES_VERSION) return;
  if (version !== 0) {
    throw refusal(
      'database_of_later_program',
      'A later program wrote the database: start that program, or restore a backup.',
    );
  }
  database.transaction(() => {
    const isOfEarlierProgram = (database.pragma('table_info(consensus_leaves)') as unknown[]).length > 0;
    if (isOfEarlierProgram) renewTables(database);
    else database.exec(TABLES);
    database.pragma(`user_version = ${TABLES_VERSION}`);
  })();
}

function renewTables(database: SqliteDatabase): void {
  database.function('bytes_of', { deterministic: true }, (text) => decodeBase64url(String(text)));
  for (const table of Object.keys(COPIES)) database.exec(`ALTER TABLE "${table}" RENAME TO "earlier_${table}"`);
  database.exec(TABLES);
  database.function('key_of', { deterministic: true }, (id) => placeKey(String(id)));
  for (const [table, select] of Object.entries(COPIES)) {
    database.exec(`INSERT INTO "${table}" ${select} "earlier_${table}"`);
    database.exec(`DROP TABLE "earlier_${table}"`);
  }
  // Above the leaves, whose own hashes follow from them.
  database.exec('DELETE FROM "consensus_nodes" WHERE "level" = 0');
  database.exec('DROP TABLE IF EXISTS "kit_migrations"');
}
