import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '#primitives';
import { parseTrustFile } from '#ledger';
import { createNetworkGenesis } from '../network/network-genesis.js';
import { renameDurably } from '../network/sync-folders.js';
import { NODE_FILES } from '../network/write-key-files.js';
import { writeNewFile } from '../network/write-new-file.js';
import { readPublicKeys } from './init-node.js';
import { MEMBER_NODE_FILES, writeNodeDescription, type NodeDescription } from './node-description.js';

/**
 * Gives a node its ledger: the trust file, from which the engine's genesis follows, and whom it knows. The description is last:
 * if we die before it, joining is done again.
 * @param trust path of the trust file
 * @throws `node_keys_unreadable`, `node_joined_already`, `no_network_founded`, `malformed_node`, and the codes of `parseTrustFile`
 */
export function joinNetwork(folder: string, trust: string, description: NodeDescription): void {
  const { nodeId } = readPublicKeys(folder);
  if (existsSync(join(folder, MEMBER_NODE_FILES.description))) {
    throw refusal('node_joined_already', `The node in ${folder} belongs to a network already.`);
  }
  const text = readFileSync(trust, 'utf8');
  const engineGenesis = createNetworkGenesis(parseTrustFile(text).genesis);
  replace(join(folder, MEMBER_NODE_FILES.trust), text);
  replace(join(folder, NODE_FILES.genesis), `${JSON.stringify(engineGenesis, undefined, 2)}\n`);
  // Everybody is told the same list of nodes: a node is no peer of itself.
  writeNodeDescription(folder, { ...description, peers: description.peers.filter((peer) => peer.nodeId !== nodeId) });
}

function replace(path: string, text: string): void {
  const unfinished = `${path}.part`;
  rmSync(unfinished, { force: true });
  writeNewFile(unfinished, text, 0o644);
  renameDurably(unfinished, path);
}
