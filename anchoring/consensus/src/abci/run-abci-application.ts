import { canonicalJson, isCodedError, systemClock, type CodedError } from '#primitives';
import { explainSystemError } from '#service-kit/system-errors';
import { readStoredPosition } from '../adapters/sqlite/read-stored-position.js';
import { OTHER_CODE_EXIT_CODE } from '../application/other-code-exit-code.js';
import { STATE_SYNC_FAILED_EXIT_CODE } from '../snapshots/restore-patience.js';
import { openAbciServer } from './abci-server.js';
import { APPLICATION_USAGE, readApplicationArguments, type ApplicationArguments } from './application-arguments.js';
import { ComingLedger } from './coming-ledger.js';
import type { LedgerToOpen, OpenedLedger, ProgramParts } from './open-ledger.js';

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
  const read = readApplicationArguments(args);
  const tell: Tell = (event, more = {}) => print(canonicalJson({ event, ...more }));
  if (read === 'contract-code') {
    const { runningContract } = await import('../application/index.js');
    const { contract = runningContract() } = parts;
    tell('contract_code', { digest: contract.digest, version: String(contract.version) });
    return 0;
  }
  if (read === undefined) {
    tell('usage', { usage: APPLICATION_USAGE });
    return 2;
  }
  try {
    return await serve(read, tell, stop, { clock: systemClock, ...parts });
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
  parts: LedgerToOpen['parts'],
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
  const isPeerAdmitted = (id: string) => read.peers.has(id);
  const position = readStoredPosition(read.database);
  const load = () => loadLedger({ read, parts, isPeerAdmitted, report });
  const coming = new ComingLedger({ position, isPeerAdmitted, load });
  const server = await openAbciServer({ path: read.socket, answer: (request) => coming.answer(request), report });
  try {
    const { height, contractCode } = await coming.open();
    stop.addEventListener('abort', () => end(0), { once: true });
    if (stop.aborted) end(0);
    tell('listening', { socket: read.socket, height: String(height), contractCode });
    return await ended;
  } finally {
    await server.close();
    await coming.close();
  }
}

/** Nothing of it is imported above. */
async function loadLedger(ledger: LedgerToOpen): Promise<OpenedLedger> {
  const { openLedger } = await import('./open-ledger.js');
  return openLedger(ledger);
}
