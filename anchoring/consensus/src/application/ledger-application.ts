import { isCodedError, outage, refusal, secondsOf, type Clock, type CodedError } from '#primitives';
import { overdueChanges, verifyOnOtherThreads } from '#anchoring/contract';
import { ledgerAppHash, type ContractCodeRecord, type Genesis } from '#ledger';
import { answerQuery, type QueryAnswer, type QueryParts } from './answer-query.js';
import type { TransactionOutcome } from './check-transaction.js';
import type { ApplicationPosition, ConsensusStorage, StoredApplication } from './consensus-storage.js';
import { codeChanges, codeNotInForce, isAgreedCode, type ContractProgram } from './contract-program.js';
import { initialBlock, readInitialValidators, type EngineGenesis } from './initial-application.js';
import { judgeProposal, type Judgement, type ProposedBlock } from './judge-proposal.js';
import { misbehaviourProblem } from './misbehaviour.js';
import { proposeTransactions } from './propose-transactions.js';
import { verifyAhead } from './verify-ahead.js';
import { Replica, type ExecutedBlock, type OrderedBlock } from './replica.js';
import { WaitingTransactions, type NextBlock } from './waiting-transactions.js';

export interface LedgerApplicationOptions {
  genesis: Genesis;
  storage: ConsensusStorage;
  /** Executes the blocks for which the members agreed to its code, and no others. */
  contract: ContractProgram;
  /** For what waits only; a block's time is the engine's. */
  clock: Clock;
  isPeerAdmitted: QueryParts['isPeerAdmitted'];
  /** Told why the application halts, or will, which proposals it voted against, and who misbehaved. For the log and the alarm. */
  report: (problem: CodedError) => void;
}

const NOT_INITIALISED: TransactionOutcome = {
  outcome: 'malformed',
  code: 'not_initialised',
  reason: 'The node does not have the ledger yet.',
};

export type FinalizedBlock = Omit<ExecutedBlock, 'block' | 'repeat'>;

/**
 * Opens the application on its storage.
 * @throws `replica_damaged`, `genesis_differs`, `contract_code_not_in_force`, or what the storage throws
 */
export async function openLedgerApplication(options: LedgerApplicationOptions): Promise<LedgerApplication> {
  return new LedgerApplication(options, await options.storage.load());
}

/**
 * The ledger beside one validator. It knows no engine: somebody orders transactions into blocks, has this replica judge and
 * execute them, and commits. Blocks follow each other; whatever fails while one is made durable halts the application, since
 * only a restart tells what is. So does a block for which the members agreed to other code than this program's: only another
 * program goes on.
 */
export class LedgerApplication {
  readonly #options: LedgerApplicationOptions;
  readonly #waiting = new WaitingTransactions();
  #replica: Replica | undefined;
  /** What follows the last block, as it stood when that was made. */
  #following: NextBlock | undefined;
  #decided: ExecutedBlock | undefined;
  #halted: CodedError | undefined;

  constructor(options: LedgerApplicationOptions, stored: StoredApplication | undefined) {
    this.#options = options;
    if (stored !== undefined) this.#open(stored);
  }

  /** Of the last committed block; `undefined` before the genesis. */
  get position(): ApplicationPosition | undefined {
    return this.#replica?.position;
  }

  /** The storage is about to be filled from a snapshot: what was loaded from it is gone. */
  forget(): void {
    this.#replica = undefined;
    this.#waiting.forget();
    this.#following = undefined;
    this.#decided = undefined;
  }

