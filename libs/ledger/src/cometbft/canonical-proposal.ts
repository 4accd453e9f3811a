import { concatBytes, encodeUtf8 } from '#primitives';
import { encodeBlockId, encodeTime } from './header-hash.js';
import type { BlockId, CometbftTime } from './light-block.js';
import { bytesField, delimited, messageField, sfixed64Field, varintField } from './protobuf-fields.js';

/** `SIGNED_MSG_TYPE_PROPOSAL` */
export const PROPOSAL = 32;

export interface CanonicalProposal {
  height: number;
  round: number;
  /** The round in which two thirds prevoted this block; -1: none. */
  polRound: number;
  blockId: BlockId;
  timestamp: CometbftTime;
  chainId: string;
}

/**
 * What a proposer signs (CometBFT specification, core/data_structures, CanonicalProposal): the message with its length before
 * it. The round of the proof of lock is an int64, so that -1 takes ten bytes.
 */
export function canonicalProposalBytes(proposal: CanonicalProposal): Uint8Array {
  const { height, round, polRound, blockId, timestamp, chainId } = proposal;
  return delimited(
    concatBytes(
      varintField(1, PROPOSAL),
      sfixed64Field(2, height),
      sfixed64Field(3, round),
      varintField(4, polRound),
      messageField(5, encodeBlockId(blockId)),
      messageField(6, encodeTime(timestamp)),
      bytesField(7, encodeUtf8(chainId)),
    ),
  );
}
