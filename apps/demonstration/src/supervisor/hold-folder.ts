import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { refusal } from '#primitives';

/** The part of better-sqlite3, which has no types of its own, that is used here. */
interface Sqlite {
  pragma(text: string): unknown;
  exec(sql: string): void;
  close(): void;
}
const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string) => Sqlite;

/** The file whose lock says that a start holds the folder. */
export const HOLD_FILE = 'held.sqlite';

/**
 * Keeps a folder for one start at a time. The lock is the system's, taken by SQLite: it ends with the process, however that ends,
 * so that no stale file ever stands in somebody's way.
 * @returns what gives the folder back
 * @throws `folder_held` where another start holds it
 */
export async function holdFolder(root: string): Promise<() => void> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const database = new Database(join(root, HOLD_FILE));
  try {
    database.pragma('busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if ((cause as { code?: unknown }).code !== 'SQLITE_BUSY') throw cause;
    throw refusal(
      'folder_held',
      `Another start is running on ${root}.\n` +
        'Stop that one with Ctrl-C first, or start beside it: npm start -- --data OTHER-FOLDER --port-base 5000',
      { cause },
    );
  }
  return () => database.close();
}