  /**
   * Goes on from what a snapshot left in the storage.
   * @throws `replica_damaged`, `genesis_differs`, or what the storage throws
   */
  async resume(): Promise<void> {
    const stored = await this.#options.storage.load();
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
   * @throws the codes of `readInitialValidators`, `already_running`, `contract_code_not_in_force`
   */
  async initChain(engine: EngineGenesis): Promise<{ appHash: Uint8Array }> {
    this.#requireRunning();
    const { genesis } = this.#options;
    const validators = readInitialValidators(genesis, engine);
    if (this.#replica === undefined) {
      const { contractVersion: version } = genesis.parameters;
      this.#requireAgreedCode({ version, digest: genesis.contractCodeDigest }, 1);
      const block = initialBlock(genesis, validators);
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
    // Its own service may be impatient while the node still gets the ledger: that is no reason for the engine to stop.
    if (this.#replica === undefined) return NOT_INITIALISED;
    return this.#waiting.check(bytes, this.#nextBlock(this.#replica));
  }

  /** Whether the bytes, which waited when the last block was made, may wait on. All of them are asked about, in their order. */
  recheckTransaction(bytes: Uint8Array): TransactionOutcome {
    this.#requireRunning();
    if (this.#replica === undefined) return NOT_INITIALISED;
    this.#following ??= this.#nextBlock(this.#replica);
    return this.#waiting.recheck(bytes, this.#following);
  }

  /**
   * Of what waits, what this validator proposes.
   * @param maxBytes of the block's transactions as the engine encodes them
   * @throws `contract_code_not_in_force`
   */
  prepareProposal(waiting: OrderedBlock, maxBytes: number): Uint8Array[] {
    this.#requireRunning();
    this.#requireCodeFor(waiting);
    const { transactions, refused } = proposeTransactions(this.#running(), waiting, maxBytes);
    for (const bytes of refused) this.#waiting.doubt(bytes);
    return transactions;
  }

  /** Before a block is judged or executed: its signatures on all cores. Neither depends on it, but both are quicker after it. */
  async foresee(transactions: readonly Uint8Array[]): Promise<void> {
    if (this.#replica === undefined || this.#halted !== undefined) return;
    await verifyAhead(transactions, this.#replica.state, this.#options.contract.signatures, verifyOnOtherThreads);
  }

  /** Whether this validator votes for the block. @throws `contract_code_not_in_force` */
  processProposal(block: ProposedBlock): Judgement['verdict'] {
    this.#requireRunning();
    this.#requireCodeFor(block);
    const judgement = judgeProposal(this.#running(), block);
    if (judgement.verdict === 'reject') this.#options.report(refusal(judgement.code, judgement.reason));
    return judgement.verdict;
  }

  /**
   * Executes what was decided, refused transactions included, which change nothing.
   * @throws `height_out_of_order`, `contract_code_not_in_force`
   */
  finalizeBlock(block: OrderedBlock): FinalizedBlock {
    this.#requireRunning();
    const replica = this.#running();
    const { height } = replica.position;
    if (block.height !== height + 1) {
      throw refusal('height_out_of_order', `Block ${block.height} does not follow block ${height}.`);
    }
    this.#requireCodeFor(block);
    this.#decided = replica.execute(block);
    const { block: _block, repeat: _repeat, ...finalized } = this.#decided;
    for (const one of finalized.misbehaviour) this.#options.report(misbehaviourProblem(one));
    return finalized;
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
    replica.follow(decided);
    this.#following = this.#nextBlock(replica);
    this.#waiting.follow([...decided.block.writes, ...overdueChanges(replica.state, this.#following.context)]);
    const { height, time } = replica.position;
    const agreed = replica.nextCode(time);
    if (!isAgreedCode(this.#options.contract, agreed)) this.#options.report(codeChanges(agreed, height + 1));
  }

  async query(path: string, data: Uint8Array): Promise<QueryAnswer> {
    this.#requireRunning();
    const { storage, isPeerAdmitted } = this.#options;
    return answerQuery(path, data, { replica: this.#replica, storage, isPeerAdmitted });
  }

  #open(stored: StoredApplication): void {
    const replica = new Replica(stored, this.#options.genesis, this.#options.contract.apply);
    const { height, time } = replica.position;
    this.#requireAgreedCode(replica.nextCode(time), height + 1);
    this.#replica = replica;
  }

  #nextBlock(replica: Replica): NextBlock {
    const { clock, contract } = this.#options;
    const context = replica.nextContext(secondsOf(clock));
    return { apply: contract.apply, committed: replica.nextState(context.time), context };
  }

  #running(): Replica {
    if (this.#replica === undefined) throw refusal('not_initialised', 'The ledger has no genesis yet.');
    return this.#replica;
  }

  /** @throws `contract_code_not_in_force`: nothing was executed, and nothing is any more */
  #requireCodeFor({ height, time }: OrderedBlock): void {
    this.#requireAgreedCode(this.#running().nextCode(time), height);
  }

  #requireAgreedCode(agreed: ContractCodeRecord, height: number): void {
    const { contract } = this.#options;
    if (isAgreedCode(contract, agreed)) return;
    this.#halted = codeNotInForce(contract, agreed, height);
    throw this.#halted;
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
