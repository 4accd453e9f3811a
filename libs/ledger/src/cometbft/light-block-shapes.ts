import { z } from 'zod';
import { bytesShape, digestShape, naturalShape, positiveShape } from '../shapes.js';
import type { BlockId, CometbftCommit, CometbftHeader, CometbftValidator, LightBlock } from './light-block.js';

/** Ten of each college (`set_validators`). */
export const MAX_VALIDATORS = 30;
/** Three colleges of 2,520; any set of ours has less, and sums of these stay exact. */
const MAX_POWER = 7560;
/** CometBFT's `MaxChainIDLen`. */
const MAX_CHAIN_ID_LENGTH = 50;
/** int32 and uint32 of CometBFT's messages. */
const MAX_ROUND = 2 ** 31 - 1;
const MAX_PARTS = 2 ** 32 - 1;

export const timeShape = z.strictObject({ seconds: naturalShape, nanos: naturalShape.max(999_999_999) });
const optionalHash = z.union([z.literal(''), digestShape]);
const partSetHeaderShape = z.strictObject({ total: naturalShape.max(MAX_PARTS), hash: optionalHash });
const blockIdShape = z.strictObject({
  hash: optionalHash,
  partSetHeader: partSetHeaderShape,
}) satisfies z.ZodType<BlockId>;

const headerShape = z.strictObject({
  version: z.strictObject({ block: naturalShape, app: naturalShape }),
  chainId: z
    .string()
    .min(1)
    .max(MAX_CHAIN_ID_LENGTH)
    .refine((text) => text.isWellFormed(), 'lone surrogate'),
  height: positiveShape,
  time: timeShape,
  lastBlockId: blockIdShape,
  lastCommitHash: optionalHash,
  dataHash: optionalHash,
  validatorsHash: digestShape,
  nextValidatorsHash: digestShape,
  consensusHash: digestShape,
  appHash: digestShape,
  lastResultsHash: optionalHash,
  evidenceHash: optionalHash,
  proposerAddress: bytesShape(20),
}) satisfies z.ZodType<CometbftHeader>;

const commitShape = z.strictObject({
  round: naturalShape.max(MAX_ROUND),
  partSetHeader: partSetHeaderShape,
  signatures: z
    .array(z.strictObject({ timestamp: timeShape, signature: bytesShape(64) }).nullable())
    .max(MAX_VALIDATORS),
}) satisfies z.ZodType<CometbftCommit>;

export const validatorsShape = z
  .array(z.strictObject({ publicKey: bytesShape(32), power: positiveShape.max(MAX_POWER) }))
  .min(1)
  .max(MAX_VALIDATORS)
  .refine(
    (validators) => new Set(validators.map(({ publicKey }) => publicKey)).size === validators.length,
    'a validator stands twice',
  ) satisfies z.ZodType<CometbftValidator[]>;

export const lightBlockMembers = { header: headerShape, commit: commitShape, validators: validatorsShape };

export const lightBlockShape = z
  .strictObject(lightBlockMembers)
  .meta({ id: 'LightBlock' }) satisfies z.ZodType<LightBlock>;
