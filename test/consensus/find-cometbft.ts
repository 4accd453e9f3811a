import { fileURLToPath } from 'node:url';
import { findEngine, readEngineEnvironment, type Engine } from '#anchoring/consensus';

/** The pinned engine: found, or built into the cache of the project. */
export function findCometbft(): Promise<Engine> {
  return findEngine({
    moduleFolder: fileURLToPath(new URL('../../anchoring/consensus/engine/', import.meta.url)),
    cacheFolder: fileURLToPath(new URL('../../.cache/', import.meta.url)),
    environment: readEngineEnvironment(),
    say: () => undefined,
  });
}

/** Building it from nothing takes a minute on a quiet machine. */
export const BUILD_MILLISECONDS = 15 * 60_000;
