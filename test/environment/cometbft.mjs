import { join } from 'node:path';
import { NotRun } from './find-or-install.mjs';

const NAME = 'CometBFT';
const root = join(import.meta.dirname, '..', '..');

/**
 * Makes sure that the pinned CometBFT is here: configured, on PATH, or built by Go into `.cache` (about a minute).
 * @returns {Promise<string>} its program
 * @throws NotRun where there is no Go, or the build fails
 */
export async function findCometbft() {
  const built = new URL('../../dist/anchoring/consensus/src/index.js', import.meta.url);
  const { findEngine, readEngineEnvironment } = await import(built.href);
  try {
    const { program } = await findEngine({
      moduleFolder: join(root, 'anchoring', 'consensus', 'engine'),
      cacheFolder: join(root, '.cache'),
      environment: readEngineEnvironment(),
      say: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    return program;
  } catch (error) {
    throw new NotRun(NAME, error.message, 'install Go, or set INCOLA_COMETBFT');
  }
}
