import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#primitives';

/** In a node's home: how far its clocks are off, milliseconds. The engine whose clock can be set reads it too. */
const OFFSET_FILE = 'clock-offset';

/** A clock that is off by what stands in the node's folder, read each time. */
export function shiftedClock(home: string, clock: Clock): Clock {
  return () => clock() + offsetOf(home);
}

/** Sets a node's clocks, engine's and application's, at once. @param milliseconds ahead; behind where negative */
export function setClock(home: string, milliseconds: number): void {
  const path = join(home, OFFSET_FILE);
  // Who reads meanwhile reads the old or the new one: a file just emptied would be the right time.
  writeFileSync(`${path}.part`, `${milliseconds}\n`);
  renameSync(`${path}.part`, path);
}

function offsetOf(home: string): number {
  try {
    return Number(readFileSync(join(home, OFFSET_FILE), 'utf8'));
  } catch {
    return 0;
  }
}
