import type { DrillTools, Scale } from './drill-tools.js';
import { DrillNetwork, type NetworkToDrill } from './network/drill-network.js';

/** Two validators in each college, so that one of them may be away; its connections can be cut. */
const STANDING: NetworkToDrill = { validatorsPerCollege: 2, isCuttable: true };

/** What a case works with: the standing network, which lives on from case to case, and networks of its own. */
export class Drill {
  #standing: DrillNetwork | undefined;
  readonly #own: DrillNetwork[] = [];
  #networks = 0;

  constructor(
    readonly tools: DrillTools,
    readonly scale: Scale,
  ) {}

  /** Six validators that have lived through the cases before. */
  async standingNetwork(): Promise<DrillNetwork> {
    this.#standing ??= await this.#start(STANDING);
    return this.#standing;
  }

  /** A network for this case only. */
  async ownNetwork(options: NetworkToDrill): Promise<DrillNetwork> {
    // One at a time: the machine is small, and figures are to be one network's.
    await this.endNetworks();
    const network = await this.#start(options);
    this.#own.push(network);
    return network;
  }

  /** Ends all that runs, so that a measurement is of one thing alone. */
  async endNetworks(): Promise<void> {
    const ending = this.networks;
    this.#own.length = 0;
    this.#standing = undefined;
    await Promise.all(ending.map((network) => network.stop()));
  }

  /** Ends what the case had for itself; after a failure the standing network too, so that the next case begins anew. */
  async afterCase(hasFailed: boolean): Promise<void> {
    if (hasFailed) return this.endNetworks();
    await Promise.all(this.#own.splice(0).map((network) => network.stop()));
  }

  /** All that run now. */
  get networks(): DrillNetwork[] {
    return this.#standing === undefined ? [...this.#own] : [this.#standing, ...this.#own];
  }

  /** What each process said last, for whoever looks for the reason of a failure. */
  lastWords(): string[] {
    const nodes = this.networks.flatMap((network) => network.nodes);
    return nodes.flatMap(({ name, engine, application }) =>
      [engine, application].flatMap((one) => (one === undefined ? [] : [`${name}: ${one.lastWords()}`])),
    );
  }

  #start(options: NetworkToDrill): Promise<DrillNetwork> {
    return DrillNetwork.start(`n${++this.#networks}`, options, this.tools);
  }
}
