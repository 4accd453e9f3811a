import { encodeBase64url, type JsonValue } from '#primitives';
import { blockEndLeaf, ledgerTransactionLeaf, type BlockEndLeaf, type Genesis, type LedgerTransaction } from '#ledger';
import type { Apply, ApplyOutcome, BlockContext, StateWrite } from './contract.js';
import { genesisWrites } from './genesis-state.js';
import type { LedgerState } from './ledger-state.js';
import { carryOutDueChange } from './proposals/scheduled-changes.js';

export interface BlockToExecute {
  ledgerTransactions: readonly LedgerTransaction[];
  context: BlockContext;
}

export interface ExecutedBlock {
  /** One for each ledger transaction, in their order. */
  outcomes: ApplyOutcome[];
  /** The ledger transactions that stand in the block, in their order. */
  accepted: { id: string; ledgerTransaction: LedgerTransaction }[];
  /** The block's whole effect on the state: one write a key, sorted by key. */
  writes: StateWrite[];
  /** Leaves of the accepted ones and the block's end; none where nothing was accepted. */
  leaves: Uint8Array[];
  blockEnd: BlockEndLeaf;
  /** Takes the state back to what it was before. */
  revert(): void;
}

/**
 * Executes a block on a replica's state, engine's or cosigner's, and leaves the state after it. Where nothing is accepted
 * there is no block: the state stays as it was. Ids that expire with this height leave the state with its end,
 * and changes that hold from the next block on enter it.
 */
export function executeBlock(
  state: LedgerState,
  apply: Apply,
  { ledgerTransactions, context }: BlockToExecute,
): ExecutedBlock {
  const journal = new Journal(state);
  const outcomes: ApplyOutcome[] = [];
  const accepted: ExecutedBlock['accepted'] = [];
  for (const ledgerTransaction of ledgerTransactions) {
    const outcome = apply(state, ledgerTransaction, context);
    outcomes.push(outcome);
    if (outcome.outcome !== 'accepted') continue;
    journal.write(outcome.writes);
    accepted.push({ id: outcome.id, ledgerTransaction });
  }
  if (accepted.length > 0) endBlock(state, journal, context);
  const leaves = accepted.map((one) => ledgerTransactionLeaf(context.height, one.ledgerTransaction));
  return { outcomes, accepted, ...journal.close(context, leaves) };
}

function endBlock(state: LedgerState, journal: Journal, context: BlockContext): void {
  journal.write(state.expiringAt(context.height).map((key) => ({ key, value: null })));
  for (let due; (due = carryOutDueChange(state, context)) !== undefined;) journal.write(due);
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

  close({ height, time }: BlockContext, leaves: Uint8Array[]): Omit<ExecutedBlock, 'outcomes' | 'accepted'> {
    const blockEnd = { height, time, stateRoot: encodeBase64url(this.state.root()) };
    return {
      writes: this.writes(),
      leaves: leaves.length === 0 ? [] : [...leaves, blockEndLeaf(blockEnd)],
      blockEnd,
      revert: () => {
        for (const [key, value] of this.#before) this.state.set(key, value);
      },
    };
  }
}
