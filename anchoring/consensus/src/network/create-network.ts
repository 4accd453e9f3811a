import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal, type RandomBytes } from '#primitives';
import type { Genesis, TrustFile } from '#ledger';
import { createNetworkGenesis, TRUSTING_PERIOD_SECONDS } from './network-genesis.js';
import { planNetwork, type NewNode } from './network-plan.js';
import { NETWORK_FILES, type NetworkDescription } from './open-network.js';
import { renameDurably, syncFolders } from './sync-folders.js';
import { NODE_FILES, writeKeyFiles } from './write-key-files.js';
import { writeNewFile } from './write-new-file.js';

export interface NetworkToCreate {
  /** The network's folder, which is not there yet. */
  folder: string;
  /** The genesis but for its validators, whose keys are made here. */
  founding: Omit<Genesis, 'consensus'>;
  validatorsPerCollege: number;
  random: RandomBytes;
  /** Further secrets that are made with the network and lie in its folder: file names and contents. */
  secrets?: readonly { name: string; content: object }[];
}

/**
 * Makes keys, genesis and trust file of a new network, and says what the genesis is. They are written beside the folder's place and put there in one
 * step: a network that was half made when the process died is not there, and the next attempt begins anew.
 * @throws `network_exists`, `validators_out_of_range`, `college_without_founder`
 */
export function createNetwork(network: NetworkToCreate): Genesis {
  const { folder, founding, validatorsPerCollege, random, secrets = [] } = network;
  if (existsSync(folder)) throw refusal('network_exists', `There is something in ${folder} already.`);
  const nodes = planNetwork(founding.founders, validatorsPerCollege, random);
  const validators = nodes.map(({ validator }) => validator);
  const genesis = { ...founding, consensus: { validators, trustingPeriodSeconds: TRUSTING_PERIOD_SECONDS } };
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const engineGenesis = createNetworkGenesis(genesis);
  for (const node of nodes) writeNode(unfinished, node, engineGenesis);
  const trust: TrustFile = { format: 'incola-trust', version: 1, genesis, issuingRoots: [], accessRoots: [] };
  writeJson(join(unfinished, NETWORK_FILES.trust), trust);
  const description: NetworkDescription = { format: 'incola-network', version: 1, nodes: nodes.map(describe) };
  writeJson(join(unfinished, NETWORK_FILES.description), description);
  for (const { name, content } of secrets) writeJson(join(unfinished, name), content, 0o600);
  syncFolders(unfinished);
  renameDurably(unfinished, folder);
  return genesis;
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

function writeJson(path: string, content: object, mode = 0o644): void {
  writeNewFile(path, `${JSON.stringify(content, undefined, 2)}\n`, mode);
}
