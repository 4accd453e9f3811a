import { concatBytes, encodeUtf8 } from '#primitives';
import { encodeBlockId, encodeTime } from './header-hash.js';
import type { BlockId, CometbftTime } from './light-block.js';
import { bytesField, delimited, messageField, sfixed64Field, varintField } from './protobuf-fields.js';

/** `SIGNED_MSG_TYPE_PREVOTE` */
export const PREVOTE = 1;
/** `SIGNED_MSG_TYPE_PRECOMMIT` */
export const PRECOMMIT = 2;

export interface CanonicalVote {
  type: number;
  height: number;
  round: number;
  /** `null`: the vote is for no block. */
  blockId: BlockId | null;
  timestamp: CometbftTime;
  chainId: string;
}

/**
 * What a validator signs (CometBFT specification, core/data_structures, CanonicalVote): the message with its length before
 * it. Height and round are sfixed64 and left out where they are zero; the timestamp is always present.
 */
export function canonicalVoteBytes({ type, height, round, blockId, timestamp, chainId }: CanonicalVote): Uint8Array {
  return delimited(
    concatBytes(
      varintField(1, type),
      sfixed64Field(2, height),
      sfixed64Field(3, round),
      blockId === null ? new Uint8Array(0) : messageField(4, encodeBlockId(blockId)),
      messageField(5, encodeTime(timestamp)),
      bytesField(6, encodeUtf8(chainId)),
    ),
  );
}
