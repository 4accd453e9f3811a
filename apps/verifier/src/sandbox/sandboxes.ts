import type { DataUseContract } from '#ledger';
import type { Registry } from '../trust-refresh/registry.js';
import type { Sandbox } from './sandbox.js';

/** The sandboxes of this service by the DID of their tenant. */
export type Sandboxes = ReadonlyMap<string, Sandbox>;

/** What asks reads of the registry: of a sandbox its own, of everybody else the ledger's. */
export function registryWith(
  sandboxes: Sandboxes,
  registry: Registry,
): Pick<Registry, 'requireContract' | 'contractsOf'> {
  return {
    requireContract: (did, contractId) =>
      sandboxes.get(did)?.requireContract(contractId) ?? registry.requireContract(did, contractId),
    contractsOf: (did): DataUseContract[] => sandboxes.get(did)?.contractsOf() ?? registry.contractsOf(did),
  };
}
