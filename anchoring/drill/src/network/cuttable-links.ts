import type { PeerPlace } from '#anchoring/consensus';

export type Address = Omit<PeerPlace, 'nodeId'>;

/** A node as its network plans it. */
export interface NodeToLink {
  name: string;
  /** Where it listens for its peers. */
  port: number;
  /** Where its RPC answers on loopback: whoever asks there is not cut off. */
  rpcPort: number;
}

export interface LinksToOpen {
  /** Sockets may lie here; its path is short enough for them. */
  folder: string;
  nodes: readonly NodeToLink[];
  /** Free ports of loopback, as many as there are ways from node to node. */
  sparePorts: readonly number[];
}

/** The connections between the nodes of a network, which can be cut. */
export interface CuttableLinks {
  /** By what they are cut, in words for people: `network namespaces`. */
  readonly how: string;
  /** Where a node listens for its peers, and what its programs are started through. */
  placeOf(name: string): { listen: Address; through: readonly string[] };
  /** Where a node reaches another. */
  dial(from: string, to: string): Address;
  /** Nothing passes between nodes of different groups any more; their connections are not ended. Each node stands in one group. */
  cut(groups: readonly (readonly string[])[]): void;
  heal(): void;
  /** When it resolves, nothing of the links is left on the machine. */
  close(): Promise<void>;
}

export type OpenLinks = (links: LinksToOpen) => Promise<CuttableLinks>;
