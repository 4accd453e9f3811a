import { z } from 'zod';
import { digestShape, naturalShape } from '../shapes.js';
import type { CometbftTime, CometbftValidator } from './light-block.js';
import { timeShape, validatorsShape } from './light-block-shapes.js';

/**
 * A block that was verified, and all that the next one is measured by. Whoever decides on the live ledger keeps the newest
 * one; the genesis is the first.
 */
export interface TrustedBlock {
  /** 0: the genesis itself, before the first block. */
  height: number;
  /** Of the header, base64url; absent for the genesis. */
  hash?: string;
  time: CometbftTime;
  /** Of this height; of the first block for the genesis. */
  validators: CometbftValidator[];
  /** base64url */
  nextValidatorsHash: string;
}

/** As a wallet or a verifier stores it, and as a trust file carries it. */
export const trustedBlockShape = z.strictObject({
  height: naturalShape,
  hash: digestShape.exactOptional(),
  time: timeShape,
  validators: validatorsShape,
  nextValidatorsHash: digestShape,
}) satisfies z.ZodType<TrustedBlock>;
