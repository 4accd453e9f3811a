import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { outage } from '#primitives';

export interface AppFile {
  bytes: Buffer;
  /** Absent where compressing gains nothing. */
  gzipped: Buffer | undefined;
  type: string;
  etag: string;
  /** Its name carries the digest of its content, so it never changes. */
  immutable: boolean;
}

export const SHELL = '/index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const MAX_FILES = 500;

/**
 * Reads the built app into memory, by the path it is asked for. What is not in the map is not served, so no path leads out of
 * the folder.
 * @throws `app_not_built` (outage)
 */
export async function readAppFiles(folder: string): Promise<ReadonlyMap<string, AppFile>> {
  const files = new Map<string, AppFile>();
  for (const path of await listFiles(folder)) {
    const type = TYPES[extname(path)];
    if (type === undefined) continue;
    const bytes = await readFile(path);
    const gzipped = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
    const place = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(place, {
      bytes,
      gzipped: gzipped.length < bytes.length * 0.9 ? gzipped : undefined,
      type,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      immutable: place.startsWith('/assets/'),
    });
  }
  if (!files.has(SHELL)) throw notBuilt(folder);
  return files;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    if (files.length > MAX_FILES) throw outage('app_not_built', `There are too many files in ${folder}.`);
    return files.map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ENOENT') throw notBuilt(folder, cause);
    throw cause;
  }
}

function notBuilt(folder: string, cause?: unknown) {
  return outage('app_not_built', `The wallet's app is not in ${folder}; run npm start, which builds it.`, { cause });
}
