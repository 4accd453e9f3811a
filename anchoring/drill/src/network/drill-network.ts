import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assertOurs, decodeUtf8, outage, parseJson, refusal } from '#primitives';
import type { College, Validator } from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import {
  addNetworkNode,
  type ApplicationProgram,
  applicationProgram,
  chooseFreePorts,
  NETWORK_FILES,
  NetworkNode,
  type NodeConfiguration,
  type NodeToRun,
  openNetwork,
  type PeerPlace,
  type PlannedNode,
  prepareStateSync,
  rpcLightBlocks,
  type StateSyncPreparation,
  VerifiedLightBlocks,
} from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';
import { waitUntil } from '../wait-until.js';
import { foundDrillLedger, type DrillFounding } from './drill-founding.js';
import type { Address, CuttableLinks } from './cuttable-links.js';

export interface NetworkToDrill {
  validatorsPerCollege: number;
  /** Connections between nodes can be cut; nobody joins such a network. */
  isCuttable?: boolean;
  /** Instead of the ledger's own application beside a node. */
  applicationOf?: (name: string) => ApplicationProgram | undefined;
  /** Instead of the engine beside a node. */
  engineOf?: (name: string) => string | undefined;
  /** Instead of the application's own rules for snapshots. */
  snapshots?: NodeToRun['snapshots'];
}

export interface NodeToJoin {
  /** Whose it is. */
  operator: Pick<Validator, 'member' | 'college'>;
  /** From a snapshot of the others, instead of all blocks. */
  stateSync?: boolean;
  /** Changes its home before it is started. */
  prepareHome?: (home: string) => void;
}

/** Where a node stands, as its application says. */
export interface NodeHead {
  height: number;
  contractVersion: number;
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
  /** Its members agreed to other code than this program's. */
  isUpgraded = false;
  readonly #running = new Map<string, NetworkNode>();
  readonly #stateSyncs: StateSyncPreparation[] = [];

  private constructor(
    readonly founding: DrillFounding,
    private readonly planned: PlannedNode[],
    readonly tools: DrillTools,
    private readonly parts: {
      options: NetworkToDrill;
      ports: Map<string, number>;
      links: CuttableLinks | undefined;
    },
  ) {}

