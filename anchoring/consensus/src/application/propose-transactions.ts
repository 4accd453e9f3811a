import { MAX_BLOCK_TRANSACTIONS } from './block-limits.js';
import type { OrderedBlock, Replica } from './replica.js';

/** What this validator proposes. */
export interface Proposal {
  transactions: Uint8Array[];
  /** What the contract refuses of what waits. */
  refused: Uint8Array[];
}

/**
 * The transactions that this validator proposes: of those that wait, in their order, what the contract accepts, as far as the
 * block's bytes reach. What follows from one that no longer fits is left for the next block together with it.
 * @param maxBytes of the block's transactions, as the engine encodes them
 */
export function proposeTransactions(replica: Replica, waiting: OrderedBlock, maxBytes: number): Proposal {
  const candidates = waiting.transactions
    .filter((bytes) => encodedLength(bytes) <= maxBytes)
    .slice(0, MAX_BLOCK_TRANSACTIONS);
  const executed = replica.execute({ ...waiting, transactions: candidates });
  const isAccepted = (place: number) => executed.outcomes[place]?.outcome === 'accepted';
  const accepted = candidates.filter((_, place) => isAccepted(place));
  const refused = candidates.filter((_, place) => !isAccepted(place));
  const transactions: Uint8Array[] = [];
  let length = 0;
  for (const bytes of accepted) {
    length += encodedLength(bytes);
    if (length > maxBytes) break;
    transactions.push(bytes);
  }
  return { transactions, refused };
}

/** In `tendermint.types.Data`: tag, length as varint, bytes. */
function encodedLength({ length }: Uint8Array): number {
  let varint = 1;
  for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) varint++;
  return 1 + varint + length;
}
