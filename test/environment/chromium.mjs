import { chromium } from 'playwright-core';
import { findExecutable, installDebianPackage, NotRun } from './find-or-install.mjs';

/** What keeps a browser under test from calling home; `--no-sandbox` under root only. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Debian's Chromium, headless.
 * @param {string[]} [more] further arguments of the program: a fake camera's
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws NotRun
 */
export async function startChromium(more = []) {
  const executablePath = locate();
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: [...QUIET, ...(asRoot ? ['--no-sandbox'] : []), ...more] });
}

function locate() {
  const found = findExecutable('chromium');
  if (found) return found;
  installDebianPackage('Chromium', 'chromium');
  const installed = findExecutable('chromium');
  if (!installed) throw new NotRun('Chromium', 'it was not found after the installation', 'apt-get install chromium');
  return installed;
}
