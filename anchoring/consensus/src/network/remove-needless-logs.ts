import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdsEndOfHeight } from './holds-end-of-height.js';
import { syncFolder } from './sync-folders.js';

/** The engine's write-ahead log below a node's home: `wal`, which is written to, and `wal.000`, `wal.001` …, which are not any more. */
const [FOLDER, HEAD] = ['data/cs.wal', 'wal'];
/** CometBFT, libs/autofile/group.go, `indexedFilePattern`. */
const OLDER = /^wal\.(\d{3,})$/;

/**
 * Removes of the engine's write-ahead log what no replay reads any more: every older file that a newer one follows, itself no
 * more written to, in which a height ended. CometBFT moves the log aside at 10 MB and keeps 1 GB of it.
 *
 * A replay after a crash begins at the end of the last height whose block is stored, searches for it in the newest file first, and
 * stops searching at the first file that holds the end of any height (consensus/replay.go, `catchupReplay`; consensus/wal.go,
 * `SearchForEndHeight`). A height's end is written once its block is stored, both synchronously (consensus/state.go,
 * `finalizeCommit`). The file in which a height ended, those after it and the one that is written to therefore suffice, and stay.
 *
 * The engine may run meanwhile: it reads the log when it starts alone, where it looks for the oldest file itself; and it numbers
 * a new file by the newest one, which stays.
 * @param home of a node
 * @returns names of what was removed
 * @throws the system's errors
 */
export function removeNeedlessLogs(home: string): string[] {
  const folder = join(home, FOLDER);
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).flatMap((name) => OLDER.exec(name)?.[1] ?? []);
  const names = numbers.sort((left, right) => Number(right) - Number(left)).map((number) => `${HEAD}.${number}`);
  // The newest stays; one alone need not be read.
  if (names.length < 2) return [];
  const lastNeeded = names.findIndex((name) => holdsEndOfHeight(join(folder, name)));
  const needless = lastNeeded < 0 ? [] : names.slice(lastNeeded + 1);
  if (needless.length === 0) return [];
  // A power cut must not leave the older files away, and the newer ones without their names.
  syncFolder(folder);
  // The oldest first: however this ends, no file is missing between others.
  needless.reverse();
  for (const name of needless) rmSync(join(folder, name));
  return needless;
}
