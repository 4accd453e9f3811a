import type { PeerPlace } from '../network/engine-configuration.js';
import { readNodeDescription, writeNodeDescription } from './node-description.js';

/**
 * Lists further peers, or those that are listed at another address now, and strikes others off. A node that runs hears of it
 * when it is told to (SIGHUP), or starts.
 * @param remove identifiers
 * @returns all peers
 * @throws `node_unreadable`, `malformed_node`
 */
export function changePeers(
  folder: string,
  { add, remove }: { add: readonly PeerPlace[]; remove: readonly string[] },
): PeerPlace[] {
  const description = readNodeDescription(folder);
  const changed = new Set([...remove, ...add.map(({ nodeId }) => nodeId)]);
  const peers = [...description.peers.filter(({ nodeId }) => !changed.has(nodeId)), ...add];
  if (changed.size > 0) writeNodeDescription(folder, { ...description, peers });
  return peers;
}
