import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import pkcs11js from 'pkcs11js';
import { findExecutable, installDebianPackage, NotRun, subfolders } from './find-or-install.mjs';

const NAME = 'SoftHSM';
const PACKAGE = 'softhsm2';
const LIBRARY_FOLDERS = ['/usr/lib/softhsm', '/usr/local/lib/softhsm', '/usr/lib64/softhsm', '/usr/lib64/pkcs11'];

/**
 * A token of SoftHSM 2 in a temporary folder. This process finds it, and so does one that is started with `environment`.
 * @returns {Promise<{library: string, label: string, pin: string, folder: string, environment: {SOFTHSM2_CONF: string},
 *   remove: () => void}>} `remove` also ends what this process has open in it
 * @throws NotRun
 */
export async function makeSoftHsmToken(label = 'incola') {
  if (findExecutable('softhsm2-util') === undefined) installDebianPackage(NAME, PACKAGE);
  const program = findExecutable('softhsm2-util');
  const library = findLibrary();
  if (!program || !library)
    throw new NotRun(NAME, 'program or library were not found after the installation', `apt-get install ${PACKAGE}`);
  const folder = mkdtempSync(join(tmpdir(), 'incola-softhsm-'));
  const tokens = join(folder, 'tokens');
  const configuration = join(folder, 'softhsm2.conf');
  mkdirSync(tokens, { mode: 0o700 });
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const pin = '482915';
  const environment = { SOFTHSM2_CONF: configuration };
  const made = spawnSync(program, ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '73051846'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new NotRun(NAME, `no token could be made: ${made.stderr.trim()}`, 'see the reason');
  await setRealEnvironment(environment);
  const remove = () => {
    finalise(library);
    rmSync(folder, { recursive: true, force: true });
  };
  return { library, label, pin, folder, environment, remove };
}

/** Jest gives a test a copy of the environment, which native libraries do not read; a thread that shares it writes the real one. */
async function setRealEnvironment(environment) {
  const code = "Object.assign(process.env, require('node:worker_threads').workerData);";
  const worker = new Worker(code, { eval: true, env: SHARE_ENV, workerData: environment });
  await once(worker, 'exit');
}

/** SoftHSM reads its configuration when it is initialised, and the next test of this process has another one. */
function finalise(library) {
  const module = new pkcs11js.PKCS11();
  module.load(library);
  try {
    module.C_Finalize();
  } catch {
    // Nobody had initialised it.
  }
}

function findLibrary() {
  const folders = [...LIBRARY_FOLDERS, ...subfolders('/usr/lib').map((folder) => join(folder, 'softhsm'))];
  return folders.map((folder) => join(folder, 'libsofthsm2.so')).find(existsSync);
}
