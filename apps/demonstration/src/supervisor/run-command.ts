import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { outage } from '#primitives';

const run = promisify(execFile);
const TIMEOUT_MILLISECONDS = 60_000;
const MAX_OUTPUT = 1024 * 1024;

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
