import { chmodSync, closeSync, constants, copyFileSync, fsyncSync, openSync } from 'node:fs';

/**
 * Copies a file, of whatever size, to where none is; what it holds is durable when this returns, and its name once its folder is
 * (`syncFolders`).
 * @param mode permissions of the copy
 * @throws what the system says
 */
export function copyToNewFile(from: string, to: string, mode: number): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  chmodSync(to, mode);
  const file = openSync(to, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
