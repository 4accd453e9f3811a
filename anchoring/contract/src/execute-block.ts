import { encodeBase64url } from '#primitives';
import {
  blockEndLeaf,
  ledgerTransactionLeaf,
  misbehaviourLeaf,
  type BlockEndLeaf,
  type Genesis,
  type LedgerTransaction,
  type Misbehaviour,
} from '#ledger';
import type { Apply, ApplyOutcome, BlockContext, StateWrite } from './contract.js';
import { genesisWrites } from './genesis-state.js';
import type { LedgerState } from './ledger-state.js';
import { overdueChanges } from './next-block-state.js';
import { carryOutDueChange } from './proposals/scheduled-changes.js';
import { recordMisbehaviour, type MisbehaviourOutcome } from './validators/record-misbehaviour.js';

export interface BlockToExecute {
  ledgerTransactions: readonly LedgerTransaction[];
  /** What an engine of independent validators proved against them, in the block's order. */
  misbehaviour?: readonly Misbehaviour[];
  context: BlockContext;
}

export interface ExecutedBlock {
  /** One for each ledger transaction, in their order. */
  outcomes: ApplyOutcome[];
  /** The ledger transactions that stand in the block, in their order. */
  accepted: AcceptedTransaction[];
  /** One for each piece of evidence, in their order. */
  misbehaviour: MisbehaviourOutcome[];
  /** The block's whole effect on the state: one write a key, sorted by key. */
  writes: StateWrite[];
  /** Leaves of the recorded misbehaviour, of the accepted ones, and the block's end; none where there is neither. */
  leaves: Uint8Array[];
  blockEnd: BlockEndLeaf;
  /** Takes the state back to what it was before. */
  revert(): void;
  /** On the state as it was before: has the block's effect again, of which nothing is computed a second time. */
  repeat(): void;
}

export interface AcceptedTransaction {
  id: string;
  ledgerTransaction: LedgerTransaction;
  /** Which of the block's leaves is its own. */
  place: number;
}

/**
 * Executes a block on a replica's state, engine's or cosigner's, and leaves the state after it: what became due in empty
 * blocks, what was proved against validators, the ledger transactions, and at the end what expires with this height or holds
 * from the next one on. Where nothing is accepted or recorded there is no block: the state stays as it was, so that whoever
 * executes the log, which holds no empty blocks, comes to the same.
 */
export function executeBlock(state: LedgerState, apply: Apply, block: BlockToExecute): ExecutedBlock {
  const { result, change } = state.change(() => executeContents(state, apply, block));
  const { leaves } = result;
  if (leaves.length === 0) state.takeBack(change);
  const { height, time } = block.context;
  const blockEnd = { height, time, stateRoot: encodeBase64url(state.root()) };
  if (leaves.length === 0) return { ...result, writes: [], blockEnd, revert: doNothing, repeat: doNothing };
  return {
    ...result,
    writes: writesOf(state, change.keys),
    leaves: [...leaves, blockEndLeaf(blockEnd)],
    blockEnd,
    revert: () => state.takeBack(change),
    repeat: () => state.makeAgain(change),
  };
}

type ExecutedContents = Pick<ExecutedBlock, 'outcomes' | 'accepted' | 'misbehaviour' | 'leaves'>;

/** All but the leaf of the block's end. */
function executeContents(
  state: LedgerState,
  apply: Apply,
  { ledgerTransactions, misbehaviour: evidence = [], context }: BlockToExecute,
): ExecutedContents {
  state.write(overdueChanges(state, context));
  const leaves: Uint8Array[] = [];
  const misbehaviour = evidence.map((one) => {
    const { outcome, effect } = recordMisbehaviour(state, one, context);
    if (effect !== undefined) state.write(effect.writes);
    if (outcome.outcome === 'recorded') leaves.push(misbehaviourLeaf(context.height, outcome.misbehaviour));
    return outcome;
  });
  const outcomes: ApplyOutcome[] = [];
  const accepted: AcceptedTransaction[] = [];
  for (const ledgerTransaction of ledgerTransactions) {
    const outcome = apply(state, ledgerTransaction, context);
    outcomes.push(outcome);
    if (outcome.outcome !== 'accepted') continue;
    state.write(outcome.writes);
    accepted.push({ id: outcome.id, ledgerTransaction, place: leaves.length });
    leaves.push(ledgerTransactionLeaf(context.height, ledgerTransaction));
  }
  if (leaves.length > 0) endBlock(state, context);
  return { outcomes, accepted, misbehaviour, leaves };
}

function endBlock(state: LedgerState, context: BlockContext): void {
  state.write(state.expiredBy(context.height).map((key) => ({ key, value: null })));
  const next = context.height + 1;
  for (let due; (due = carryOutDueChange(state, context, next)) !== undefined;) state.write(due);
}

/** Block 0: the genesis state, and one leaf that carries its root, so that it can be proven like every later one. */
export function executeGenesis(
  state: LedgerState,
  genesis: Genesis,
): Pick<ExecutedBlock, 'writes' | 'leaves' | 'blockEnd'> {
  const { change } = state.change(() => state.write(genesisWrites(genesis)));
  const blockEnd = { height: 0, time: genesis.createdAt, stateRoot: encodeBase64url(state.root()) };
  return { writes: writesOf(state, change.keys), leaves: [blockEndLeaf(blockEnd)], blockEnd };
}

function writesOf(state: LedgerState, keys: readonly string[]): StateWrite[] {
  return keys.map((key) => ({ key, value: state.get(key) ?? null }));
}

function doNothing(): void {}
