import { openSqlite } from '#service-kit/sqlite';
import type { ApplicationPosition } from '../../application/index.js';

/**
 * Where a replica stood when its program ended, without anything else of it being opened.
 * @param file SQLite's file
 * @returns `undefined` where that can't be read: whoever opens the replica says why
 */
export function readStoredPosition(file: string): ApplicationPosition | undefined {
  try {
    const database = openSqlite(file, { readonly: true, fileMustExist: true });
    try {
      const row = database.prepare('SELECT "position" FROM "consensus_position"').get() as
        { position: string } | undefined;
      return row && (JSON.parse(row.position) as ApplicationPosition);
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}