  /** Founds a ledger and starts its validators. @param name of its folder */
  static async start(name: string, options: NetworkToDrill, tools: DrillTools): Promise<DrillNetwork> {
    const founding = foundDrillLedger(join(tools.folder, name), options.validatorsPerCollege, tools);
    const planned = [...openNetwork(founding.folder).nodes];
    const names = planned.map((node) => node.name);
    const ways = names.length * (names.length - 1);
    const sparePorts = await chooseFreePorts(2 * names.length + (options.isCuttable === true ? ways : 0), tools.random);
    const nodes = names.map((one) => {
      const [port, rpcPort] = [sparePorts.pop(), sparePorts.pop()];
      assertOurs(port !== undefined && rpcPort !== undefined, 'so many ports were chosen');
      return { name: one, port, rpcPort };
    });
    const uses = nodes.flatMap(({ name: one, port, rpcPort }) => [
      [`${one}/peers`, port] as const,
      [`${one}/rpc`, rpcPort] as const,
    ]);
    const ports = new Map(uses);
    const { folder } = founding;
    const links = options.isCuttable === true ? await tools.openLinks({ folder, nodes, sparePorts }) : undefined;
    const network = new DrillNetwork(founding, planned, tools, { options, ports, links });
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

  /** @throws an assertion where its connections can't be cut */
  get links(): CuttableLinks {
    const { links } = this.parts;
    assertOurs(links !== undefined, 'the network was started so that it can be cut');
    return links;
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

  planOf(name: string): PlannedNode {
    const planned = this.planned.find((node) => node.name === name);
    if (planned === undefined) throw refusal('node_away', `There is no node ${name}.`);
    return planned;
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
  bringBack(names: readonly string[]): Promise<void> {
    return this.#start(names, {});
  }

  /**
   * A node more, which does not vote yet: the others learn of it one after the other, then it is started.
   * @returns its plan, and when it was started
   * @throws `node_not_ready`, the codes of `prepareStateSync`
   */
  async join(node: NodeToJoin): Promise<PlannedNode & { startedAt: number }> {
    const { operator, stateSync = false, prepareHome = () => undefined } = node;
    const { founding, planned, parts, tools } = this;
    assertOurs(parts.links === undefined, 'nobody joins a network that can be cut');
    const others = this.names;
    const joining = addNetworkNode(founding.folder, operator, tools.random);
    const [port, rpcPort] = await chooseFreePorts(2, tools.random);
    assertOurs(port !== undefined && rpcPort !== undefined, 'the node has two ports');
    parts.ports.set(`${joining.name}/peers`, port).set(`${joining.name}/rpc`, rpcPort);
    planned.push(joining);
    prepareHome(this.homeOf(joining.name));
    for (const other of others) await this.node(other).restartWith({ peers: this.#peersOf(other) });
    const startedAt = tools.clock();
    await this.#start([joining.name], stateSync ? { stateSync: await this.#prepareStateSync() } : {});
    return { ...joining, startedAt };
  }

  /** A node that went away for good: nobody asks any more whether it agrees. */
  forget(name: string): void {
    this.planned.splice(this.planned.indexOf(this.planOf(name)), 1);
  }

  /** @throws outages of the node's RPC; `node_without_ledger` (outage) where it has not even the genesis yet */
  async head(name: string): Promise<NodeHead> {
    const { code, value } = await this.node(name).rpc.query('/head', new Uint8Array());
    if (code !== 0) throw outage('node_without_ledger', `The node ${name} has no ledger yet.`);
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
    await Promise.all(this.#stateSyncs.splice(0).map((preparation) => preparation.close()));
    await this.parts.links?.close();
    rmSync(this.founding.folder, { recursive: true, force: true });
  }

  async #start(names: readonly string[], how: Pick<NodeConfiguration, 'stateSync'>): Promise<void> {
    const coming = names.map((name) => {
      const node = this.#prepare(name, how);
      this.#running.set(name, node);
      node.start();
      return node;
    });
    await Promise.all(coming.map((node) => node.whenReady()));
  }

  #prepare(name: string, how: Pick<NodeConfiguration, 'stateSync'>): NetworkNode {
    const { tools, parts, founding } = this;
    const { options, ports, links } = parts;
    const rpcPort = ports.get(`${name}/rpc`);
    assertOurs(rpcPort !== undefined, 'each node has a port for its RPC');
    const own = applicationProgram(tools.applicationModule);
    const { listen, through } = links?.placeOf(name) ?? { listen: this.#onLoopback(name), through: [] };
    return new NetworkNode({
      home: this.homeOf(name),
      trust: resolve(founding.folder, NETWORK_FILES.trust),
      engine: options.engineOf?.(name) ?? tools.engine,
      application: options.applicationOf?.(name) ?? own,
      through,
      configuration: { name, listen, rpcPort, peers: this.#peersOf(name), ...how },
      ...(options.snapshots === undefined ? {} : { snapshots: options.snapshots }),
      clock: tools.clock,
      report: (sentence) => void this.reports.push(sentence),
    });
  }

  #peersOf(name: string): PeerPlace[] {
    const others = this.planned.filter((node) => node.name !== name);
    const { links } = this.parts;
    return others.map(({ name: to, nodeId }) => ({ nodeId, ...(links?.dial(name, to) ?? this.#onLoopback(to)) }));
  }

  #onLoopback(name: string): Address {
    const port = this.parts.ports.get(`${name}/peers`);
    assertOurs(port !== undefined, 'each node has a port for its peers');
    return { address: LOOPBACK, port };
  }

  async #prepareStateSync() {
    const sources = this.nodes.map(({ rpcPort }) => rpcLightBlocks({ port: rpcPort }));
    const blocks = new VerifiedLightBlocks(sources, this.founding.genesis, verifyWithNodeCrypto);
    const preparation = await prepareStateSync(blocks, this.tools.clock);
    this.#stateSyncs.push(preparation);
    return preparation.start;
  }
}
