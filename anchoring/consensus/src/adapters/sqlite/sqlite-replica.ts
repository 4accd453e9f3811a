import { openSqlite, type SqliteDatabase } from '#service-kit/sqlite';
import { assertOurs, type JsonValue } from '#primitives';
import type { ApplicationPosition } from '../../application/index.js';
import type { ReplicaAtRest } from '../../snapshots/write-snapshot.js';

/**
 * A replica's tables in one read transaction, on a connection of its own: all is read as it stood when this was made, while the
 * application goes on writing (SQLite, "Isolation in SQLite", WAL).
 */
export class SqliteReplica implements ReplicaAtRest {
  readonly position: ApplicationPosition;
  readonly #database: SqliteDatabase;

  constructor(file: string) {
    this.#database = openSqlite(file, { readonly: true, fileMustExist: true });
    try {
      this.#database.exec('BEGIN');
      // The transaction sees the database as of its first read, which is this one.
      const row = this.#database.prepare(`SELECT "position" FROM "consensus_position"`).get();
      assertOurs(row !== undefined, 'a snapshot follows a block');
      this.position = JSON.parse((row as { position: string }).position) as ApplicationPosition;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  *leaves(start: number): Iterable<Uint8Array> {
    const rows = this.#database.prepare(`SELECT "leaf" FROM "consensus_leaves" WHERE "index" >= ? ORDER BY "index"`);
    for (const row of rows.iterate(start)) yield (row as { leaf: Uint8Array }).leaf;
  }

  *entries(): Iterable<readonly [string, JsonValue]> {
    const rows = this.#database.prepare(`SELECT "key", "value" FROM "consensus_state" ORDER BY "key"`);
    for (const row of rows.iterate()) {
      const { key, value } = row as { key: string; value: string };
      yield [key, JSON.parse(value) as JsonValue];
    }
  }

  close(): void {
    this.#database.close();
  }
}
