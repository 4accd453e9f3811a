import { findExecutable, installDebianPackage } from './find-or-install.mjs';

/** Makes sure that the openssl program is on the machine. @throws NotRun */
export function requireOpenssl() {
  if (findExecutable('openssl') === undefined) installDebianPackage('openssl', 'openssl');
}
