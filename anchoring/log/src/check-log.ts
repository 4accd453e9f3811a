import { encodeBase64url, equalBytes, refusal } from '#primitives';
import { genesisDigest, parseLogLeaf, type Genesis, type LedgerTransaction, type TreeHead } from '#ledger';
import { executeBlock, executeGenesis, LedgerState, type Apply } from '#anchoring/contract';
import { LogFrontier } from './log-frontier.js';
import type { LogStorage } from './log-storage.js';

const LEAVES_AT_ONCE = 1000;

export interface CheckedLog {
  head: TreeHead;
  height: number;
  /** Of the last block, base64url. */
  stateRoot: string;
  ledgerTransactions: number;
}

/**
 * Reads every leaf again, replays the contract from the genesis and compares each block's state root: what anyone who
 * holds the log's files can do without us. Compare the head with an attested checkpoint.
 * @throws `malformed_log_leaf`, `log_incomplete`, `log_diverges`
 */
export async function checkLog(
  storage: Pick<LogStorage, 'readLeaves'>,
  genesis: Genesis,
  apply: Apply,
): Promise<CheckedLog> {
  const replay = new Replay(genesis, apply);
  for (let start = 0; ;) {
    const leaves = await storage.readLeaves(start, LEAVES_AT_ONCE);
    for (const leaf of leaves) replay.read(leaf);
    start += leaves.length;
    if (leaves.length < LEAVES_AT_ONCE) return replay.close();
  }
}

class Replay {
  readonly #state = new LedgerState();
  readonly #frontier = new LogFrontier();
  readonly #genesisId: string;
  /** Leaves of the block that is being read. */
  #pending: LedgerTransaction[] = [];
  #pendingLeaves: Uint8Array[] = [];
  #last: { height: number; time: number; stateRoot: string } | undefined;
  #count = 0;

  constructor(
    private readonly genesis: Genesis,
    private readonly apply: Apply,
  ) {
    this.#genesisId = genesisDigest(genesis);
  }

  read(bytes: Uint8Array): void {
    this.#frontier.append(bytes);
    this.#pendingLeaves.push(bytes);
    const leaf = parseLogLeaf(bytes);
    if (leaf.kind === 'ledger_transaction') {
      this.#pending.push(leaf.ledgerTransaction);
      return;
    }
    const expected = this.#last === undefined ? this.#openGenesis() : this.#execute(leaf.time);
    const same = expected.length === this.#pendingLeaves.length;
    if (!same || !expected.every((one, place) => equalBytes(one, this.#pendingLeaves[place] ?? new Uint8Array()))) {
      throw refusal('log_diverges', `The log's block ${leaf.height} is not what the contract makes of it.`);
    }
    this.#last = leaf;
    this.#count += this.#pending.length;
    [this.#pending, this.#pendingLeaves] = [[], []];
  }

  close(): CheckedLog {
    if (this.#last === undefined || this.#pendingLeaves.length > 0) {
      throw refusal('log_incomplete', "The log does not end with a block's end.");
    }
    const { height, stateRoot } = this.#last;
    const head = { origin: this.genesis.origin, size: this.#frontier.size, root: this.#frontier.root() };
    if (encodeBase64url(this.#state.root()) !== stateRoot) throw refusal('log_diverges', 'The state root differs.');
    return { head, height, stateRoot, ledgerTransactions: this.#count };
  }

  #openGenesis(): Uint8Array[] {
    return executeGenesis(this.#state, this.genesis).leaves;
  }

  #execute(time: number): Uint8Array[] {
    const { height = 0, time: earliest = 0 } = this.#last ?? {};
    if (time < earliest) throw refusal('log_diverges', "A block's time is before its predecessor's.");
    const context = { height: height + 1, time, genesis: this.#genesisId };
    return executeBlock(this.#state, this.apply, { ledgerTransactions: this.#pending, context }).leaves;
  }
}
