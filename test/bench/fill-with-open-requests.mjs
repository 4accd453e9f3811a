import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/**
 * Copies the newest request that waits for its answer, until so many do: into the database of a verifier that is not running.
 * @param {string} folder where its database lies
 */
export function fillWithOpenRequests(folder, count) {
  const database = new SqliteDatabase(join(folder, 'verifier.sqlite'));
  try {
    const [open] = database
      .prepare(
        "SELECT * FROM verifier_presentation WHERE status IN ('created', 'opened') ORDER BY \"createdAt\" DESC LIMIT 1",
      )
      .all();
    const columns = Object.keys(open);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const insert = database.prepare(`INSERT INTO verifier_presentation (${names}) VALUES (${columns.map(() => '?')})`);
    const expiresAt = Date.now() + 3_600_000;
    database.transaction(() => {
      for (let made = 0; made < count; made++) {
        const row = { ...open, id: randomBytes(16).toString('base64url'), expiresAt: expiresAt + made };
        insert.run(columns.map((column) => row[column]));
      }
    })();
  } finally {
    database.close();
  }
}
