import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Short: a socket's path may have 103 bytes, and networks lie some folders deep. */
const PREFIX = 'incola-';
const RUN_FOLDER = /^incola-[A-Za-z0-9]{6}$/;

/**
 * Makes the folder in which everything lies that this process, and whatever it starts, leaves in the temporary folder (`TMPDIR`).
 * It goes when the process ends. A run within a run (Jest within the suites) has the outer one's. Jest calls this before its
 * workers start (`globalSetup`).
 * @returns {string} the folder
 */
export default function openRunFolder() {
  const outer = tmpdir();
  if (RUN_FOLDER.test(basename(outer))) return outer;
  const folder = mkdtempSync(join(outer, PREFIX));
  // What is in it is for its owner only; under root PostgreSQL, which is another user, has to come through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => remove(folder));
  return folder;
}

/** What a test leaves running for a moment (an engine whose supervisor was killed) may write meanwhile. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  } catch (error) {
    console.error(`${folder} could not be removed: ${error.message}`);
  }
}
