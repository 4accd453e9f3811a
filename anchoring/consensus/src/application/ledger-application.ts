import { isCodedError, outage, refusal, secondsOf, type Clock, type CodedError } from '#primitives';
import { ledgerAppHash, type Genesis } from '#ledger';
import { createContract, verifyWithNodeCrypto, type Apply } from '#anchoring/contract';
import { answerQuery, type QueryAnswer, type QueryParts } from './answer-query.js';
import { checkTransaction, type TransactionOutcome } from './check-transaction.js';
import type { ConsensusStorage, StoredApplication } from './consensus-storage.js';
import { ExecutedBlocks } from './executed-blocks.js';
import { initialBlock, readInitialValidators, type EngineGenesis } from './initial-application.js';
import { judgeProposal, type Judgement, type ProposedBlock } from './judge-proposal.js';
import { nameMisbehaviour, type Misbehaviour, type NamedMisbehaviour } from './misbehaviour.js';
import { PendingState } from './pending-state.js';
import { proposeTransactions } from './propose-transactions.js';
import { Replica, type ExecutedBlock, type OrderedBlock } from './replica.js';

export interface LedgerApplicationOptions {
  genesis: Genesis;
  storage: ConsensusStorage;
  /** For what waits only; a block's time is the engine's. */
  clock: Clock;
  isPeerAdmitted: QueryParts['isPeerAdmitted'];
  /** Told why the application halted, which proposals it voted against, and who misbehaved. For the log and the alarm. */
  report: (problem: CodedError) => void;
}

/** A block that the validators decided. */
export interface DecidedBlock extends OrderedBlock {
  hash: Uint8Array;
  misbehaviour: readonly Misbehaviour[];
}

export interface FinalizedBlock extends Omit<ExecutedBlock, 'block'> {
  misbehaviour: NamedMisbehaviour[];
}

/**
 * Opens the application on its storage.
 * @throws `replica_damaged`, `genesis_differs`, or what the storage throws
 */
export async function openLedgerApplication(options: LedgerApplicationOptions): Promise<LedgerApplication> {
  return new LedgerApplication(options, await options.storage.load());
}

/**
 * The ledger beside one validator. It knows no engine: somebody orders transactions into blocks, has this replica judge and
 * execute them, and commits. Blocks follow each other; whatever fails while one is made durable halts the application, since
 * only a restart tells what is.
 */
export class LedgerApplication {
  readonly #options: LedgerApplicationOptions;
  readonly #apply: Apply = createContract({ verifySignature: verifyWithNodeCrypto });
  readonly #judged = new ExecutedBlocks();
  #replica: Replica | undefined;
  #pending: PendingState | undefined;
  #decided: ExecutedBlock | undefined;
  #halted: CodedError | undefined;

  constructor(options: LedgerApplicationOptions, stored: StoredApplication | undefined) {
    this.#options = options;
    if (stored !== undefined) this.#open(stored);
  }

  /** Where a restart stands; the engine replays what follows. */
  info(): { height: number; appHash: Uint8Array } {
    this.#requireRunning();
    const replica = this.#replica;
    // At height 0 the engine begins with the genesis, also where that is stored already.
    if (replica === undefined) return { height: 0, appHash: new Uint8Array() };
    return { height: replica.position.height, appHash: ledgerAppHash(replica.appState) };
  }

