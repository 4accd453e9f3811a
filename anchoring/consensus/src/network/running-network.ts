import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assertOurs, type Clock, type RandomBytes } from '#primitives';
import { parseTrustFile, type Validator } from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { prepareStateSync, type StateSyncPreparation } from '../light-blocks/prepare-state-sync.js';
import { rpcLightBlocks } from '../light-blocks/rpc-light-blocks.js';
import { VerifiedLightBlocks } from '../light-blocks/verified-light-blocks.js';
import type { ApplicationProgram, SnapshotPlaces } from './application-command.js';
import { addNetworkNode } from './add-network-node.js';
import type { NodeConfiguration, PeerPlace, StateSyncStart } from './engine-configuration.js';
import { chooseFreePorts } from './free-ports.js';
import { NetworkNode } from './network-node.js';
import { NETWORK_FILES, openNetwork } from './open-network.js';

export interface NetworkToRun {
  /** As {@link createNetwork} made it. */
  folder: string;
  /** CometBFT's program. */
  engine: string;
  application: ApplicationProgram | 'kvstore';
  /** Paths of the sockets at which engines await their signers, by the nodes' names; the others' keys lie in their homes. */
  signerSockets?: ReadonlyMap<string, string>;
  /** What differs from the application's own rules for snapshots: a drill's come sooner. */
  snapshots?: Omit<SnapshotPlaces, 'folder'>;
  /** A quiet network makes a block after this time, where not after the usual one: a test that moves its clocks waits for it. */
  heartbeatSeconds?: number;
  random: RandomBytes;
  clock: Clock;
  /** Told what a person should know: a process ended and is started again. */
  report: (sentence: string) => void;
}

const LOOPBACK = '127.0.0.1';

/** All validators of a network on this machine. */
export class RunningNetwork {
  readonly #network: NetworkToRun;
  readonly #nodes: NetworkNode[];
  /** Where all peers listen: the nodes, and those that run elsewhere. */
  readonly #places: PeerPlace[];
  readonly #stateSyncs: StateSyncPreparation[] = [];

  private constructor(network: NetworkToRun, nodes: NetworkNode[], places: PeerPlace[]) {
    this.#network = network;
    this.#nodes = nodes;
    this.#places = places;
  }

  get nodes(): readonly NetworkNode[] {
    return this.#nodes;
  }

  /**
   * Starts every node on loopback, on ports that are free now, and waits until each one's RPC answers and the first block is made.
   * @throws `network_unreadable`, `no_free_ports`, `socket_path_too_long`, `node_not_ready`
   */
  static async start(toRun: NetworkToRun): Promise<RunningNetwork> {
    const planned = openNetwork(toRun.folder).nodes;
    const ports = await chooseFreePorts(2 * planned.length, toRun.random);
    const places = planned.map(({ nodeId }, index): PeerPlace => {
      const port = ports[2 * index];
      assertOurs(port !== undefined, 'each node has two ports');
      return { nodeId, address: LOOPBACK, port };
    });
    const nodes = planned.map(({ name }, index) => {
      const [listen, rpcPort] = [places[index], ports[2 * index + 1]];
      assertOurs(listen !== undefined && rpcPort !== undefined, 'each node has two ports');
      return prepareNode(toRun, name, { listen, rpcPort, peers: places.filter((place) => place !== listen) });
    });
    const network = new RunningNetwork(toRun, nodes, places);
    for (const node of nodes) node.start();
    try {
      await Promise.all(nodes.map((node) => node.whenReady()));
      // Before its first block a network has not shown that its nodes found each other, and takes longer than a submission waits.
      await Promise.all(nodes.map((node) => node.whenAt(1)));
    } catch (error) {
      await network.stop();
      throw error;
    }
    return network;
  }

  /**
   * Adds a node that doesn't vote yet: makes its keys and its home, has the others start again one after the other, since a
   * peer is listed before it connects, and starts it. It fetches all blocks, or begins from a snapshot of the others; the
   * colleges then vote on its validator.
   * @param operator the member that runs it, and its college
   * @throws `network_unreadable`, `no_free_ports`, `node_not_ready`; the codes of `prepareStateSync`
   */
  async addNode(
    operator: Pick<Validator, 'member' | 'college'>,
    { stateSync = false }: { stateSync?: boolean } = {},
  ): Promise<{ node: NetworkNode; validator: Validator }> {
    const { folder, random } = this.#network;
    const { name, validator, nodeId } = addNetworkNode(folder, operator, random);
    const [port, rpcPort] = await chooseFreePorts(2, random);
    assertOurs(port !== undefined && rpcPort !== undefined, 'the node has two ports');
    const listen = { nodeId, address: LOOPBACK, port };
    const peers = [...this.#places];
    await this.admitPeer(listen);
    const start = stateSync ? await this.#prepareStateSync() : undefined;
    const node = prepareNode(this.#network, name, { listen, rpcPort, peers, stateSync: start });
    this.#nodes.push(node);
    node.start();
    await node.whenReady();
    return { node, validator };
  }

  /**
   * Lists one more peer at all nodes, which start again with it one after the other.
   * @throws `node_not_ready`
   */
  async admitPeer(peer: PeerPlace): Promise<void> {
    this.#places.push(peer);
    for (const node of this.#nodes) {
      await node.restartWith({ peers: this.#places.filter(({ port }) => port !== node.listen.port) });
    }
  }

  /** Where all peers listen. */
  get peers(): readonly PeerPlace[] {
    return this.#places;
  }

  /** The other nodes are the sources, each of whose blocks is verified all the same. */
  async #prepareStateSync(): Promise<StateSyncStart> {
    const { folder, clock } = this.#network;
    const { genesis } = parseTrustFile(readFileSync(resolve(folder, NETWORK_FILES.trust), 'utf8'));
    const sources = this.#nodes.map(({ rpcPort }) => rpcLightBlocks({ port: rpcPort }));
    const blocks = new VerifiedLightBlocks(sources, genesis, verifyWithNodeCrypto);
    const preparation = await prepareStateSync(blocks, clock);
    this.#stateSyncs.push(preparation);
    return preparation.start;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await Promise.all(this.#stateSyncs.splice(0).map((preparation) => preparation.close()));
  }
}

type Placed = Pick<NodeConfiguration, 'listen' | 'rpcPort' | 'peers' | 'stateSync'>;

function prepareNode(toRun: NetworkToRun, name: string, placed: Placed): NetworkNode {
  const { folder, signerSockets, heartbeatSeconds, ...parts } = toRun;
  const home = resolve(folder, NETWORK_FILES.nodes, name);
  const trust = resolve(folder, NETWORK_FILES.trust);
  return new NetworkNode({
    ...parts,
    home,
    trust,
    configuration: { name, ...placed, signerSocket: signerSockets?.get(name), heartbeatSeconds },
  });
}
