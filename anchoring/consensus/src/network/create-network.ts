import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal, type RandomBytes } from '#primitives';
import type { Genesis } from '#ledger';
import { createNetworkGenesis } from './network-genesis.js';
import { planNetwork, type NewNode } from './network-plan.js';
import { createNetworkTrust } from './network-trust.js';
import { NETWORK_FILES, type NetworkDescription } from './open-network.js';
import { NODE_FILES, writeKeyFiles } from './write-key-files.js';
import { writeNewFile } from './write-new-file.js';

export interface NetworkToCreate {
  /** The network's folder, which is not there yet. */
  folder: string;
  genesis: Genesis;
  validatorsPerCollege: number;
  random: RandomBytes;
}

/**
 * Makes keys, genesis and trust file of a new network. They are written beside the folder's place and put there in one
 * step: a network that was half made when the process died is not there, and the next attempt begins anew.
 * @throws `network_exists`, `validators_out_of_range`, `college_without_founder`
 */
export function createNetwork({ folder, genesis, validatorsPerCollege, random }: NetworkToCreate): void {
  if (existsSync(folder)) throw refusal('network_exists', `There is something in ${folder} already.`);
  const nodes = planNetwork(genesis, validatorsPerCollege, random);
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const engineGenesis = createNetworkGenesis(genesis, nodes);
  for (const node of nodes) writeNode(unfinished, node, engineGenesis);
  writeJson(join(unfinished, NETWORK_FILES.genesis), genesis);
  writeJson(join(unfinished, NETWORK_FILES.trust), createNetworkTrust(genesis, nodes));
  const description: NetworkDescription = { format: 'incola-network', version: 1, nodes: nodes.map(describe) };
  writeJson(join(unfinished, NETWORK_FILES.description), description);
  renameSync(unfinished, folder);
}

function writeNode(folder: string, { name, keys }: NewNode, engineGenesis: object): void {
  const home = join(folder, NETWORK_FILES.nodes, name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeKeyFiles(home, keys);
  writeJson(join(home, NODE_FILES.genesis), engineGenesis);
}

function describe({ name, validator, nodeId }: NewNode) {
  return { name, validator, nodeId };
}

function writeJson(path: string, content: object): void {
  writeNewFile(path, `${JSON.stringify(content, undefined, 2)}\n`, 0o644);
}
