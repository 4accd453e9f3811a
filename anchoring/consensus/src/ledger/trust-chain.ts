import type { VerifySignature } from '#primitives';
import {
  followBlock,
  needsBridge,
  networkTrust,
  trustBlock,
  type Genesis,
  type LightBlock,
  type NetworkTrust,
  type TrustedBlock,
} from '#ledger';
import type { StoredTrust, FollowedBlocks } from './followed-blocks.js';

/** A header that is as much newer than the one that is kept is kept in its place. */
const SAVE_SECONDS = 60;

export interface TrustChainParts {
  genesis: Genesis;
  blocks: FollowedBlocks;
  verifySignature: VerifySignature;
  /** Asks the node for a block; nothing of it is verified. */
  readBlock: (height: number) => Promise<LightBlock>;
}

/** The network's blocks as they follow from the genesis, which is all that a follower believes at first. */
export class TrustChain {
  readonly #parts: TrustChainParts;
  readonly #network: NetworkTrust;
  #bridge: LightBlock[];
  /** Where the bridge ends: every newer block follows from here at once. */
  #base: TrustedBlock;
  #newest: LightBlock | undefined;
  #saved: { seconds: number; validators: string; bridges: number } | undefined;

  private constructor(parts: TrustChainParts, stored: StoredTrust | undefined) {
    this.#parts = parts;
    this.#network = networkTrust(parts.genesis);
    this.#bridge = [...(stored?.bridge ?? [])];
    this.#newest = stored?.newest;
    const last = this.#bridge.at(-1);
    this.#base = last === undefined ? this.#network.genesisBlock : trustBlock(last);
    if (stored !== undefined) this.#saved = this.#describe(stored.newest);
  }

  /** @throws `proof_wrong_attestation` where the genesis founds no network */
  static async open(parts: TrustChainParts): Promise<TrustChain> {
    return new TrustChain(parts, await parts.blocks.load());
  }

  get newest(): LightBlock | undefined {
    return this.#newest;
  }

  /**
   * From the genesis to the newest block, that one left out: one for each trusting period at least, so that it outgrows what a
   * proof has room for.
   */
  get bridge(): readonly LightBlock[] {
    return this.#bridge;
  }

  /** The block from which the newest one follows at once. */
  get base(): TrustedBlock {
    return this.#base;
  }

  /**
   * Verifies a later block, and every block between that it takes to get there.
   * @throws the codes of `followBlock`, and the outages of the node
   */
  async follow(later: LightBlock): Promise<void> {
    for (;;) {
      try {
        await this.#followAtOnce(later);
        return;
      } catch (error) {
        if (!needsBridge(error)) throw error;
        if (!(await this.#extendBridge(later))) throw error;
      }
    }
  }

  /** Keeps what a restart needs, where it is no longer what is kept. */
  async save(): Promise<void> {
    const newest = this.#newest;
    if (newest === undefined) return;
    const now = this.#describe(newest);
    const saved = this.#saved;
    const isKept = saved?.validators === now.validators && saved.bridges === now.bridges;
    if (isKept && now.seconds - saved.seconds < SAVE_SECONDS) return;
    await this.#parts.blocks.save({ bridge: this.#bridge, newest });
    this.#saved = now;
  }

  async #followAtOnce(later: LightBlock): Promise<void> {
    await followBlock(this.#base, later, this.#network, this.#parts.verifySignature);
    this.#newest = later;
  }

  /** @returns whether there is a nearer block than before from which to follow */
  async #extendBridge(later: LightBlock): Promise<boolean> {
    if (this.#newest === undefined || this.#newest.header.height <= this.#base.height) {
      const between = Math.floor((this.#base.height + later.header.height) / 2);
      if (between <= this.#base.height) return false;
      await this.follow(await this.#parts.readBlock(between));
    }
    const newest = this.#newest;
    if (newest === undefined || newest.header.height >= later.header.height) return false;
    this.#bridge.push(newest);
    this.#base = trustBlock(newest);
    return true;
  }

  #describe({ header }: LightBlock) {
    const validators = `${header.validatorsHash} ${header.nextValidatorsHash}`;
    return { seconds: header.time.seconds, validators, bridges: this.#bridge.length };
  }
}
