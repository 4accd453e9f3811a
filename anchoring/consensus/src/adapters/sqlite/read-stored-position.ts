import type { ApplicationPosition } from '../../application/index.js';
import { SqliteReplica } from './sqlite-replica.js';

/**
 * Where a replica stood when its program ended, without anything else of it being opened.
 * @param file SQLite's file
 * @returns `undefined` where that can't be read: whoever opens the replica says why
 */
export function readStoredPosition(file: string): ApplicationPosition | undefined {
  try {
    const replica = new SqliteReplica(file);
    replica.close();
    return replica.position;
  } catch {
    return undefined;
  }
}
