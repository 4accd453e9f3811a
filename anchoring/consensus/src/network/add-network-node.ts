import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomBytes } from '#primitives';
import { parseTrustFile, type Validator } from '#ledger';
import { createNetworkGenesis } from './network-genesis.js';
import { planFurtherNode, type PlannedNode } from './network-plan.js';
import { NETWORK_FILES, openNetwork, type NetworkDescription } from './open-network.js';
import { renameDurably, syncFolders } from './sync-folders.js';
import { NODE_FILES, writeKeyFiles } from './write-key-files.js';
import { writeNewFile } from './write-new-file.js';

/**
 * Makes keys and home of one node more, and writes it into the network's description. The home is there before the description
 * names it: a node that was half made when the process died is in no description, and its home is made anew.
 * @throws `network_unreadable`
 */
export function addNetworkNode(
  folder: string,
  operator: Pick<Validator, 'member' | 'college'>,
  random: RandomBytes,
): PlannedNode {
  const network = openNetwork(folder);
  const { genesis } = parseTrustFile(readFileSync(join(folder, NETWORK_FILES.trust), 'utf8'));
  const { keys, ...planned } = planFurtherNode(network.nodes, operator, random);
  const home = join(folder, NETWORK_FILES.nodes, planned.name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeKeyFiles(home, keys);
  writeNewFile(
    join(home, NODE_FILES.genesis),
    `${JSON.stringify(createNetworkGenesis(genesis), undefined, 2)}\n`,
    0o644,
  );
  syncFolders(home);
  writeDescription(folder, { ...network, nodes: [...network.nodes, planned] });
  return planned;
}

function writeDescription(folder: string, description: NetworkDescription): void {
  const path = join(folder, NETWORK_FILES.description);
  const unfinished = `${path}.part`;
  rmSync(unfinished, { force: true });
  writeNewFile(unfinished, `${JSON.stringify(description, undefined, 2)}\n`, 0o644);
  renameDurably(unfinished, path);
}
