import type { Timestamp } from 'cosmjs-types/google/protobuf/timestamp';
import type { BlockID, Proposal, Vote } from 'cosmjs-types/tendermint/types/types';
import { encodeBase64url, refusal } from '#primitives';
import { PRECOMMIT, PREVOTE, PROPOSAL, type BlockId, type CometbftTime } from '#ledger';
import type { ConsensusMessage } from './consensus-message.js';

const MAX_ROUND = 2 ** 31 - 1;

/** @throws `malformed_request` */
export function readVote(vote: Vote, chainId: string): ConsensusMessage {
  const type = Number(vote.type);
  if (type !== PREVOTE && type !== PRECOMMIT) throw malformed('a vote is a prevote or a precommit');
  // Extensions are off from genesis on; a signature over one would be a second signature at this place.
  if (vote.extension.length > 0) throw malformed('votes of this ledger have no extension');
  return {
    kind: 'vote',
    type,
    chainId,
    ...readPlace(vote),
    blockId: readBlockId(vote.blockId),
    timestamp: readTime(vote.timestamp),
  };
}

/** @throws `malformed_request` */
export function readProposal(proposal: Proposal, chainId: string): ConsensusMessage {
  const { polRound } = proposal;
  const { height, round } = readPlace(proposal);
  if (Number(proposal.type) !== PROPOSAL) throw malformed('its type is not that of a proposal');
  if (polRound < -1 || polRound >= round) throw malformed('its proof of lock is of no earlier round');
  const blockId = readBlockId(proposal.blockId);
  if (blockId === null) throw malformed('a proposal is for a block');
  return { kind: 'proposal', chainId, height, round, polRound, blockId, timestamp: readTime(proposal.timestamp) };
}

function readPlace({ height, round }: { height: bigint; round: number }): { height: number; round: number } {
  if (height < 1n || height > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('its height is out of range');
  if (round < 0 || round > MAX_ROUND) throw malformed('its round is out of range');
  return { height: Number(height), round };
}

/** `null` where it is zero, which is a vote for no block (CometBFT, types/canonical.go). */
function readBlockId(blockId: BlockID): BlockId | null {
  const { hash, partSetHeader } = blockId;
  const { total, hash: partsHash } = partSetHeader;
  if (hash.length === 0 && partsHash.length === 0 && total === 0) return null;
  if (hash.length !== 32 || partsHash.length !== 32 || total < 1) throw malformed('its block id is incomplete');
  return { hash: encodeBase64url(hash), partSetHeader: { total, hash: encodeBase64url(partsHash) } };
}

function readTime({ seconds, nanos }: Timestamp): CometbftTime {
  if (seconds < -62_135_596_800n || seconds > 253_402_300_799n) throw malformed('its time is out of range');
  if (nanos < 0 || nanos > 999_999_999) throw malformed('its time is out of range');
  return { seconds: Number(seconds), nanos };
}

function malformed(reason: string) {
  return refusal('malformed_request', `The message can't be signed: ${reason}.`);
}
