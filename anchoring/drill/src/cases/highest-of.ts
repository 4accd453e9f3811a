import type { DrillNetwork } from '../network/drill-network.js';

/** The greatest height that any of these nodes' engines has. */
export async function highestOf(network: DrillNetwork, names: readonly string[]): Promise<number> {
  const statuses = await Promise.all(names.map((name) => network.node(name).rpc.status()));
  return Math.max(...statuses.map(({ height }) => height));
}
