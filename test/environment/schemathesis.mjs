import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findExecutable, NotRun } from './find-or-install.mjs';

const NAME = 'schemathesis';
const VERSION = '4.32.5';
const REMEDY = `install Python 3.10 or later with venv, then pip install ${NAME}==${VERSION}`;
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.cache', NAME);

/**
 * The program of schemathesis: from PATH, else from a virtual environment of our own under `.cache`, made with what PyPI has.
 * @returns {string} its path
 * @throws NotRun
 */
export function findSchemathesis() {
  const installed = join(folder, 'bin', NAME);
  const found = findExecutable(NAME) ?? (existsSync(installed) ? installed : undefined);
  if (found !== undefined) return found;
  const python = findExecutable('python3');
  if (python === undefined) throw new NotRun(NAME, 'there is no python3', REMEDY);
  process.stderr.write(`Installing ${NAME} ${VERSION} from PyPI into .cache …\n`);
  run(python, ['-m', 'venv', folder], 'a virtual environment could not be made');
  run(join(folder, 'bin', 'pip'), ['install', '--quiet', `${NAME}==${VERSION}`], 'pip could not install it');
  if (!existsSync(installed)) throw new NotRun(NAME, 'its program was not found after the installation', REMEDY);
  return installed;
}

function run(program, parameters, reason) {
  const ran = spawnSync(program, parameters, { encoding: 'utf8' });
  if (ran.status === 0) return;
  const said = (ran.stderr || String(ran.error)).trim().split('\n').at(-1);
  throw new NotRun(NAME, `${reason}: ${said}`, REMEDY);
}
