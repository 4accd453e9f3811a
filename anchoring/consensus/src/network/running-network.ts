import { resolve } from 'node:path';
import { assertOurs, type Clock, type RandomBytes } from '#primitives';
import type { ApplicationProgram } from './application-command.js';
import type { PeerPlace } from './engine-configuration.js';
import { chooseFreePorts } from './free-ports.js';
import { NetworkNode } from './network-node.js';
import { NETWORK_FILES, openNetwork } from './open-network.js';

export interface NetworkToRun {
  /** As {@link createNetwork} made it. */
  folder: string;
  /** CometBFT's program. */
  engine: string;
  application: ApplicationProgram | 'kvstore';
  random: RandomBytes;
  clock: Clock;
  /** Told what a person should know: a process ended and is started again. */
  report: (sentence: string) => void;
}

const LOOPBACK = '127.0.0.1';

/** All validators of a network on this machine. */
export class RunningNetwork {
  private constructor(readonly nodes: readonly NetworkNode[]) {}

  /**
   * Starts every node on loopback, on ports that are free now, and waits until each one's RPC answers.
   * @throws `network_unreadable`, `no_free_ports`, `socket_path_too_long`, `node_not_ready`
   */
  static async start({ folder, ...parts }: NetworkToRun): Promise<RunningNetwork> {
    const planned = openNetwork(folder).nodes;
    const ports = await chooseFreePorts(2 * planned.length, parts.random);
    const places = planned.map(({ nodeId }, index): PeerPlace => {
      const port = ports[2 * index];
      assertOurs(port !== undefined, 'each node has two ports');
      return { nodeId, address: LOOPBACK, port };
    });
    const nodes = planned.map(({ name }, index) => {
      const [listen, rpcPort] = [places[index], ports[2 * index + 1]];
      assertOurs(listen !== undefined && rpcPort !== undefined, 'each node has two ports');
      const peers = places.filter((place) => place !== listen);
      const home = resolve(folder, NETWORK_FILES.nodes, name);
      const trust = resolve(folder, NETWORK_FILES.trust);
      return new NetworkNode({ ...parts, home, trust, configuration: { name, listen, rpcPort, peers } });
    });
    const network = new RunningNetwork(nodes);
    for (const node of nodes) node.start();
    try {
      await Promise.all(nodes.map((node) => node.whenReady()));
    } catch (error) {
      await network.stop();
      throw error;
    }
    return network;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}
