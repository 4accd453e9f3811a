import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { refusal } from '#primitives';
import type { TrustFile } from '#ledger';
import { createNetworkGenesis } from '../network/network-genesis.js';
import { requireSocketPath } from '../network/application-command.js';
import { NETWORK_FILES, type NetworkDescription } from '../network/open-network.js';
import { renameDurably, syncFolder, syncFolders } from '../network/sync-folders.js';
import { NODE_FILES } from '../network/write-key-files.js';
import { copyToNewFile } from '../network/copy-to-new-file.js';
import { writeNewFile } from '../network/write-new-file.js';
import { MEMBER_NODE_FILES, writeNodeDescription, type NodeDescription } from '../node/node-description.js';
import type { DeclaredNode } from './found-network.js';
import { MEMBER_FILES, readDeclaration } from './member-folder.js';
import { missingSignOffs, type Ceremony } from './replay-ceremony.js';
import { checkCeremony } from './sign-off-ceremony.js';

export interface NetworkToAdopt {
  /** The member's folder. */
  folder: string;
  ceremony: Ceremony;
  /** The folder for trust file, description and homes; may hold another node of the same network. */
  network: string;
  /** Port of the node's RPC on loopback. */
  rpcPort: number;
  /** Where the engine awaits its signer; in the node's home where absent. */
  signerSocket?: string | undefined;
  /** Where the node listens, where that is not the declared address (behind a translation of addresses, in a container). */
  bind?: string | undefined;
}

export interface AdoptedNode {
  node: DeclaredNode;
  /** The node's home: genesis and node key. The validator's key stays with the signer. */
  home: string;
  /** The other members' nodes. */
  peers: DeclaredNode[];
}

/**
 * Lays out a member's node from a sealed ceremony: trust file, description of the network, and the node's home, from which
 * `ledger:node` starts it.
 * @throws `ceremony_not_sealed`, `another_network`, `node_exists`, and the codes of `checkCeremony`
 */
export function adoptNetwork({ folder, ceremony, network, ...places }: NetworkToAdopt): AdoptedNode {
  if (ceremony.state !== 'sealed') {
    const missing = ceremony.state === 'open' ? [] : missingSignOffs(ceremony);
    const words = missing.length === 0 ? 'The network is not founded' : `${missing.join(', ')} has not signed off`;
    throw refusal('ceremony_not_sealed', `${words}: this network is not to be started before all have (\`seal\`).`);
  }
  checkCeremony(folder, ceremony);
  const { trust, nodes } = ceremony.network;
  const { publicKey } = readDeclaration(join(folder, MEMBER_FILES.declaration)).declaration.validator;
  const node = nodes.find(({ validator }) => validator.publicKey === publicKey);
  if (node === undefined) throw refusal('declaration_missing', 'The network lacks your node.');
  mkdirSync(network, { recursive: true, mode: 0o700 });
  const planned = nodes.map(({ name, validator, nodeId }) => ({ name, validator, nodeId }));
  const all: NetworkDescription = { format: 'incola-network', version: 1, nodes: planned };
  writeSame(join(network, NETWORK_FILES.trust), trust);
  writeSame(join(network, NETWORK_FILES.description), all);
  const home = join(network, NETWORK_FILES.nodes, node.name);
  const peers = nodes.filter((other) => other !== node);
  const signerSocket = resolve(places.signerSocket ?? join(home, 'signer.sock'));
  requireSocketPath(signerSocket);
  const description: NodeDescription = {
    format: 'incola-node',
    version: 1,
    name: node.name,
    listen: { address: places.bind ?? node.address, port: node.port },
    rpcPort: places.rpcPort,
    peers: peers.map(({ nodeId, address, port }) => ({ nodeId, address, port })),
    signerSocket,
  };
  writeHome(home, folder, { trust, description });
  syncFolder(network);
  return { node, home, peers };
}

function writeHome(
  home: string,
  folder: string,
  { trust, description }: { trust: TrustFile; description: NodeDescription },
): void {
  if (existsSync(home)) throw refusal('node_exists', `There is something in ${home} already.`);
  const unfinished = `${home}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, 'config'), { recursive: true, mode: 0o700 });
  mkdirSync(join(unfinished, 'data'), { mode: 0o700 });
  writeNewFile(join(unfinished, NODE_FILES.genesis), textOf(createNetworkGenesis(trust.genesis)), 0o644);
  writeNewFile(join(unfinished, MEMBER_NODE_FILES.trust), textOf(trust), 0o644);
  writeNodeDescription(unfinished, description);
  copyToNewFile(join(folder, MEMBER_FILES.nodeKey), join(unfinished, NODE_FILES.nodeKey), 0o600);
  syncFolders(unfinished);
  renameDurably(unfinished, home);
}

/** Written once; afterwards it must be the same. */
function writeSame(path: string, content: object): void {
  const text = textOf(content);
  if (!existsSync(path)) return writeNewFile(path, text, 0o644);
  if (readFileSync(path, 'utf8') !== text) {
    throw refusal('another_network', `${path} is of another network, or votes have changed it since.`);
  }
}

function textOf(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
