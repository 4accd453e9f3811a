import { join } from 'node:path';
import { assertOurs } from '#primitives';
import type { Address, CuttableLinks, LinksToOpen, NodeToLink } from '../network/cuttable-links.js';
import { forwardConnections } from './forward-connections.js';
import { NetworkNamespace, type NamespaceRight } from './network-namespace.js';

/** Addresses for tests of networks (RFC 2544, appendix C.2.2); they are seen in the namespaces only. */
const NETWORK = '198.18.0';
const LOOPBACK = '127.0.0.1';
/** Linux' name of a device has 15 letters. */
const bridgeOf = (group: number) => `bridge${group}`;
const portOf = (place: number) => `port${place}`;

interface LinkedNode extends NodeToLink {
  namespace: NetworkNamespace;
  listen: Address;
  /** Ends the way to its RPC. */
  close: () => Promise<void>;
}

/**
 * Each node has a network namespace of its own, with an address of its own, joined by a pair of virtual devices to a bridge in
 * a namespace that holds nothing else. What is cut goes to another bridge, where nobody answers for the rest: its packets are
 * lost, in the kernel, and after healing TCP sends them again when its timer says so. A node's RPC stays where it is, on its
 * loopback; the process that keeps the namespace carries to it what comes from outside.
 */
export class NamespacedLinks implements CuttableLinks {
  readonly how = 'network namespaces';
  #bridges = 0;

  private constructor(
    private readonly hub: NetworkNamespace,
    private readonly nodes: LinkedNode[] = [],
  ) {}

  /** @throws `namespace_refused` (outage); nothing is left then */
  static async open(
    { folder, nodes }: Omit<LinksToOpen, 'sparePorts'>,
    how: { right: NamespaceRight; holderModule: string },
  ): Promise<NamespacedLinks> {
    const links = new NamespacedLinks(await NetworkNamespace.open(how));
    try {
      const open = async (node: NodeToLink) => {
        const socket = join(folder, `${node.name}.rpc`);
        const forwarded = { socket, port: node.rpcPort };
        const namespace = await NetworkNamespace.open({ ...how, beside: links.hub, forwarded });
        const place = links.nodes.length + 1;
        const listen = { address: `${NETWORK}.${place}`, port: node.port };
        const linked = { ...node, namespace, listen, close: async () => undefined };
        links.nodes.push(linked);
        const close = await forwardConnections({ host: LOOPBACK, port: node.rpcPort }, { path: socket });
        Object.assign(linked, { close });
      };
      const opened = await Promise.allSettled(nodes.map(open));
      for (const one of opened) if (one.status === 'rejected') throw one.reason;
      links.#connect();
    } catch (error) {
      await links.close();
      throw error;
    }
    return links;
  }

  placeOf(name: string): { listen: Address; through: readonly string[] } {
    const { listen, namespace } = this.#nodeOf(name);
    return { listen, through: namespace.through };
  }

  dial(_from: string, to: string): Address {
    return this.#nodeOf(to).listen;
  }

  cut(groups: readonly (readonly string[])[]): void {
    const moves = this.nodes.map(({ name }, place) => {
      const group = groups.findIndex((names) => names.includes(name));
      assertOurs(group >= 0, 'each node stands in a group');
      return `link set dev ${portOf(place)} master ${bridgeOf(group)}`;
    });
    this.hub.link([...this.#bridgesFor(groups.length), ...moves]);
  }

  heal(): void {
    this.cut([this.nodes.map(({ name }) => name)]);
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map(({ close }) => close()));
    await Promise.all(this.nodes.map(({ namespace }) => namespace.close()));
    await this.hub.close();
  }

  #connect(): void {
    const pairs = this.nodes.flatMap(({ namespace }, place) => [
      `link add name ${portOf(place)} type veth peer name eth0 netns ${namespace.processId}`,
      `link set dev ${portOf(place)} up`,
    ]);
    this.hub.link(pairs);
    for (const { namespace, listen } of this.nodes) {
      namespace.link(['link set dev lo up', `address add ${listen.address}/24 dev eth0`, 'link set dev eth0 up']);
    }
    this.heal();
  }

  /** Commands that make the bridges which are not there yet. */
  #bridgesFor(groups: number): string[] {
    const missing: string[] = [];
    for (; this.#bridges < groups; this.#bridges++) {
      const bridge = bridgeOf(this.#bridges);
      missing.push(`link add name ${bridge} type bridge`, `link set dev ${bridge} up`);
    }
    return missing;
  }

  #nodeOf(name: string): LinkedNode {
    const node = this.nodes.find((one) => one.name === name);
    assertOurs(node !== undefined, 'the node is linked');
    return node;
  }
}
