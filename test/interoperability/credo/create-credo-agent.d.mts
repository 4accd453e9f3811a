import type { Agent, ModulesMap } from '@credo-ts/core';

/** An agent of Credo 0.6.3 with keys and records in memory. @param fetchThrough with which it fetches what it needs */
export function createCredoAgent<Modules extends ModulesMap>(
  modules: Modules,
  fetchThrough?: typeof fetch,
): Promise<Agent<Modules>>;
