import type { Genesis } from '#ledger';
import { chainIdOf } from './network-genesis.js';
import type { PlannedNode } from './network-plan.js';
import { sharePower, type PoweredValidator } from './share-power.js';

/** All that a checker of the network's proofs has to believe: our genesis and the validators that began. */
export interface NetworkTrust {
  format: 'incola-network-trust';
  version: 1;
  genesis: Genesis;
  /** What every vote signs; follows from the genesis. */
  chainId: string;
  /** The first validators with member, college and power; later ones follow from commits of these. */
  validators: PoweredValidator[];
}

export function createNetworkTrust(genesis: Genesis, nodes: readonly PlannedNode[]): NetworkTrust {
  return {
    format: 'incola-network-trust',
    version: 1,
    genesis,
    chainId: chainIdOf(genesis),
    validators: sharePower(nodes.map(({ validator }) => validator)),
  };
}
