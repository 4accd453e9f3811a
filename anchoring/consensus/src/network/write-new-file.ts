import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusal } from '#primitives';
import { syncFolder } from './sync-folders.js';

/**
 * Writes a file that is not there yet; durable when it returns.
 * @param mode permissions of the file; the process' mask can only take from them
 * @throws `file_exists`
 */
export function writeNewFile(path: string, content: string | Uint8Array, mode: number): void {
  let file: number;
  try {
    file = openSync(path, 'wx', mode);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw refusal('file_exists', `${path} is there already, and is not overwritten.`, { cause });
  }
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
}
