import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformRandom, systemClock } from '#primitives';

/** A folder and what the drill's parts take, for one test. */
export function drillScratch() {
  const folder = mkdtempSync(join(tmpdir(), 'incola-drill-test-'));
  const tools = { folder, clock: systemClock, random: platformRandom };
  return { folder, tools, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
