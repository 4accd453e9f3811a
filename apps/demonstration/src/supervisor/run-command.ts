import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { outage } from '#primitives';
import type { PlaceName } from './choose-places.js';

const run = promisify(execFile);
const TIMEOUT_MILLISECONDS = 60_000;
const MAX_OUTPUT = 1024 * 1024;

/** The built main module of what listens there. */
export function programIn(appsFolder: string, place: PlaceName): string {
  return place === 'counters'
    ? join(appsFolder, 'demonstration', 'src', 'counters.main.js')
    : join(appsFolder, place, 'src', 'main.js');
}

/**
 * Runs a service's command to its end.
 * @param program the service's built main module
 * @returns what it printed
 * @throws `command_failed` (outage) with what it wrote to its standard error
 */
export async function runCommand(program: string, parameters: readonly string[]): Promise<string> {
  try {
    const options = { timeout: TIMEOUT_MILLISECONDS, maxBuffer: MAX_OUTPUT };
    const { stdout } = await run(process.execPath, [program, ...parameters], options);
    return stdout;
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string };
    throw outage('command_failed', `"${parameters.join(' ')}" of ${program} failed:\n${stderr.trim()}`, { cause });
  }
}
