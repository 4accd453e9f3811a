import { encodeBase64url, type JsonValue } from '#primitives';
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
export function executeBlock(
  state: LedgerState,
  apply: Apply,
  { ledgerTransactions, misbehaviour: evidence = [], context }: BlockToExecute,
): ExecutedBlock {
  const journal = new Journal(state);
  journal.write(overdueChanges(state, context));
  const leaves: Uint8Array[] = [];
  const misbehaviour = evidence.map((one) => {
    const { outcome, effect } = recordMisbehaviour(state, one, context);
    if (effect !== undefined) journal.write(effect.writes);
    if (outcome.outcome === 'recorded') leaves.push(misbehaviourLeaf(context.height, outcome.misbehaviour));
    return outcome;
  });
  const outcomes: ApplyOutcome[] = [];
  const accepted: AcceptedTransaction[] = [];
  for (const ledgerTransaction of ledgerTransactions) {
    const outcome = apply(state, ledgerTransaction, context);
    outcomes.push(outcome);
    if (outcome.outcome !== 'accepted') continue;
    journal.write(outcome.writes);
    accepted.push({ id: outcome.id, ledgerTransaction, place: leaves.length });
    leaves.push(ledgerTransactionLeaf(context.height, ledgerTransaction));
  }
  if (leaves.length > 0) endBlock(state, journal, context);
  else journal.revert();
  return { outcomes, accepted, misbehaviour, ...journal.close(context, leaves) };
}

function endBlock(state: LedgerState, journal: Journal, context: BlockContext): void {
  journal.write(state.expiredBy(context.height).map((key) => ({ key, value: null })));
  const next = context.height + 1;
  for (let due; (due = carryOutDueChange(state, context, next)) !== undefined;) journal.write(due);
}

/** Block 0: the genesis state, and one leaf that carries its root, so that it can be proven like every later one. */
export function executeGenesis(
  state: LedgerState,
  genesis: Genesis,
): Pick<ExecutedBlock, 'writes' | 'leaves' | 'blockEnd'> {
  const journal = new Journal(state);
  journal.write(genesisWrites(genesis));
  const blockEnd = { height: 0, time: genesis.createdAt, stateRoot: encodeBase64url(state.root()) };
  return { writes: journal.writes(), leaves: [blockEndLeaf(blockEnd)], blockEnd };
}

/** Remembers what each written key held before the block. */
class Journal {
  readonly #before = new Map<string, JsonValue>();

  constructor(private readonly state: LedgerState) {}

  write(writes: readonly StateWrite[]): void {
    for (const { key, value } of writes) {
      if (!this.#before.has(key)) this.#before.set(key, this.state.get(key) ?? null);
      this.state.set(key, value);
    }
  }

  writes(): StateWrite[] {
    return [...this.#before.keys()].sort().map((key) => ({ key, value: this.state.get(key) ?? null }));
  }

  /** As if nothing had been written. */
  revert(): void {
    for (const [key, value] of this.#before) this.state.set(key, value);
    this.#before.clear();
  }

  close(
    { height, time }: BlockContext,
    leaves: Uint8Array[],
  ): Pick<ExecutedBlock, 'writes' | 'leaves' | 'blockEnd' | 'revert'> {
    const blockEnd = { height, time, stateRoot: encodeBase64url(this.state.root()) };
    return {
      writes: this.writes(),
      leaves: leaves.length === 0 ? [] : [...leaves, blockEndLeaf(blockEnd)],
      blockEnd,
      revert: () => this.revert(),
    };
  }
}
