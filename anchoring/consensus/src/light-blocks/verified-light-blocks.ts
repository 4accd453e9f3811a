import { isCodedError, outage, refusal, type VerifySignature } from '#primitives';
import {
  followBlock,
  needsBridge,
  networkTrust,
  type Attestation,
  type Genesis,
  type LightBlock,
  type NetworkTrust,
  type TrustedBlock,
} from '#ledger';
import type { LightBlockRange, LightBlockSource, ServedLightBlock } from './light-block-source.js';

/** Blocks that are kept: a state sync asks for a handful, several times each. */
const MAX_KEPT = 4096;
/** Between two blocks one is looked for in the middle: more steps than any two heights need. */
const MAX_STEPS = 60;

/**
 * Light blocks of several sources, each verified from the genesis on before it is given to anybody, or from a later block that
 * is trusted, where it follows that one. A source that is away, or gives what doesn't verify, is passed over for the next one.
 */
export class VerifiedLightBlocks {
  readonly #network: NetworkTrust;
  readonly #verified = new Map<number, ServedLightBlock>();
  /** Ascending. */
  readonly #trusted: TrustedBlock[];
  /** What is trusted without a signature: the genesis, or the block that the trust file's publisher vouches for. */
  readonly beginning: TrustedBlock;

  /** @param trustedBlock of the trust file */
  constructor(
    readonly sources: readonly LightBlockSource[],
    readonly genesis: Genesis,
    private readonly verifySignature: VerifySignature,
    trustedBlock?: TrustedBlock,
  ) {
    this.#network = networkTrust(genesis);
    const { genesisBlock } = this.#network;
    this.beginning = trustedBlock ?? genesisBlock;
    this.#trusted = trustedBlock === undefined ? [genesisBlock] : [genesisBlock, trustedBlock];
  }

  get trustingPeriodSeconds(): number {
    return this.#network.trustingPeriodSeconds;
  }

  /**
   * Whether strangers' blocks may be followed from the beginning: keys of validators who left long ago may be anybody's, who
   * could then sign blocks up to today's.
   * @param now seconds since the epoch
   * @throws `ledger_trust_expired`
   */
  requireYoungBeginning(now: number): void {
    if (this.beginning.time.seconds + this.trustingPeriodSeconds > now) return;
    throw refusal(
      'ledger_trust_expired',
      'The trust file names no block of the trusting period: take a new one from a member whom you meet.',
    );
  }

  /**
   * Takes the blocks of an attestation that lead from the genesis to a newer one, where the sources have none so old any more. A
   * bridge that begins later is followed from the trust file's block.
   * @throws `proof_wrong_attestation`, the codes of `followBlock`
   */
  async follow(attestation: Attestation): Promise<void> {
    if (attestation.kind !== 'cometbft') {
      throw refusal('proof_wrong_attestation', "This ledger's roots are attested by commits, not by checkpoints.");
    }
    const { bridge, header, commit, validators } = attestation;
    const { genesisBlock } = this.#network;
    const steps = [...bridge, { header, commit, validators }];
    try {
      await this.#followSteps(genesisBlock, steps);
    } catch (error) {
      if (this.beginning === genesisBlock || !needsBridge(error)) throw error;
      const later = steps.filter((step) => step.header.height > this.beginning.height);
      await this.#followSteps(this.beginning, later);
    }
  }

  async #followSteps(beginning: TrustedBlock, steps: readonly LightBlock[]): Promise<void> {
    let trusted = beginning;
    for (const step of steps) {
      ({ block: trusted } = await followBlock(trusted, step, this.#network, this.verifySignature));
      this.#trust(trusted);
    }
  }

  /** The blocks that at least one source has. @throws `light_blocks_unreachable` (outage) */
  async range(): Promise<LightBlockRange> {
    const { earliest, latest } = await this.#ask((source) => source.range());
    if (earliest <= latest) return { earliest, latest };
    throw outage('light_blocks_unreachable', 'A source names blocks that there are not.');
  }

  /** @throws `light_block_missing`, `light_blocks_unreachable` (outage), the codes of `followBlock` */
  async at(height: number): Promise<ServedLightBlock> {
    return this.#verified.get(height) ?? this.#ask((source) => this.#verifyFrom(source, height, 0));
  }

  /** @throws what the last source failed with */
  async #ask<Answer>(question: (source: LightBlockSource) => Promise<Answer>): Promise<Answer> {
    let failure: unknown = outage('light_blocks_unreachable', 'There is no source of light blocks.');
    for (const source of this.sources) {
      try {
        return await question(source);
      } catch (error) {
        if (!isCodedError(error)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  async #verifyFrom(source: LightBlockSource, height: number, steps: number): Promise<ServedLightBlock> {
    const served = await source.block(height);
    const { block } = served;
    if (block.header.height !== height) throw refusal('light_block_differs', `${source.name} gives another block.`);
    const before = this.#trusted.findLast((trusted) => trusted.height < height);
    if (before === undefined) throw refusal('light_block_missing', 'There is no block before the first.');
    try {
      const followed = await followBlock(before, block, this.#network, this.verifySignature);
      this.#trust(followed.block);
    } catch (error) {
      const middle = Math.floor((before.height + height) / 2);
      if (!needsBridge(error) || middle === before.height || steps >= MAX_STEPS) throw error;
      await this.#verifyFrom(source, middle, steps + 1);
      return this.#verifyFrom(source, height, steps + 1);
    }
    this.#keep(height, served);
    return served;
  }

  #trust(block: TrustedBlock): void {
    const place = this.#trusted.findIndex(({ height }) => height >= block.height);
    if (place < 0) this.#trusted.push(block);
    else if (this.#trusted[place]?.height !== block.height) this.#trusted.splice(place, 0, block);
  }

  #keep(height: number, served: ServedLightBlock): void {
    const [oldest] = this.#verified.keys();
    if (oldest !== undefined && this.#verified.size >= MAX_KEPT) this.#verified.delete(oldest);
    this.#verified.set(height, served);
  }
}
