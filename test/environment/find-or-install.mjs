import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What could not be had here: reported as `not run: NAME, reason, remedy`, never passed over in silence. */
export class NotRun extends Error {
  constructor(name, reason, remedy) {
    super(`not run: ${name}, ${reason}, ${remedy}`);
    this.name = 'NotRun';
    this.environment = name;
  }
}

/** The first folder of PATH or of the given ones that holds the executable, or `undefined`. */
export function findExecutable(name, furtherFolders = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...furtherFolders];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Sub-folders of a folder that may not exist. */
export function subfolders(folder) {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Installs a Debian package as root. @throws NotRun where it cannot. */
export function installDebianPackage(name, packageName) {
  if (process.getuid?.() !== 0)
    throw new NotRun(name, 'it is not installed and this user may not install it', `apt-get install ${packageName}`);
  process.stderr.write(`Installing ${packageName} from Debian's packages …\n`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const install = () => spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', packageName], options);
  if (install().status === 0) return;
  spawnSync('apt-get', ['update', '-q'], options);
  const again = install();
  if (again.status !== 0) throw new NotRun(name, 'apt-get could not install it', `apt-get install ${packageName}`);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
