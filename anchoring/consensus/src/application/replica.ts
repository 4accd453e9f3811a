import { assertOurs, encodeBase64url, refusal } from '#primitives';
import {
  genesisDigest,
  ledgerAppHash,
  type ContractCodeRecord,
  type Genesis,
  type LedgerAppState,
  type LedgerTransaction,
  type Misbehaviour,
} from '#ledger';
import {
  contractCodeOf,
  executeBlock,
  LedgerState,
  nextBlockState,
  type Apply,
  type ApplyOutcome,
  type BlockContext,
  type ContractState,
  type MisbehaviourOutcome,
} from '#anchoring/contract';
import { LogFrontier } from '#anchoring/log';
import type { TransactionOutcome } from './check-transaction.js';
import type { ApplicationPosition, CommittedBlock, StoredApplication } from './consensus-storage.js';
import { ExecutedBlocks } from './executed-blocks.js';
import { readRawTransaction, type ReadTransaction } from './read-raw-transaction.js';
import { decidedValidators, followValidators, newestValidators } from './validator-sets.js';
import { validatorUpdates, type ValidatorPower } from './validator-updates.js';

/** A block as the engine ordered it. */
export interface OrderedBlock {
  height: number;
  /** Seconds since the epoch, of the block's header. */
  time: number;
  transactions: readonly Uint8Array[];
  /** What the block's evidence proves, in its order. */
  misbehaviour: readonly Misbehaviour[];
}

/** What a block comes to, before anything of it is durable. */
export interface ExecutedBlock {
  block: CommittedBlock;
  /** One for each transaction, in their order. */
  outcomes: readonly TransactionOutcome[];
  misbehaviour: readonly MisbehaviourOutcome[];
  validatorUpdates: readonly ValidatorPower[];
  /** 32 bytes. */
  appHash: Uint8Array;
  /** Has the effect on the replica's state as it was when the block was executed. */
  repeat: () => void;
}

/** This validator's own execution of the ledger. Between two calls, its state is always that of the last committed block. */
export class Replica {
  readonly state: LedgerState;
  readonly #apply: Apply;
  readonly #executed = new ExecutedBlocks();
  #position: ApplicationPosition;

  /**
   * @throws `genesis_differs` where the storage is another ledger's; `replica_damaged` where the stored state is not the one that
   *   it reached
   */
  constructor({ position, entries }: StoredApplication, genesis: Genesis, apply: Apply) {
    this.state = new LedgerState(entries);
    this.#apply = apply;
    this.#position = position;
    if (position.genesis !== genesisDigest(genesis)) {
      throw refusal('genesis_differs', "The storage is another ledger's.");
    }
    if (encodeBase64url(this.state.root()) !== position.blockEnd.stateRoot) {
      throw refusal('replica_damaged', 'The stored state is not the one that the replica reached.');
    }
    const { appHash = encodeBase64url(ledgerAppHash(this.appState)) } = position;
    if (appHash !== encodeBase64url(ledgerAppHash(this.appState))) {
      throw refusal('replica_damaged', "The stored app hash is not that of the replica's log and state.");
    }
  }

  get position(): ApplicationPosition {
    return this.#position;
  }

  get appState(): LedgerAppState {
    return appStateOf(this.#position);
  }

  /** The next block's context. @param now seconds since the epoch; never before the last block's */
  nextContext(now: number): BlockContext {
    const { genesis, height, time } = this.#position;
    return { height: height + 1, time: Math.max(time, now), genesis };
  }

  /** The state as the next block's first ledger transaction meets it. @param now as of `nextContext` */
  nextState(now: number): ContractState {
    return nextBlockState(this.state, this.nextContext(now));
  }

  /** The code that the members agreed to for the next block. @param now as of `nextContext` */
  nextCode(now: number): ContractCodeRecord {
    return contractCodeOf(this.state, this.nextContext(now));
  }

  /** Executes without any trace: the replica is as it was, and remembers what the same block comes to until it moves on. */
  execute(block: OrderedBlock): ExecutedBlock {
    assertOurs(block.height === this.#position.height + 1, 'a block follows the last one');
    const known = this.#executed.find(block);
    if (known !== undefined) return known;
    const executed = this.#execute(block);
    this.#executed.keep(block, executed);
    return executed;
  }

  /** The block is durable: the replica moves on to it. */
  follow({ block, repeat }: ExecutedBlock): void {
    repeat();
    this.#position = block.position;
    this.#executed.clear();
  }

  #execute({ height, time, transactions, misbehaviour }: OrderedBlock): ExecutedBlock {
    const before = this.#position;
    const context = this.nextContext(time);
    const read = transactions.map(readRawTransaction);
    const block = { ledgerTransactions: readable(read), misbehaviour, context };
    const executed = executeBlock(this.state, this.#apply, block);
    const decided = decidedValidators(this.state);
    executed.revert();
    const frontier = new LogFrontier(before.frontier);
    const nodes = executed.leaves.flatMap((leaf) => frontier.append(leaf));
    const blockEnd = executed.leaves.length === 0 ? before.blockEnd : executed.blockEnd;
    const appHash = ledgerAppHash(appStateOf({ frontier: frontier.toStored(), blockEnd }, frontier));
    const position = {
      genesis: before.genesis,
      height,
      time: context.time,
      blockEnd,
      frontier: frontier.toStored(),
      validatorSets: followValidators(before.validatorSets, decided, height),
      appHash: encodeBase64url(appHash),
    };
    const start = before.frontier.size;
    const places = executed.accepted.map(({ id, place }) => ({ id, height, index: start + place }));
    const { leaves, writes } = executed;
    return {
      block: { position, start, leaves, nodes, places, writes },
      outcomes: outcomesOf(read, executed.outcomes),
      misbehaviour: executed.misbehaviour,
      validatorUpdates: validatorUpdates(newestValidators(before.validatorSets), decided),
      appHash,
      repeat: () => executed.repeat(),
    };
  }
}

function appStateOf(
  { frontier: stored, blockEnd }: Pick<ApplicationPosition, 'frontier' | 'blockEnd'>,
  frontier = new LogFrontier(stored),
): LedgerAppState {
  return { size: frontier.size, root: encodeBase64url(frontier.root()), stateRoot: blockEnd.stateRoot };
}

function readable(read: readonly ReadTransaction[]): LedgerTransaction[] {
  return read.flatMap((one) => (one.kind === 'ledger_transaction' ? [one.ledgerTransaction] : []));
}

/** Malformed bytes never reach the contract; their outcomes stand between the others'. */
function outcomesOf(read: readonly ReadTransaction[], executed: readonly ApplyOutcome[]): TransactionOutcome[] {
  const outcomes = executed.values();
  return read.map((one) => {
    if (one.kind === 'malformed') return { outcome: 'malformed', code: one.code, reason: one.reason };
    const { value } = outcomes.next();
    assertOurs(value !== undefined, 'every ledger transaction has an outcome');
    return value;
  });
}
