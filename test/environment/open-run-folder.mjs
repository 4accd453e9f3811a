import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Short: a socket's path may have 103 bytes, and networks lie some folders deep. */
const PREFIX = 'incola-';
const RUN_FOLDER = /^incola-[A-Za-z0-9]{6}$/;

/**
 * Makes the folder in which everything lies that this process, and whatever it starts, leaves in the temporary folder (`TMPDIR`).
 * It goes when the process ends, but for a signal that nobody handles. A run within a run (Jest within the suites) has the outer one's.
 * @returns {{folder: string, keep: () => void}} `keep`: it stays, for whoever looks for the reason of a failure
 */
export function openRunFolder() {
  const outer = tmpdir();
  if (RUN_FOLDER.test(basename(outer))) return { folder: outer, keep: () => undefined };
  const folder = mkdtempSync(join(outer, PREFIX));
  // What is in it is for its owner only; under root PostgreSQL, which is another user, has to come through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  let isKept = false;
  process.once('exit', () => isKept || remove(folder));
  return { folder, keep: () => (isKept = true) };
}

/** What a test leaves running for a moment (an engine whose supervisor was killed) may write meanwhile. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  } catch (error) {
    console.error(`${folder} could not be removed: ${error.message}`);
  }
}

/** Jest calls it before its workers start (`globalSetup`). */
export default function openForJest() {
  openRunFolder();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
}
