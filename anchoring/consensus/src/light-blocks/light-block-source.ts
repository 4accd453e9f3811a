import { z } from 'zod';
import { lightBlockShape, type LightBlock } from '#ledger';

/**
 * A light block, and what CometBFT adds for whose turn it is to propose. No signature covers the priorities: a node that begins
 * with wrong ones takes others for proposers, and waits in vain for them; it believes no wrong block.
 */
export interface ServedLightBlock {
  block: LightBlock;
  /** One for each validator, in their order. */
  proposerPriorities: number[];
}

/** Which blocks a source has. */
export interface LightBlockRange {
  earliest: number;
  latest: number;
}

/** Where light blocks are fetched from. Nothing of what it gives is believed before it was verified. */
export interface LightBlockSource {
  /** How a person knows it. */
  readonly name: string;
  /** @throws an outage where it can't be reached */
  range(): Promise<LightBlockRange>;
  /** @throws `light_block_missing`; an outage where it can't be reached */
  block(height: number): Promise<ServedLightBlock>;
}

const height = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const lightBlockRangeShape = z.strictObject({ earliest: height, latest: height });

export const servedLightBlockShape = z
  .strictObject({ block: lightBlockShape, proposerPriorities: z.array(z.number().int()).max(30) })
  .refine(
    ({ block, proposerPriorities }) => block.validators.length === proposerPriorities.length,
    'a priority for each validator',
  ) satisfies z.ZodType<ServedLightBlock>;
