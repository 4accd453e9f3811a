import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal, type RandomBytes } from '#primitives';
import { genesisDigest, parseTrustFile, type Genesis, type TrustFile } from '#ledger';
import { createNetworkGenesis, TRUSTING_PERIOD_SECONDS } from './network-genesis.js';
import { planNetwork } from './network-plan.js';
import { NETWORK_FILES, openNetwork, type NetworkDescription } from './open-network.js';
import { renameDurably, syncFolders } from './sync-folders.js';
import { NODE_FILES, writeKeyFiles } from './write-key-files.js';
import { writeNewFile } from './write-new-file.js';

export interface NetworkToPrepare {
  /** The network's folder. */
  folder: string;
  /** Who runs the validators: of each college at least one. */
  founders: readonly Pick<Genesis['founders'][number], 'did' | 'college' | 'status'>[];
  validatorsPerCollege: number;
  random: RandomBytes;
}

/**
 * Makes the keys of a network whose genesis is still to be founded, which is to name them. The folder appears in one step, and the
 * keys of one that is there already stay.
 * @returns what the genesis is to say of consensus
 * @throws `network_unreadable`, `validators_out_of_range`, `college_without_founder`
 */
export function prepareNetwork(network: NetworkToPrepare): NonNullable<Genesis['consensus']> {
  const { folder, founders, validatorsPerCollege, random } = network;
  if (!existsSync(folder)) {
    const nodes = planNetwork(founders, validatorsPerCollege, random);
    const unfinished = `${folder}.part`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(unfinished, { mode: 0o700 });
    for (const { name, keys } of nodes) {
      const home = join(unfinished, NETWORK_FILES.nodes, name);
      mkdirSync(home, { recursive: true, mode: 0o700 });
      writeKeyFiles(home, keys);
    }
    const planned = nodes.map(({ name, validator, nodeId }) => ({ name, validator, nodeId }));
    const description: NetworkDescription = { format: 'incola-network', version: 1, nodes: planned };
    writeJson(join(unfinished, NETWORK_FILES.description), description);
    syncFolders(unfinished);
    renameDurably(unfinished, folder);
  }
  const validators = openNetwork(folder).nodes.map(({ validator }) => validator);
  return { validators, trustingPeriodSeconds: TRUSTING_PERIOD_SECONDS };
}

/**
 * Gives a prepared network the genesis that was founded with its keys; the same one once more changes nothing. The trust file is
 * written last and says that every node has it.
 * @throws `genesis_differs` where the network has another genesis already, `no_network_founded`
 */
export function giveGenesis(folder: string, trust: TrustFile): void {
  const place = join(folder, NETWORK_FILES.trust);
  if (existsSync(place)) {
    const { genesis } = parseTrustFile(readFileSync(place, 'utf8'));
    if (genesisDigest(genesis) === genesisDigest(trust.genesis)) return;
    throw refusal('genesis_differs', `The network in ${folder} is another ledger's.`);
  }
  const engineGenesis = createNetworkGenesis(trust.genesis);
  for (const { name } of openNetwork(folder).nodes) {
    const file = join(folder, NETWORK_FILES.nodes, name, NODE_FILES.genesis);
    rmSync(file, { force: true });
    writeJson(file, engineGenesis);
  }
  rmSync(`${place}.part`, { force: true });
  writeJson(`${place}.part`, trust);
  renameDurably(`${place}.part`, place);
}

function writeJson(path: string, content: object): void {
  writeNewFile(path, `${JSON.stringify(content, undefined, 2)}\n`, 0o644);
}
