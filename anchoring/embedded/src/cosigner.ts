import { equalBytes, refusal, type CodedError } from '#primitives';
import { cosignCheckpoint, type LedgerTransaction, type NoteSignature, type NoteSigner, type TreeHead } from '#ledger';
import type { PreparedBlock, Replica } from './replica.js';

/** A block's time may lie this far ahead of the cosigner's own clock. */
const MAX_TIME_AHEAD_SECONDS = 60;

/** What the engine asks the cosigners to agree to. */
export interface ProposedBlock {
  ledgerTransactions: readonly LedgerTransaction[];
  height: number;
  time: number;
  /** base64url */
  stateRoot: string;
  head: TreeHead;
}

/**
 * One college's cosigner. It executes every block on its own state and appends the leaves that it made itself to its own
 * log; it signs nothing but the tree head which it reached in this way, so that its cosignature says more than a notary's.
 */
export class Cosigner {
  readonly #replica: Replica;
  readonly #signer: NoteSigner;
  #cosignedAt = 0;

  constructor(replica: Replica, signer: NoteSigner) {
    this.#replica = replica;
    this.#signer = signer;
  }

  /** @throws `cosigner_refused`: its own execution differs; its state is as before */
  prepare(block: ProposedBlock, now: number): PreparedBlock {
    const { height, time } = this.#replica.position;
    if (block.height !== height + 1) throw this.#refused('the height does not follow its own');
    if (block.time < time || block.time > now + MAX_TIME_AHEAD_SECONDS)
      throw this.#refused("the block's time is wrong");
    const prepared = this.#replica.prepare(block.ledgerTransactions, block.time);
    const difference = differenceOf(block, prepared);
    if (difference === undefined) return prepared;
    prepared.discard();
    throw this.#refused(difference);
  }

  /**
   * Cosigns the head that it reached; called when that is durable.
   * @param now seconds since the epoch
   * @throws `cosigner_refused` for any other head, or a time before the last one
   */
  async cosign(head: TreeHead, now: number): Promise<NoteSignature> {
    const own = this.#replica.head;
    if (head.origin !== own.origin || head.size !== own.size || !equalBytes(head.root, own.root)) {
      throw this.#refused('the tree head is not its own');
    }
    if (now < this.#cosignedAt) throw this.#refused('the time runs backwards');
    this.#cosignedAt = now;
    return cosignCheckpoint(own, this.#signer, now);
  }

  #refused(why: string): CodedError {
    return refusal('cosigner_refused', `The cosigner of ${this.#replica.name} refuses: ${why}.`);
  }
}

function differenceOf(block: ProposedBlock, prepared: PreparedBlock): string | undefined {
  const refusedOne = prepared.outcomes.find(({ outcome }) => outcome !== 'accepted');
  if (refusedOne !== undefined) return `it does not accept ${refusedOne.id}`;
  if (prepared.position.stateRoot !== block.stateRoot) return 'its state root differs';
  const { size, root } = prepared.head;
  if (size !== block.head.size || !equalBytes(root, block.head.root)) return 'its log root differs';
  return undefined;
}
