import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError, outage, type Clock, type CodedError } from '#primitives';
import { OTHER_CODE_EXIT_CODE } from '../application/index.js';
import { STATE_SYNC_FAILED_EXIT_CODE } from '../snapshots/index.js';
import {
  applicationParameters,
  requireSocketPath,
  type ApplicationPlaces,
  type ApplicationProgram,
  type SnapshotPlaces,
} from './application-command.js';
import { engineConfiguration, type NodeConfiguration } from './engine-configuration.js';
import { createNodeRpc, type NodeRpc } from './node-rpc.js';
import type { NodeStatus } from './node-rpc-shapes.js';
import { removeNeedlessLogs } from './remove-needless-logs.js';
import { restartStalledEngine } from './restart-stalled-engine.js';
import { SupervisedProcess } from './supervised-process.js';
import { renameDurably } from './sync-folders.js';
import { waitForSocket } from './wait-for-socket.js';
import { NODE_FILES } from './write-key-files.js';

export interface NodeToRun {
  /** Absolute path of the node's home folder, with its keys and CometBFT's genesis. */
  home: string;
  /** The trust file, which holds our genesis. */
  trust: string;
  /** CometBFT's program. */
  engine: string;
  application: ApplicationProgram | 'kvstore';
  /** A program, with its parameters, that goes over into each of the node's programs, e.g. in a network namespace of its own. */
  through?: readonly string[];
  configuration: Omit<NodeConfiguration, 'application'>;
  /** What differs from the application's own rules for snapshots. */
  snapshots?: Omit<SnapshotPlaces, 'folder'>;
  clock: Clock;
  report: (sentence: string) => void;
  /** Told once that the node found no snapshot to begin from, and is down until a person starts it otherwise. */
  giveUp?: (problem: CodedError) => void;
}

/** Why an application is not started again, by its exit code. */
const REASONS: ReadonlyMap<number, { code: string; words: string }> = new Map([
  [
    OTHER_CODE_EXIT_CODE,
    {
      code: 'contract_code_not_in_force',
      words:
        'the members agreed to other code of the contract than this program is. Its log (application.log) says which; start that ' +
        'program.',
    },
  ],
  [
    STATE_SYNC_FAILED_EXIT_CODE,
    {
      code: 'state_sync_failed',
      words:
        'it found no snapshot to begin from: none was offered, or each was refused, and its log (application.log) says why. Start ' +
        'it without --state-sync, so that it fetches all blocks from its peers, or again once members have newer snapshots.',
    },
  ],
]);

const READY_MILLISECONDS = 60_000;
const ATTEMPT_MILLISECONDS = 25;

/** One validator: the engine and, beside it, the application, which is always there first. */
export class NetworkNode {
  readonly name: string;
  readonly rpcPort: number;
  /** Where it listens for peers. */
  readonly listen: NodeConfiguration['listen'];
  readonly rpc: NodeRpc;
  #node: NodeToRun;
  #processes: NodeProcesses;
  #watching: AbortController | undefined;

  /** Writes the node's configuration. @throws `socket_path_too_long`, `malformed_address` */
  constructor(node: NodeToRun) {
    const { configuration } = node;
    this.name = configuration.name;
    this.rpcPort = configuration.rpcPort;
    this.listen = { address: configuration.listen.address, port: configuration.listen.port };
    this.rpc = createNodeRpc({ port: configuration.rpcPort });
    this.#node = node;
    this.#processes = prepareProcesses(node);
  }

  get engine(): SupervisedProcess {
    return this.#processes.engine;
  }

  /** Absent with the engine's own example. */
  get application(): SupervisedProcess | undefined {
    return this.#processes.application;
  }

  start(): void {
    this.application?.start();
    this.engine.start();
    this.#watch();
  }

  /**
   * Stops the node and starts it with another configuration, which is where engine and application learn who their peers are.
   * @throws as the constructor and {@link whenReady}
   */
  async restartWith(
    changes: Partial<Omit<NodeConfiguration, 'name' | 'application' | 'listen' | 'rpcPort'>>,
  ): Promise<void> {
    await this.stop();
    this.#node = { ...this.#node, configuration: { ...this.#node.configuration, ...changes } };
    this.#processes = prepareProcesses(this.#node);
    this.start();
    await this.whenReady();
  }

  /**
   * Waits until the RPC answers, and the application for itself: the engine may have been told where the ledger stands by one that
   * then finds that it must not go on.
   * @throws `node_not_ready` (outage); at once `contract_code_not_in_force` or `state_sync_failed` where only a person can help
   */
  async whenReady(): Promise<void> {
    const { signerSocket } = this.#node.configuration;
    const signer = signerSocket === undefined ? '' : ` (it does not start without its signer at ${signerSocket})`;
    const isAnswered = () => this.rpc.query('/head', new Uint8Array()).then(() => true);
    await this.#waitFor(isAnswered, `is not ready${signer}`);
  }

  /** Waits until the engine has the block of this height. @throws as {@link whenReady} */
  async whenAt(height: number): Promise<void> {
    await this.#waitFor((status) => status.height >= height, `does not reach block ${height}`);
  }