  /**
   * Stores the genesis; the same one once more, after a crash before the first block, changes nothing.
   * @throws the codes of `readInitialValidators`, `already_running`
   */
  async initChain(engine: EngineGenesis): Promise<{ appHash: Uint8Array }> {
    this.#requireRunning();
    const validators = readInitialValidators(this.#options.genesis, engine);
    if (this.#replica === undefined) {
      const block = initialBlock(this.#options.genesis, validators);
      await this.#makeDurable(() => this.#options.storage.commitBlock(block));
      this.#open({ position: block.position, entries: block.writes.map(({ key, value }) => [key, value]) });
    }
    const { position, appState } = this.#running();
    if (position.height > 0) throw refusal('already_running', 'The ledger has blocks already.');
    return { appHash: ledgerAppHash(appState) };
  }

  /** Whether the bytes may wait for a block. */
  checkTransaction(bytes: Uint8Array): TransactionOutcome {
    this.#requireRunning();
    const replica = this.#running();
    this.#pending ??= new PendingState(replica.state);
    const context = replica.nextContext(secondsOf(this.#options.clock));
    return checkTransaction(bytes, { apply: this.#apply, committed: replica.state, pending: this.#pending, context });
  }

  /** Of what waits, what this validator proposes. @param maxBytes of the block's transactions as the engine encodes them */
  prepareProposal(waiting: OrderedBlock, maxBytes: number): Uint8Array[] {
    this.#requireRunning();
    return proposeTransactions(this.#running(), waiting, maxBytes);
  }

  /** Whether this validator votes for the block. */
  processProposal(block: ProposedBlock & { hash: Uint8Array }): Judgement['verdict'] {
    this.#requireRunning();
    const judgement = judgeProposal(this.#running(), block);
    if (judgement.verdict === 'accept') this.#judged.keep(block.hash, judgement.executed);
    else this.#options.report(refusal(judgement.code, judgement.reason));
    return judgement.verdict;
  }

  /**
   * Executes what was decided, refused transactions included, which change nothing.
   * @throws `height_out_of_order`
   */
  finalizeBlock(block: DecidedBlock): FinalizedBlock {
    this.#requireRunning();
    const replica = this.#running();
    const { height, validatorSets } = replica.position;
    if (block.height !== height + 1) {
      throw refusal('height_out_of_order', `Block ${block.height} does not follow block ${height}.`);
    }
    this.#decided = this.#judged.find(block.hash) ?? replica.execute(block);
    const misbehaviour = nameMisbehaviour(block.misbehaviour, validatorSets);
    for (const one of misbehaviour) this.#options.report(misbehaviourProblem(one));
    const { outcomes, validatorUpdates, appHash } = this.#decided;
    return { outcomes, validatorUpdates, appHash, misbehaviour };
  }

  /**
   * Makes the decided block durable in one write. If we die before it, the engine has the block replayed; after it, the block
   * stands, and `info` says so.
   * @throws `nothing_to_commit`; what the storage throws, after which the application is halted
   */
  async commit(): Promise<void> {
    this.#requireRunning();
    const replica = this.#running();
    const decided = this.#decided;
    if (decided === undefined) throw refusal('nothing_to_commit', 'No block was decided.');
    this.#decided = undefined;
    await this.#makeDurable(() => this.#options.storage.commitBlock(decided.block));
    replica.follow(decided.block);
    this.#judged.clear();
    this.#pending = undefined;
  }

  async query(path: string, data: Uint8Array): Promise<QueryAnswer> {
    this.#requireRunning();
    const { storage, isPeerAdmitted } = this.#options;
    return answerQuery(path, data, { replica: this.#replica, storage, isPeerAdmitted });
  }

  #open(stored: StoredApplication): void {
    this.#replica = new Replica(stored, this.#options.genesis, this.#apply);
  }

  #running(): Replica {
    if (this.#replica === undefined) throw refusal('not_initialised', 'The ledger has no genesis yet.');
    return this.#replica;
  }

  async #makeDurable(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (cause) {
      const why = isCodedError(cause) ? cause.code : 'unknown';
      this.#halted = outage('application_halted', `The ledger's storage failed: ${why}.`, { cause });
      this.#options.report(this.#halted);
      throw this.#halted;
    }
  }

  #requireRunning(): void {
    if (this.#halted !== undefined) throw this.#halted;
  }
}

function misbehaviourProblem({ kind, member, address, height }: NamedMisbehaviour): CodedError {
  return refusal(kind, `The validator of ${member ?? address} misbehaved at height ${height}.`);
}
