import { join } from 'node:path';
import { NotRun } from './find-or-install.mjs';

const NAME = 'CometBFT';
const root = join(import.meta.dirname, '..', '..');
const moduleFolder = join(root, 'anchoring', 'consensus', 'engine');
const say = (sentence) => void process.stderr.write(`${sentence}\n`);

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
      moduleFolder,
      cacheFolder: join(root, '.cache'),
      environment: readEngineEnvironment(),
      say,
    });
    return program;
  } catch (error) {
    throw new NotRun(NAME, error.message, 'install Go, or set INCOLA_COMETBFT');
  }
}

/**
 * Makes sure that the same engine with a clock that can be set is here: built by Go into `.cache` (seconds to a minute).
 * @returns {Promise<string>} its program
 * @throws NotRun where there is no Go, or the build fails
 */
export async function findShiftedCometbft() {
  const built = (name) => import(new URL(`../../dist/anchoring/${name}/src/index.js`, import.meta.url).href);
  const [{ readEngineEnvironment }, { findShiftedEngine }] = [await built('consensus'), await built('drill')];
  try {
    return findShiftedEngine({
      moduleFolder,
      clockSource: join(root, 'anchoring', 'drill', 'engine-clock', 'shifted_time.go'),
      cacheFolder: join(root, '.cache'),
      goEnvironment: readEngineEnvironment().forGo,
      say,
    });
  } catch (error) {
    throw new NotRun(NAME, `${error.message} ${error.privateDetail ?? ''}`.trimEnd(), 'install Go');
  }
}
