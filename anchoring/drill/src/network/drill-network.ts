import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assertOurs, decodeUtf8, parseJson, refusal } from '#primitives';
import type { College } from '#ledger';
import {
  chooseFreePorts,
  NETWORK_FILES,
  NetworkNode,
  openNetwork,
  type ApplicationProgram,
  type PlannedNode,
} from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';
import { waitUntil } from '../wait-until.js';
import { foundDrillLedger, type DrillFounding } from './drill-founding.js';
import { PeerProxies, type ProxiedWay } from './peer-proxies.js';

export interface NetworkToDrill {
  validatorsPerCollege: number;
  /** Connections between nodes can be cut. */
  isProxied?: boolean;
  /** Instead of the ledger's own application beside a node. */
  applicationOf?: (name: string) => ApplicationProgram | undefined;
  /** Instead of the engine beside a node. */
  engineOf?: (name: string) => string | undefined;
}

/** Where a node stands, as its application says. */
export interface NodeHead {
  height: number;
  appState: { size: number; root: string; stateRoot: string };
}

const LOOPBACK = '127.0.0.1';
const HEAD_LIMITS = { maxLength: 65_536, maxDepth: 8 };
const REACH_MILLISECONDS = 90_000;

/** A network of validators on this machine to which things happen: real engines, real applications, a ledger of its own. */
export class DrillNetwork {
  /** Ids of the ledger transactions that somebody was told are accepted. */
  readonly accepted = new Set<string>();
  /** What a supervisor told meanwhile. */
  readonly reports: string[] = [];
  readonly #running = new Map<string, NetworkNode>();

  private constructor(
    readonly founding: DrillFounding,
    readonly planned: readonly PlannedNode[],
    readonly tools: DrillTools,
    private readonly parts: {
      options: NetworkToDrill;
      ports: ReadonlyMap<string, number>;
      ways: readonly ProxiedWay[];
      proxies: PeerProxies;
    },
  ) {}

  /** Founds a ledger and starts its validators. @param name of its folder */
  static async start(name: string, options: NetworkToDrill, tools: DrillTools): Promise<DrillNetwork> {
    const founding = foundDrillLedger(join(tools.folder, name), options.validatorsPerCollege, tools);
    const planned = openNetwork(founding.folder).nodes;
    const names = planned.map((node) => node.name);
    const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
    const isProxied = options.isProxied === true;
    const free = await chooseFreePorts(2 * names.length + (isProxied ? pairs.length : 0), tools.random);
    const next = () => {
      const port = free.pop();
      assertOurs(port !== undefined, 'so many ports were chosen');
      return port;
    };
    const ports = new Map(names.flatMap((one) => [`${one}/peers`, `${one}/rpc`].map((use) => [use, next()] as const)));
    const portOf = (to: string) => ports.get(`${to}/peers`) ?? 0;
    const ways = pairs.map(({ from, to }) => {
      const targetPort = portOf(to);
      return { from, to, targetPort, port: isProxied ? next() : targetPort };
    });
    const proxies = await PeerProxies.open(isProxied ? ways : []);
    const network = new DrillNetwork(founding, planned, tools, { options, ports, ways, proxies });
    try {
      await network.bringBack(names);
    } catch (error) {
      await network.stop();
      throw error;
    }
    return network;
  }

  get names(): string[] {
    return this.planned.map(({ name }) => name);
  }

  get proxies(): PeerProxies {
    return this.parts.proxies;
  }

  get nodes(): NetworkNode[] {
    return [...this.#running.values()];
  }

  /** A node that runs. */
  node(name: string): NetworkNode {
    const node = this.#running.get(name);
    if (node === undefined) throw refusal('node_away', `The node ${name} does not run.`);
    return node;
  }

  namesOf(college: College): string[] {
    return this.planned.filter(({ validator }) => validator.college === college).map(({ name }) => name);
  }

  homeOf(name: string): string {
    return resolve(this.founding.folder, NETWORK_FILES.nodes, name);
  }

  /** Ends nodes, engine and application, as their operator would; they stay away. */
  async takeAway(names: readonly string[]): Promise<void> {
    const leaving = names.map((name) => this.node(name));
    for (const name of names) this.#running.delete(name);
    await Promise.all(leaving.map((node) => node.stop()));
  }

  /** Starts nodes that are away, and waits until their RPC answers. @throws `node_not_ready` (outage) */
  async bringBack(names: readonly string[]): Promise<void> {
    const coming = names.map((name) => {
      const node = this.#prepare(name);
      this.#running.set(name, node);
      node.start();
      return node;
    });
    await Promise.all(coming.map((node) => node.whenReady()));
  }

  /** @throws outages of the node's RPC */
  async head(name: string): Promise<NodeHead> {
    const { value } = await this.node(name).rpc.query('/head', new Uint8Array());
    return parseJson(decodeUtf8(value), HEAD_LIMITS) as unknown as NodeHead;
  }

  /** Waits until a node's application has this height. @throws `not_shown` */
  async reach(name: string, height: number): Promise<void> {
    const look = async () => ((await this.head(name)).height >= height ? true : undefined);
    const what = `${name} at height ${height}`;
    await waitUntil(look, { clock: this.tools.clock, patienceMilliseconds: REACH_MILLISECONDS, what });
  }

  /** Ends everything, and removes its files. */
  async stop(): Promise<void> {
    const leaving = this.nodes;
    this.#running.clear();
    await Promise.all(leaving.map((node) => node.stop()));
    await this.proxies.close();
    rmSync(this.founding.folder, { recursive: true, force: true });
  }

  #prepare(name: string): NetworkNode {
    const { tools, parts, planned, founding } = this;
    const { options, ports, ways } = parts;
    const peers = ways
      .filter(({ from }) => from === name)
      .map(({ to, port }) => {
        const nodeId = planned.find((node) => node.name === to)?.nodeId;
        assertOurs(nodeId !== undefined, 'ways lead to planned nodes');
        return { nodeId, address: LOOPBACK, port };
      });
    const [port, rpcPort] = [ports.get(`${name}/peers`), ports.get(`${name}/rpc`)];
    assertOurs(port !== undefined && rpcPort !== undefined, 'each node has two ports');
    const own = { program: process.execPath, parameters: [tools.applicationModule] };
    return new NetworkNode({
      home: this.homeOf(name),
      trust: resolve(founding.folder, NETWORK_FILES.trust),
      engine: options.engineOf?.(name) ?? tools.engine,
      application: options.applicationOf?.(name) ?? own,
      configuration: { name, listen: { address: LOOPBACK, port }, rpcPort, peers },
      clock: tools.clock,
      report: (sentence) => void this.reports.push(sentence),
    });
  }
}
