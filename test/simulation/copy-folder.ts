import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a service's files as they are at this moment. Shared memory is left out: it is gone with its process, and SQLite makes
 * it anew from the write-ahead log.
 */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { mode: 0o700, recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (!entry.name.endsWith('-shm')) copyFileSync(source, target);
  }
}
