import type { Agent, ModulesMap, X509Certificate } from '@credo-ts/core';

/** A root of its own and a leaf under it, whose key the agent holds. @param name of whom the leaf is for */
export function createCredoLeaf<Modules extends ModulesMap>(
  agent: Agent<Modules>,
  name: string,
): Promise<{ root: X509Certificate; leaf: X509Certificate }>;
