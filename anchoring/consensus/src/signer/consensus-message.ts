import { canonicalProposalBytes, canonicalVoteBytes, PREVOTE, type BlockId, type CometbftTime } from '#ledger';

/** What a validator is asked to sign. */
export type ConsensusMessage =
  | ({ kind: 'vote'; type: 1 | 2; blockId: BlockId | null } & Place)
  | ({ kind: 'proposal'; polRound: number; blockId: BlockId } & Place);

interface Place {
  chainId: string;
  height: number;
  round: number;
  timestamp: CometbftTime;
}

/** Within a round: the proposal comes before the prevote, and that before the precommit. */
export type Step = 1 | 2 | 3;

export function stepOf(message: ConsensusMessage): Step {
  if (message.kind === 'proposal') return 1;
  return message.type === PREVOTE ? 2 : 3;
}

/** The canonical bytes of the message, computed here from what it says: bytes that somebody hands in are never signed. */
export function signBytes(message: ConsensusMessage): Uint8Array {
  return message.kind === 'proposal' ? canonicalProposalBytes(message) : canonicalVoteBytes(message);
}
