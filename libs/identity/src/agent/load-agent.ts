import type { AgentParts, IdentityAgent } from './create-agent.js';

export type { AgentParts, IdentityAgent };

/** Veramo's agent, loaded when it is first asked for: its import costs a quarter of a second and 46 MB (stack.md). */
export async function loadIdentityAgent(parts: AgentParts): Promise<IdentityAgent> {
  const { createIdentityAgent } = await import('./create-agent.js');
  return createIdentityAgent(parts);
}
