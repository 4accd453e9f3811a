import type { Agent, ModulesMap } from '@credo-ts/core';

/** An agent of Credo 0.6.3 with keys and records in memory. */
export function createCredoAgent<Modules extends ModulesMap>(modules: Modules): Promise<Agent<Modules>>;
