import { copyFileSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';

/** Older logs of a process, `NAME.1` the newest. */
const KEPT = 3;

/**
 * Moves a log that has grown too long aside, and the older ones with it. The process goes on writing to the same file, which it
 * opened for appending: what it writes between the copy and the cut is lost, and the process needs neither signal nor pipe.
 * @param maxBytes of the log
 */
export function capLog(path: string, maxBytes: number): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= maxBytes) return;
  rmSync(`${path}.${KEPT}`, { force: true });
  for (let place = KEPT - 1; place >= 1; place--) {
    if (statSync(`${path}.${place}`, { throwIfNoEntry: false }) === undefined) continue;
    renameSync(`${path}.${place}`, `${path}.${place + 1}`);
  }
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
}
