import { findExecutable, installDebianPackage } from './find-or-install.mjs';

/** Makes sure that curl is on the machine. @throws NotRun */
export function requireCurl() {
  if (findExecutable('curl') === undefined) installDebianPackage('curl', 'curl');
}
