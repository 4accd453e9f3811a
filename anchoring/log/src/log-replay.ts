import { encodeBase64url, equalBytes, isCodedError, refusal } from '#primitives';
import {
  genesisDigest,
  parseLogLeaf,
  type BlockEndLeaf,
  type Genesis,
  validatorAddress,
  type LedgerTransaction,
  type Misbehaviour,
  type RecordedMisbehaviour,
  type TreeHead,
} from '#ledger';
import {
  CONTRACT_VERSION,
  executeBlock,
  executeGenesis,
  LedgerState,
  nextBlockState,
  readParameters,
  type Apply,
} from '#anchoring/contract';
import { LogFrontier, type CompletedNode, type StoredFrontier } from './log-frontier.js';

/** A block of the log that was executed again and is what the contract makes of it. */
export interface ReplayedBlock extends BlockEndLeaf {
  /** Index of its first leaf. */
  start: number;
  ledgerTransactions: readonly LedgerTransaction[];
  /** Index of each one's leaf. */
  places: readonly number[];
  /** What was proved against validators. */
  misbehaviour: readonly RecordedMisbehaviour[];
}

/** Executes a log again, leaf by leaf, from the genesis: what follows from it follows from the log alone. */
export class LogReplay {
  readonly state = new LedgerState();
  readonly #frontier = new LogFrontier();
  readonly #genesisId: string;
  /** Leaves of the block that is being read. */
  #pending: LedgerTransaction[] = [];
  #misbehaviour: RecordedMisbehaviour[] = [];
  #pendingLeaves: Uint8Array[] = [];
  #last: BlockEndLeaf | undefined;

  constructor(
    private readonly genesis: Genesis,
    private readonly apply: Apply,
    /** Hears of each subtree that a leaf completed. */
    private readonly completed: (nodes: readonly CompletedNode[]) => void = () => undefined,
  ) {
    this.#genesisId = genesisDigest(genesis);
  }

  get head(): TreeHead {
    return { origin: this.genesis.origin, size: this.#frontier.size, root: this.#frontier.root() };
  }

  /** The right edge of what was read, as a replica stores it. */
  frontier(): StoredFrontier {
    return this.#frontier.toStored();
  }

  /** The end of the last block. */
  get last(): BlockEndLeaf | undefined {
    return this.#last;
  }

  /**
   * @returns the block that the leaf ends
   * @throws `malformed_log_leaf`, `log_diverges`: its sentence names the place; `log_of_other_code`
   */
  read(bytes: Uint8Array): ReplayedBlock | undefined {
    const index = this.#frontier.size;
    this.completed(this.#frontier.append(bytes));
    this.#pendingLeaves.push(bytes);
    const leaf = parseAt(index, bytes);
    if (leaf.kind === 'ledger_transaction') {
      this.#pending.push(leaf.ledgerTransaction);
      return undefined;
    }
    if (leaf.kind === 'misbehaviour') {
      this.#misbehaviour.push(leaf.misbehaviour);
      return undefined;
    }
    const { height, time, stateRoot } = leaf;
    const expected = this.#last === undefined ? this.#openGenesis() : this.#execute(height, time);
    const same = expected.length === this.#pendingLeaves.length;
    if (!same || !expected.every((one, place) => equalBytes(one, this.#pendingLeaves[place] ?? new Uint8Array()))) {
      this.#requireOwnVersion(height, time);
      throw refusal('log_diverges', `The log's block ${height} is not what the contract makes of it.`);
    }
    this.#last = { height, time, stateRoot };
    const start = index + 1 - this.#pendingLeaves.length;
    const [ledgerTransactions, misbehaviour] = [this.#pending, this.#misbehaviour];
    const places = ledgerTransactions.map((_, place) => start + misbehaviour.length + place);
    const block = { height, time, stateRoot, start, ledgerTransactions, places, misbehaviour };
    [this.#pending, this.#misbehaviour, this.#pendingLeaves] = [[], [], []];
    return block;
  }

  /** @throws `log_incomplete`, `log_diverges` */
  close(): BlockEndLeaf {
    if (this.#last === undefined || this.#pendingLeaves.length > 0) {
      throw refusal('log_incomplete', "The log does not end with a block's end.");
    }
    if (encodeBase64url(this.state.root()) !== this.#last.stateRoot) {
      throw refusal('log_diverges', 'The state root differs.');
    }
    return this.#last;
  }

  /**
   * Whether a difference says anything: not where the members agreed to another version of the contract.
   * @throws `log_of_other_code`
   */
  #requireOwnVersion(height: number, time: number): void {
    if (this.#last === undefined) return;
    const context = { height, time, genesis: this.#genesisId };
    const { contractVersion } = readParameters(nextBlockState(this.state, context));
    if (contractVersion === CONTRACT_VERSION) return;
    throw refusal(
      'log_of_other_code',
      `From block ${height} on, version ${contractVersion} of the contract holds; this program knows version ${CONTRACT_VERSION}. Check the log with a program of that version.`,
    );
  }

  #openGenesis(): Uint8Array[] {
    return executeGenesis(this.state, this.genesis).leaves;
  }

  /** A network also counts the blocks in which nothing was accepted, and which have no leaves. */
  #execute(named: number, time: number): Uint8Array[] {
    const { height: last = 0, time: earliest = 0 } = this.#last ?? {};
    const height = this.genesis.consensus === undefined ? last + 1 : Math.max(named, last + 1);
    if (time < earliest) throw refusal('log_diverges', `The time of block ${height} is before its predecessor's.`);
    const context = { height, time, genesis: this.#genesisId };
    const misbehaviour = this.#misbehaviour.map(evidenceOf);
    return executeBlock(this.state, this.apply, { ledgerTransactions: this.#pending, misbehaviour, context }).leaves;
  }
}

/** What the engine had said: the rest of the leaf is what the contract makes of it. */
function evidenceOf({ kind, height, ...validator }: RecordedMisbehaviour): Misbehaviour {
  return { kind, height, address: validatorAddress(validator) };
}

function parseAt(index: number, bytes: Uint8Array) {
  try {
    return parseLogLeaf(bytes);
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw refusal('malformed_log_leaf', `Leaf ${index} of the log is malformed.`, { cause });
  }
}
