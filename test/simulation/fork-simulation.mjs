import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Memory where there is some: what a simulated disk holds need not outlive the machine. */
const MEMORY = '/dev/shm';

export function forkSimulation() {
  const env = { ...process.env, ...(existsSync(MEMORY) ? { TMPDIR: MEMORY } : {}) };
  const execArgv = ['--conditions=incola-source', '--no-warnings'];
  return fork(join(import.meta.dirname, 'simulation-process.mjs'), { env, execArgv });
}