  async #waitFor(isThere: (status: NodeStatus) => boolean | Promise<boolean>, complaint: string): Promise<void> {
    const { clock } = this.#node;
    const deadline = clock() + READY_MILLISECONDS;
    while (clock() < deadline) {
      if (this.#processes.problem !== undefined) throw this.#processes.problem;
      try {
        if (await isThere(await this.rpc.status())) return;
      } catch (error) {
        if (!isCodedError(error) || error.fault !== 'outage') throw error;
      }
      await sleep(ATTEMPT_MILLISECONDS);
    }
    const words = [this.application, this.engine].map((one) => one?.lastWords() ?? '').join('\n');
    throw outage('node_not_ready', `The node ${this.name} ${complaint}. Its last words:\n${words}`);
  }

  /** The engine first, so that it does not miss its application. */
  async stop(): Promise<void> {
    this.#watching?.abort();
    await this.engine.stop();
    await this.application?.stop();
  }

  #watch(): void {
    if (this.#watching?.signal.aborted === false) return;
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    const { configuration, report } = this.#node;
    const restart = (connected: number) => {
      const peers = `${connected} of ${configuration.peers.length} peers connected`;
      report(`${this.name} has stood still for some minutes, ${peers}: its engine starts again.`);
      return this.engine.restart();
    };
    restartStalledEngine({ rpc: this.rpc, restart, signal }).catch((error: unknown) => {
      report(`${this.name} is no longer watched: ${error instanceof Error ? error.message : 'unknown'}`);
    });
  }
}

interface NodeProcesses {
  engine: SupervisedProcess;
  application: SupervisedProcess | undefined;
  /** Why the application is not started again. */
  problem: CodedError | undefined;
}

/** @throws `socket_path_too_long`, `malformed_address` */
function prepareProcesses(node: NodeToRun): NodeProcesses {
  const { home, configuration } = node;
  const { signerSocket } = configuration;
  if (signerSocket !== undefined) requireSocketPath(signerSocket);
  const places = placesOf(node);
  const processes: Pick<NodeProcesses, 'problem'> = { problem: undefined };
  const application = superviseApplication(node, places, (problem) => (processes.problem = problem));
  const served = node.application === 'kvstore' ? node.application : { socket: places.socket };
  writeConfiguration(home, engineConfiguration({ ...configuration, application: served }));
  const engine = new SupervisedProcess({
    name: `${configuration.name}: CometBFT`,
    ...startedThrough(node, node.engine, ['start', '--home', home]),
    logFile: join(home, 'cometbft.log'),
    tidy: () => void removeNeedlessLogs(home),
    // CometBFT asks again for a missing application only every three seconds.
    beforeStart: async (signal) => {
      // An engine that was killed leaves the socket behind, and the next one would not listen there.
      if (signerSocket !== undefined) rmSync(signerSocket, { force: true });
      if (application !== undefined) await waitForSocket(places.socket, signal);
    },
    clock: node.clock,
    report: node.report,
  });
  return Object.assign(processes, { engine, application });
}

function startedThrough({ through = [] }: NodeToRun, ownProgram: string, ownParameters: readonly string[]) {
  const [program = ownProgram, ...parameters] = [...through, ownProgram, ...ownParameters];
  return { program, parameters };
}

function placesOf({ home, trust, configuration, snapshots: rules = {} }: NodeToRun): ApplicationPlaces {
  const database = join(home, 'data', 'application.sqlite');
  const peers = configuration.peers.map(({ nodeId }) => nodeId);
  const { stateSync } = configuration;
  const began = stateSync === undefined ? {} : { trustedHeight: stateSync.newestHeight };
  const snapshots = { folder: join(home, 'data', 'snapshots'), ...rules, ...began };
  return { socket: join(home, 'application.sock'), database, trust, peers, snapshots };
}

function superviseApplication(
  node: NodeToRun,
  places: ApplicationPlaces,
  remember: (problem: CodedError) => void,
): SupervisedProcess | undefined {
  if (node.application === 'kvstore') return undefined;
  const { name } = node.configuration;
  return new SupervisedProcess({
    name: `${name}: application`,
    ...startedThrough(node, node.application.program, applicationParameters(node.application, places)),
    logFile: join(node.home, 'application.log'),
    beforeStart: async () => undefined,
    // The engine waits for it, and pauses itself: an application that is killed with it may accept for a moment more.
    firstPauseMilliseconds: 0,
    giveUp: (exitCode) => {
      const reason = REASONS.get(exitCode);
      if (reason === undefined) return undefined;
      const problem = outage(reason.code, `${name} is down: ${reason.words}`);
      remember(problem);
      if (exitCode === STATE_SYNC_FAILED_EXIT_CODE) node.giveUp?.(problem);
      return reason.words;
    },
    clock: node.clock,
    report: node.report,
  });
}

/** Replaced in one step: a node that starts meanwhile reads the old or the new one. */
function writeConfiguration(home: string, text: string): void {
  const path = join(home, NODE_FILES.configuration);
  mkdirSync(join(home, 'config'), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.part`, text, { mode: 0o600 });
  renameDurably(`${path}.part`, path);
}
