import { encodeBase64url, refusal } from '#primitives';
import { genesisDigest, type Genesis, type LedgerTransaction, type TreeHead } from '#ledger';
import {
  executeBlock,
  executeGenesis,
  LedgerState,
  type Apply,
  type ExecutedBlock,
  type StateWrite,
} from '#anchoring/contract';
import { LogFrontier, type CompletedNode } from '#anchoring/log';
import type { ReplicaName, ReplicaPosition, StoredReplica } from './ledger-storage.js';

/** What a replica made of a block, before anything of it is durable. */
export interface PreparedBlock {
  outcomes: ExecutedBlock['outcomes'];
  accepted: ExecutedBlock['accepted'];
  leaves: Uint8Array[];
  nodes: CompletedNode[];
  writes: StateWrite[];
  position: ReplicaPosition;
  head: TreeHead;
  /** The block is durable: this is the replica's position from now on. */
  commit(): void;
  /** The block will not be: the replica's state is what it was. */
  discard(): void;
}

/** One independent execution of the ledger: own state, own right edge of the log. Engine and cosigners each have one. */
export class Replica {
  readonly name: ReplicaName;
  readonly #genesis: Genesis;
  readonly #genesisId: string;
  readonly #apply: Apply;
  readonly #state: LedgerState;
  #frontier: LogFrontier;
  #position: ReplicaPosition;

  /** @throws `replica_damaged` where the stored state is not the one of the stored position */
  constructor(stored: StoredReplica, genesis: Genesis, apply: Apply) {
    this.name = stored.name;
    this.#genesis = genesis;
    this.#genesisId = genesisDigest(genesis);
    this.#apply = apply;
    this.#state = new LedgerState(stored.entries);
    this.#frontier = new LogFrontier(stored.position.frontier);
    this.#position = stored.position;
    if (encodeBase64url(this.#state.root()) !== stored.position.stateRoot) {
      throw refusal('replica_damaged', `The state of ${stored.name} is not the one that it reached.`);
    }
  }

  get state(): LedgerState {
    return this.#state;
  }

  get position(): ReplicaPosition {
    return this.#position;
  }

  get head(): TreeHead {
    return { origin: this.#genesis.origin, size: this.#frontier.size, root: this.#frontier.root() };
  }

  /** @param time seconds since the epoch */
  prepare(ledgerTransactions: readonly LedgerTransaction[], time: number): PreparedBlock {
    const context = { height: this.#position.height + 1, time, genesis: this.#genesisId };
    const executed = executeBlock(this.#state, this.#apply, { ledgerTransactions, context });
    const frontier = this.#frontier.copy();
    const nodes = executed.leaves.flatMap((leaf) => frontier.append(leaf));
    const { height, stateRoot } = executed.blockEnd;
    const position = { height, time, stateRoot, frontier: frontier.toStored() };
    const { outcomes, accepted, leaves, writes } = executed;
    return {
      outcomes,
      accepted,
      leaves,
      nodes,
      writes,
      position,
      head: { origin: this.#genesis.origin, size: frontier.size, root: frontier.root() },
      commit: () => {
        this.#frontier = frontier;
        this.#position = position;
      },
      discard: () => executed.revert(),
    };
  }
}

/** Block 0 as each replica executes it for itself. */
export function executeGenesisBlock(genesis: Genesis): {
  leaves: Uint8Array[];
  nodes: CompletedNode[];
  writes: StateWrite[];
  position: ReplicaPosition;
} {
  const { writes, leaves, blockEnd } = executeGenesis(new LedgerState(), genesis);
  const frontier = new LogFrontier();
  const nodes = leaves.flatMap((leaf) => frontier.append(leaf));
  return { leaves, nodes, writes, position: { ...blockEnd, frontier: frontier.toStored() } };
}
