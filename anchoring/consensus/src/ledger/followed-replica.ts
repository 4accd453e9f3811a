import { encodeBase64url, equalBytes, refusal, type CodedError } from '#primitives';
import {
  genesisDigest,
  parseLogLeaf,
  validatorAddress,
  type Genesis,
  type LedgerAppState,
  type LedgerTransaction,
  type Misbehaviour,
  type RecordedMisbehaviour,
  type StateEntryProof,
} from '#ledger';
import {
  CONTRACT_VERSION,
  createContract,
  executeBlock,
  executeGenesis,
  LedgerState,
  nextBlockState,
  readParameters,
  verifyWithNodeCrypto,
  type ContractState,
  type ExecutedBlock,
} from '#anchoring/contract';
import type { LedgerStorage, ReplicaPosition, StoredBlock, StoredReplica } from '#anchoring/embedded';
import { LogFrontier } from '#anchoring/log';

/** Blocks that were executed and left no trace yet. */
export interface ExecutedLeaves {
  blocks: readonly StoredBlock[];
  /** After the last of them; or as it is, where there are none. */
  appState: LedgerAppState;
  /** Has their effect on the replica's state as it was when they were executed. */
  repeat: () => void;
}

const REPLICA = 'engine';

/** A college's own execution of the log that its node hands out. Between two calls, it is at a block's end that a commit attests. */
export class FollowedReplica {
  readonly #apply = createContract({ verifySignature: verifyWithNodeCrypto });
  readonly #genesisId: string;
  readonly #state: LedgerState;
  #position: ReplicaPosition;

