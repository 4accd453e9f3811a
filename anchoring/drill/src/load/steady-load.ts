import { isCodedError, refusal, type Clock } from '#primitives';
import { Submissions, type NodeRpc } from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { waitUntil } from '../wait-until.js';
import { isInLog } from './is-in-log.js';
import { submitUntilAccepted, type Way } from './submit-until-accepted.js';
import { TransactionMaker } from './transaction-maker.js';

/** What the load needs of a network. */
export interface LoadedNetwork extends Pick<DrillNetwork, 'names' | 'founding' | 'accepted' | 'head'> {
  tools: Pick<DrillTools, 'clock' | 'random'>;
  node: (name: string) => { rpc: NodeRpc };
}

export interface LoadOptions {
  /** So many wait for their answer at any time. */
  inFlight: number;
  /** Names of the nodes that the load submits by; all where none is said. */
  by?: readonly string[];
  /** Between two looks for a new block. */
  pollMilliseconds?: number;
  /** What acceptances are written down by; the drill's clock where none is said. */
  clock?: Clock;
}

/** One ledger transaction that was accepted: milliseconds, as the drill's clock says. */
export interface Acceptance {
  sentAt: number;
  acceptedAt: number;
  /** Of its block, where that was told. */
  height?: number;
}

const POLL_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 180_000;
const REGISTERED_MILLISECONDS = 90_000;

/** Members who go on submitting whatever happens to the network, and remember what they were told. */
export class SteadyLoad {
  readonly acceptances: Acceptance[] = [];
  readonly #lanes: Promise<void>[] = [];
  #isEnding = false;
  #failure: Error | undefined;
  #height = 0;

  private constructor(
    private readonly network: LoadedNetwork,
    private readonly maker: TransactionMaker,
    private readonly ways: readonly Way[],
    private readonly clock: Clock,
  ) {}

  /**
   * Registers who anchors, where nobody did yet, and begins.
   * @throws `not_accepted`; `not_shown` where a node that the load submits by does not come to know who anchors
   */
  static async start(network: LoadedNetwork, { inFlight, by, ...options }: LoadOptions): Promise<SteadyLoad> {
    const { clock, random } = network.tools;
    const names = by ?? network.names;
    const { contractVersion } = await network.head(names[0] ?? '');
    const series = `s${Buffer.from(random(6)).toString('hex')}`;
    const maker = new TransactionMaker(network.founding, { clock, random }, series, contractVersion);
    const ways = names.map((name) => {
      const { rpc } = network.node(name);
      const { pollMilliseconds = POLL_MILLISECONDS } = options;
      return { rpc, submissions: new Submissions({ rpc, clock, pollMilliseconds }) };
    });
    const load = new SteadyLoad(network, maker, ways, options.clock ?? clock);
    await load.#registerVerifier();
    for (let lane = 0; lane < inFlight; lane++) load.#lanes.push(load.#runUntilEnd(lane));
    return load;
  }

  /** Waits until so many more are accepted from now on. @throws `not_shown` */
  async acceptMore(count: number, patienceMilliseconds = 60_000): Promise<void> {
    const wanted = this.acceptances.length + count;
    const look = async () => (this.#soFar().length >= wanted ? true : undefined);
    await waitUntil(look, { clock: this.network.tools.clock, patienceMilliseconds, what: `${count} accepted` });
  }

  /** The first acceptance at or after a moment. @throws `not_shown` */
  async acceptedAfter(moment: number, patienceMilliseconds = 60_000): Promise<number> {
    return this.#accepted(({ acceptedAt }) => acceptedAt >= moment, patienceMilliseconds);
  }

  /**
   * The first acceptance in a block above one: a node that was away tells of earlier blocks before it makes any.
   * @throws `not_shown`
   */
  async acceptedAbove(block: number, patienceMilliseconds = 60_000): Promise<number> {
    return this.#accepted(({ height = 0 }) => height > block, patienceMilliseconds);
  }

  /**
   * For whoever waits for something else that needs the load: without it the wait would be in vain.
   * @throws what made a lane end
   */
  requireGoing(): void {
    this.#soFar();
  }

  /** The longest time without an acceptance between two moments, milliseconds. */
  longestPause(from: number, to: number): number {
    const moments = this.acceptances.map(({ acceptedAt }) => acceptedAt).filter((one) => one > from && one < to);
    const all = [from, ...moments.sort((left, right) => left - right), to];
    return Math.max(...all.slice(1).map((moment, place) => moment - (all[place] ?? moment)));
  }

  /** Lets everything in flight come to its answer. @throws `not_accepted` where one did not */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#lanes);
    this.#soFar();
  }

  async #accepted(isIt: (acceptance: Acceptance) => boolean, patienceMilliseconds: number): Promise<number> {
    const look = async () => this.#soFar().find(isIt)?.acceptedAt;
    const { clock } = this.network.tools;
    return waitUntil(look, { clock, patienceMilliseconds, what: 'a ledger transaction is accepted' });
  }

  /** @throws what made a lane end */
  #soFar(): readonly Acceptance[] {
    if (this.#failure !== undefined) throw this.#failure;
    return this.acceptances;
  }

  /** A lane that fails is heard of by whoever waits for the load, and ends the others. */
  async #runUntilEnd(lane: number): Promise<void> {
    try {
      await this.#run(lane);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error('unknown');
      this.#isEnding = true;
    }
  }

  async #run(lane: number): Promise<void> {
    const { clock } = this;
    const ways = [...this.ways.slice(lane % this.ways.length), ...this.ways.slice(0, lane % this.ways.length)];
    while (!this.#isEnding) {
      const one = await this.maker.anchor(this.#height);
      const sentAt = clock();
      const accepted = await submitUntilAccepted(one, ways, { clock, patienceMilliseconds: PATIENCE_MILLISECONDS });
      this.network.accepted.add(one.id);
      this.acceptances.push({ sentAt, ...accepted });
    }
  }

  async #registerVerifier(): Promise<void> {
    const { clock } = this.network.tools;
    const [way] = this.ways;
    if (way === undefined) throw refusal('not_accepted', 'There is no node to submit by.');
    const { height } = await way.rpc.status();
    this.#height = height;
    const one = await this.maker.registerVerifier(height);
    try {
      await submitUntilAccepted(one, this.ways, { clock, patienceMilliseconds: PATIENCE_MILLISECONDS });
      this.network.accepted.add(one.id);
    } catch (error) {
      // On a ledger that lived before, it is registered.
      if (isCodedError(error) && error.code === 'not_accepted' && error.message.includes('effect_conflict')) return;
      throw error;
    }
    // A node that is behind, and be it by a tenth of a second, does not know yet who anchors, and would refuse every anchor.
    const wait = { clock, patienceMilliseconds: REGISTERED_MILLISECONDS, what: 'every node knows who anchors' };
    for (const { rpc } of this.ways) await waitUntil(async () => (await isInLog(rpc, one.id)) || undefined, wait);
  }
}
