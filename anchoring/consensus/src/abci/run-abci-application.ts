import { readFile } from 'node:fs/promises';
import { canonicalJson, isCodedError, systemClock, type Clock, type CodedError } from '#primitives';
import { parseTrustFile } from '#ledger';
import { explainSystemError } from '#service-kit/system-errors';
import { openConsensusStore } from '../adapters/sqlite/open-consensus-store.js';
import {
  openLedgerApplication,
  OTHER_CODE_EXIT_CODE,
  runningContract,
  type ContractProgram,
  type LedgerApplication,
  type LedgerApplicationOptions,
} from '../application/index.js';
import { openNodeSnapshots, STATE_SYNC_FAILED_EXIT_CODE, type NodeSnapshotOptions } from '../snapshots/index.js';
import { openAbciServer } from './abci-server.js';
import { APPLICATION_USAGE, readApplicationArguments, type ApplicationArguments } from './application-arguments.js';

/**
 * 0: told to stop; 1: halted, to be started anew; 2: usage; not to be started anew: 3, before a person starts the agreed code; 4, before
 * a person says how the node is to begin, for it found no snapshot.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

const EXIT_CODES: Readonly<Record<string, ExitCode>> = {
  application_halted: 1,
  contract_code_not_in_force: OTHER_CODE_EXIT_CODE,
  state_sync_failed: STATE_SYNC_FAILED_EXIT_CODE,
};

/**
 * Once its last block is committed, so that the engine hands that on to whoever lacks it; a node that is asked for the next one
 * ends at once. With exactly two thirds of the power left, nobody would ever ask.
 */
const PARTING_MILLISECONDS = 5000;

export type OpenApplication = (options: LedgerApplicationOptions) => Promise<LedgerApplication>;

/** Its own, unless a drill has it break the rules. */
export interface ProgramParts {
  contract: ContractProgram;
  clock: Clock;
  open: OpenApplication;
}

type Tell = (event: string, more?: Record<string, string>) => void;

/**
 * The application beside one validator, as a process of its own. It ends when it is told to, or when only a restart can tell
 * what is durable; the engine then ends too, and both are started anew, the application first.
 * @param args without the program's name
 * @param print writes one line of JSON
 * @param stop ends it
 * @param parts what the program is made of
 */
export async function runAbciApplication(
  args: readonly string[],
  print: (line: string) => void,
  stop: AbortSignal,
  parts: Partial<ProgramParts> = {},
): Promise<ExitCode> {
  const { contract = runningContract(), clock = systemClock, open = openLedgerApplication } = parts;
  const read = readApplicationArguments(args);
  const tell: Tell = (event, more = {}) => print(canonicalJson({ event, ...more }));
  if (read === 'contract-code') {
    tell('contract_code', { digest: contract.digest, version: String(contract.version) });
    return 0;
  }
  if (read === undefined) {
    tell('usage', { usage: APPLICATION_USAGE });
    return 2;
  }
  try {
    return await serve(read, tell, stop, { contract, clock, open });
  } catch (error) {
    const code = isCodedError(error) ? error.code : 'unreadable_file';
    const said = explainSystemError(error) ?? error;
    tell('problem', { code, message: said instanceof Error ? said.message : 'unknown' });
    return EXIT_CODES[code] ?? 1;
  }
}

async function serve(
  read: ApplicationArguments,
  tell: Tell,
  stop: AbortSignal,
  { contract, clock, open }: ProgramParts,
): Promise<ExitCode> {
  let end: (code: ExitCode) => void = () => undefined;
  const ended = new Promise<ExitCode>((resolve) => (end = resolve));
  const report = (problem: CodedError) => {
    tell('problem', { code: problem.code, message: problem.message });
    const code = EXIT_CODES[problem.code];
    if (code !== undefined) end(code);
    if (problem.code === 'contract_code_changes')
      setTimeout(() => end(OTHER_CODE_EXIT_CODE), PARTING_MILLISECONDS).unref();
  };
  const { genesis } = parseTrustFile(await readFile(read.trust, 'utf8'));
  const { storage, restoreStorage, close } = openConsensusStore(read.database);
  try {
    const isPeerAdmitted = (id: string) => read.peers.has(id);
    const application = await open({ genesis, storage, contract, clock, isPeerAdmitted, report });
    const opened = await openSnapshots(read, { application, genesis, restoreStorage, report });
    const offered = opened === undefined ? {} : { snapshots: opened.snapshots };
    const server = await openAbciServer({ path: read.socket, application, ...offered, report });
    stop.addEventListener('abort', () => end(0), { once: true });
    if (stop.aborted) end(0);
    const { height } = application.info();
    tell('listening', { socket: read.socket, height: String(height), contractCode: contract.digest });
    const code = await ended;
    await server.close();
    await opened?.close();
    return code;
  } finally {
    close();
  }
}

type OpenedSnapshots = Awaited<ReturnType<typeof openNodeSnapshots>>;

async function openSnapshots(
  { database, snapshots }: ApplicationArguments,
  parts: Pick<NodeSnapshotOptions, 'application' | 'genesis' | 'restoreStorage' | 'report'>,
): Promise<OpenedSnapshots | undefined> {
  if (snapshots === undefined) return undefined;
  const threadModule = new URL('../snapshots/snapshot-thread.main.js', import.meta.url);
  return openNodeSnapshots({ ...parts, ...snapshots, database, threadModule });
}
