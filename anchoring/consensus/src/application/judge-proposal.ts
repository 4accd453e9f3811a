import { assertOurs } from '#primitives';
import { MAX_BLOCK_TRANSACTIONS } from './block-limits.js';
import type { OrderedBlock, Replica } from './replica.js';
import { missingColleges, validatorsAt } from './validator-sets.js';

/** A block as another validator proposes it. */
export interface ProposedBlock extends OrderedBlock {
  /** Addresses (`validatorAddress`) of those whose signature on the block before stands in this one. */
  lastCommitSigners: ReadonlySet<string>;
}

export type Judgement = { verdict: 'accept' } | { verdict: 'reject'; code: string; reason: string };

/**
 * Whether this validator votes for the block: it follows the last one, a validator of each college signed that one, and the
 * contract accepts every ledger transaction in it.
 */
export function judgeProposal(replica: Replica, block: ProposedBlock): Judgement {
  const { height, validatorSets } = replica.position;
  if (block.height !== height + 1) return reject('height_out_of_order', 'The block does not follow the last one.');
  // The first block follows on nobody's signatures.
  const missing = height === 0 ? [] : missingColleges(validatorsAt(validatorSets, height), block.lastCommitSigners);
  if (missing[0] !== undefined) {
    return reject('college_not_in_commit', `The college ${missing[0]} did not sign the block before.`);
  }
  if (block.transactions.length > MAX_BLOCK_TRANSACTIONS) {
    return reject('too_many_transactions', 'The block holds too many ledger transactions.');
  }
  const { outcomes } = replica.execute(block);
  const place = outcomes.findIndex(({ outcome }) => outcome !== 'accepted');
  if (place < 0) return { verdict: 'accept' };
  const outcome = outcomes[place];
  assertOurs(outcome !== undefined, 'it was found there');
  const why = 'code' in outcome ? outcome.code : outcome.outcome;
  return reject('transaction_not_accepted', `The contract does not accept the block's transaction ${place}: ${why}.`);
}

function reject(code: string, reason: string): Judgement {
  return { verdict: 'reject', code, reason };
}
