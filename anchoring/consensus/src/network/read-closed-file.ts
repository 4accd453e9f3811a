import { readFileSync, statSync } from 'node:fs';
import { refusal } from '#primitives';

const OTHERS = 0o077;

/**
 * Reads a file that holds a key or opens one. What others could read is used no more: they may have read it.
 * @throws `key_file_open_to_others`, and what the system says where there is no such file
 */
export function readClosedFile(path: string): string {
  if ((statSync(path).mode & OTHERS) !== 0) {
    throw refusal('key_file_open_to_others', `${path} is open to other users of this machine: chmod 600.`);
  }
  return readFileSync(path, 'utf8');
}
