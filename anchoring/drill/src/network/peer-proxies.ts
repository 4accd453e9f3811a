import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { assertOurs } from '#primitives';
import type { Address, CuttableLinks, LinksToOpen } from './cuttable-links.js';

const LOOPBACK = '127.0.0.1';

/** A way from one node to another: who dials it reaches the other's port for peers. */
interface ProxiedWay {
  from: string;
  to: string;
  /** Where the proxy listens, and where the other node does. */
  port: number;
  targetPort: number;
}

/**
 * Connections between nodes go through here, so that the network can be cut without any right on the machine: what is cut
 * carries nothing in either direction, and its connections stay open, as where packets are lost. After healing, what was
 * held back arrives, as TCP sends it again.
 */
export class PeerProxies implements CuttableLinks {
  readonly how = 'proxies';
  readonly #servers: Server[] = [];
  readonly #pairs = new Set<ProxiedPair>();
  #isCut: (way: ProxiedWay) => boolean = () => false;

  private constructor(private readonly ways: readonly ProxiedWay[]) {}

  /** @param links with a spare port for each way from node to node */
  static async open({ nodes, sparePorts }: Omit<LinksToOpen, 'folder'>): Promise<PeerProxies> {
    const pairs = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => ({ from, to })));
    const ways = pairs.map(({ from, to }, place) => {
      const port = sparePorts[place];
      assertOurs(port !== undefined, 'each way has a port');
      return { from: from.name, to: to.name, port, targetPort: to.port };
    });
    const proxies = new PeerProxies(ways);
    for (const way of ways) await proxies.#listen(way);
    return proxies;
  }

  placeOf(name: string): { listen: Address; through: readonly string[] } {
    const way = this.ways.find(({ to }) => to === name);
    assertOurs(way !== undefined, 'the node is linked');
    return { listen: { address: LOOPBACK, port: way.targetPort }, through: [] };
  }

  dial(from: string, to: string): Address {
    const way = this.ways.find((one) => one.from === from && one.to === to);
    assertOurs(way !== undefined, 'both nodes are linked');
    return { address: LOOPBACK, port: way.port };
  }

  cut(groups: readonly (readonly string[])[]): void {
    const groupOf = (name: string) => groups.findIndex((names) => names.includes(name));
    this.#isCut = ({ from, to }) => {
      const [one, other] = [groupOf(from), groupOf(to)];
      return one >= 0 && other >= 0 && one !== other;
    };
    this.#apply();
  }

  heal(): void {
    this.#isCut = () => false;
    this.#apply();
  }

  async close(): Promise<void> {
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  async #listen(way: ProxiedWay): Promise<void> {
    const server = createServer((near) => this.#accept(way, near));
    this.#servers.push(server);
    server.listen(way.port, LOOPBACK);
    await once(server, 'listening');
  }

  #accept(way: ProxiedWay, near: Socket): void {
    const far = connect(way.targetPort, LOOPBACK);
    const pair = { way, near, far };
    this.#pairs.add(pair);
    join(near, far);
    join(far, near);
    for (const socket of [near, far]) {
      socket.once('close', () => {
        this.#pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    if (this.#isCut(way)) hold(pair);
  }

  #apply(): void {
    for (const pair of this.#pairs) (this.#isCut(pair.way) ? hold : release)(pair);
  }
}

interface ProxiedPair {
  way: ProxiedWay;
  near: Socket;
  far: Socket;
}

function join(source: Socket, target: Socket): void {
  source.on('error', () => source.destroy());
  source.on('data', (bytes) => {
    if (!target.write(bytes)) source.pause();
  });
  target.on('drain', () => {
    if (!held.has(source)) source.resume();
  });
  source.on('end', () => target.end());
}

/** Sockets that are not read, whatever drains. */
const held = new WeakSet<Socket>();

function hold({ near, far }: ProxiedPair): void {
  for (const socket of [near, far]) {
    held.add(socket);
    socket.pause();
  }
}

function release({ near, far }: ProxiedPair): void {
  for (const socket of [near, far]) {
    held.delete(socket);
    socket.resume();
  }
}