  private constructor({ position, entries }: Omit<StoredReplica, 'name'>, genesis: Genesis) {
    this.#genesisId = genesisDigest(genesis);
    this.#state = new LedgerState(entries);
    this.#position = position;
    if (encodeBase64url(this.#state.root()) !== position.stateRoot) {
      throw refusal('replica_damaged', 'The stored state is not the one that the replica reached.');
    }
  }

  /**
   * Loads what was followed; the first time it stores the genesis block.
   * @throws `replica_damaged`, `genesis_differs`, or what the storage throws
   */
  static async open(storage: LedgerStorage, genesis: Genesis): Promise<FollowedReplica> {
    const initial = executeInitialBlock(genesis);
    const stored = await storage.load();
    if (stored === undefined) {
      const { leaves, nodes, position, writes } = initial;
      const replicas = [{ name: REPLICA, position, writes } as const];
      await storage.appendBlock({ height: 0, start: 0, leaves, nodes, places: [], replicas });
      return new FollowedReplica({ position, entries: writes.map(({ key, value }) => [key, value]) }, genesis);
    }
    const [first] = await storage.readLeaves(0, 1);
    const [own] = initial.leaves;
    if (first === undefined || own === undefined || !equalBytes(first, own)) {
      throw refusal('genesis_differs', "The storage is another ledger's.");
    }
    const engine = stored.replicas.find(({ name }) => name === REPLICA);
    if (engine === undefined) throw refusal('replica_damaged', 'The stored state is missing.');
    return new FollowedReplica(engine, genesis);
  }

  /** The state as the next block's first ledger transaction meets it. @param height of the newest block, which may be empty */
  nextState(height: number): ContractState {
    return nextBlockState(this.#state, { height: height + 1, time: this.#position.time, genesis: this.#genesisId });
  }

  get position(): ReplicaPosition {
    return this.#position;
  }

  get appState(): LedgerAppState {
    return appStateOf(this.#position);
  }

  prove(key: string): StateEntryProof {
    return this.#state.prove(key);
  }

  /**
   * Executes leaves that follow the log's last one and end with a block's end. The replica is afterwards as it was.
   * @throws `malformed_log_leaf`, `log_diverges`, `contract_code_not_in_force`
   */
  execute(leaves: readonly Uint8Array[]): ExecutedLeaves {
    const executions: ExecutedBlock[] = [];
    const blocks: StoredBlock[] = [];
    let position = this.#position;
    try {
      for (const block of splitBlocks(leaves)) {
        const executed = this.#executeBlock(block, position, executions);
        blocks.push(executed);
        position = executed.replicas[0]?.position ?? position;
      }
    } finally {
      for (const one of executions.toReversed()) one.revert();
    }
    const repeat = () => {
      for (const one of executions) one.repeat();
    };
    return { blocks, appState: appStateOf(position), repeat };
  }

  /** The blocks are durable: the replica moves on to them. */
  follow({ blocks, repeat }: ExecutedLeaves): void {
    repeat();
    this.#position = blocks.at(-1)?.replicas[0]?.position ?? this.#position;
  }

  #executeBlock(named: NamedBlock, before: ReplicaPosition, executions: ExecutedBlock[]): StoredBlock {
    const { height, time, ledgerTransactions, misbehaviour, leaves } = named;
    if (height <= before.height || time < before.time) throw diverges(height);
    const context = { height, time, genesis: this.#genesisId };
    requireOwnContract(nextBlockState(this.#state, context), height);
    const executed = executeBlock(this.#state, this.#apply, { ledgerTransactions, misbehaviour, context });
    executions.push(executed);
    const own = executed.leaves;
    if (own.length !== leaves.length || !own.every((leaf, place) => equalBytes(leaf, leaves[place] ?? NOTHING))) {
      throw diverges(height);
    }
    const frontier = new LogFrontier(before.frontier);
    const nodes = own.flatMap((leaf) => frontier.append(leaf));
    const { stateRoot } = executed.blockEnd;
    const position = { height, time, stateRoot, frontier: frontier.toStored() };
    const start = before.frontier.size;
    const places = executed.accepted.map(({ id, place }) => ({ id, height, index: start + place }));
    const replicas = [{ name: REPLICA, position, writes: executed.writes } as const];
    return { height, start, leaves: own, nodes, places, replicas: [...replicas] };
  }
}

const NOTHING = new Uint8Array();

/** A block as its leaves name it, before anything of it is executed. */
interface NamedBlock {
  height: number;
  time: number;
  ledgerTransactions: LedgerTransaction[];
  misbehaviour: Misbehaviour[];
  leaves: Uint8Array[];
}

function splitBlocks(leaves: readonly Uint8Array[]): NamedBlock[] {
  const blocks: NamedBlock[] = [];
  const none = () => ({ ledgerTransactions: [], misbehaviour: [], leaves: [] });
  let open: Omit<NamedBlock, 'height' | 'time'> = none();
  for (const bytes of leaves) {
    const leaf = parseLogLeaf(bytes);
    open.leaves.push(bytes);
    if (leaf.kind === 'ledger_transaction') {
      open.ledgerTransactions.push(leaf.ledgerTransaction);
    } else if (leaf.kind === 'misbehaviour') {
      open.misbehaviour.push(evidenceOf(leaf.misbehaviour));
    } else {
      blocks.push({ height: leaf.height, time: leaf.time, ...open });
      open = none();
    }
  }
  return blocks;
}

/** What the engine had said: the rest of the leaf is what the contract makes of it. */
function evidenceOf({ kind, height, ...validator }: RecordedMisbehaviour): Misbehaviour {
  return { kind, height, address: validatorAddress(validator) };
}

/** @throws `contract_code_not_in_force`: the members voted for a version that this service is not of */
function requireOwnContract(state: ContractState, height: number): void {
  const { contractVersion } = readParameters(state);
  if (contractVersion === CONTRACT_VERSION) return;
  throw refusal(
    'contract_code_not_in_force',
    `From block ${height} on version ${contractVersion} of the contract is in force; this service executes version ${CONTRACT_VERSION}.`,
  );
}

function executeInitialBlock(genesis: Genesis) {
  const { leaves, writes, blockEnd } = executeGenesis(new LedgerState(), genesis);
  const frontier = new LogFrontier();
  const nodes = leaves.flatMap((leaf) => frontier.append(leaf));
  return { leaves, nodes, writes, position: { ...blockEnd, frontier: frontier.toStored() } };
}

function appStateOf({ frontier, stateRoot }: ReplicaPosition): LedgerAppState {
  return { size: frontier.size, root: encodeBase64url(new LogFrontier(frontier).root()), stateRoot };
}

function diverges(height: number): CodedError {
  return refusal('log_diverges', `The log's block ${height} is not what the contract makes of it.`);
}
