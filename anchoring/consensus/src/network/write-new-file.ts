import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusal } from '#primitives';
import { syncFolder } from './sync-folders.js';

/** Of file systems that know no second name for a file, such as a stick's. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Writes a file that is not there yet; durable when it returns. It is there whole or not at all: it is written beside its place,
 * so that whoever is killed or finds the disk full leaves nothing that would be taken for it.
 * @param mode permissions of the file; the process' mask can only take from them
 * @throws `file_exists`
 */
export function writeNewFile(path: string, content: string | Uint8Array, mode: number): void {
  if (existsSync(path)) throw fileExists(path);
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  try {
    const file = openSync(unfinished, 'wx', mode);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    putInPlace(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(dirname(path));
}

/** A link, unlike a renaming, never replaces what somebody else put there meanwhile. */
function putInPlace(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' || (NO_LINKS.has(code) && existsSync(path))) throw fileExists(path, cause);
    if (!NO_LINKS.has(code)) throw cause;
    renameSync(unfinished, path);
  }
}

function fileExists(path: string, cause?: unknown) {
  return refusal(
    'file_exists',
    `${path} is there already, and is not overwritten: move it away, or name another place.`,
    {
      cause,
    },
  );
}
