import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { canonicalJson, isCodedError, systemClock, type CodedError } from '#primitives';
import { parseTrustFile } from '#ledger';
import { openConsensusStore } from '../adapters/typeorm/open-consensus-store.js';
import { openLedgerApplication } from '../application/index.js';
import { openAbciServer } from './abci-server.js';

const USAGE =
  'Usage: abci-application --socket /path/application.sock --database sqlite:/path/replica.sqlite --trust /path/trust.json [--peer ID]…';

/** 0: told to stop; 1: halted, to be started anew; 2: usage. */
export type ExitCode = 0 | 1 | 2;

type Tell = (event: string, more?: Record<string, string>) => void;

/**
 * The application beside one validator, as a process of its own. It ends when it is told to, or when only a restart can tell
 * what is durable; the engine then ends too, and both are started anew, the application first.
 * @param args without the program's name
 * @param print writes one line of JSON
 * @param stop ends it
 */
export async function runAbciApplication(
  args: readonly string[],
  print: (line: string) => void,
  stop: AbortSignal,
): Promise<ExitCode> {
  const read = readArguments(args);
  const tell: Tell = (event, more = {}) => print(canonicalJson({ event, ...more }));
  if (read === undefined) {
    tell('usage', { usage: USAGE });
    return 2;
  }
  try {
    return await serve(read, tell, stop);
  } catch (error) {
    const code = isCodedError(error) ? error.code : 'unreadable_file';
    tell('problem', { code, message: error instanceof Error ? error.message : 'unknown' });
    return 1;
  }
}

async function serve(read: Arguments, tell: Tell, stop: AbortSignal): Promise<ExitCode> {
  let end: (code: ExitCode) => void = () => undefined;
  const ended = new Promise<ExitCode>((resolve) => (end = resolve));
  const report = (problem: CodedError) => {
    tell('problem', { code: problem.code, message: problem.message });
    if (problem.code === 'application_halted') end(1);
  };
  const { genesis } = parseTrustFile(await readFile(read.trust, 'utf8'));
  const { database, storage } = await openConsensusStore(read.database);
  try {
    const isPeerAdmitted = (id: string) => read.peers.has(id);
    const application = await openLedgerApplication({ genesis, storage, clock: systemClock, isPeerAdmitted, report });
    const server = await openAbciServer({ path: read.socket, application, report });
    stop.addEventListener('abort', () => end(0), { once: true });
    if (stop.aborted) end(0);
    tell('listening', { socket: read.socket, height: String(application.info().height) });
    const code = await ended;
    await server.close();
    return code;
  } finally {
    await database.close();
  }
}

interface Arguments {
  socket: string;
  database: string;
  trust: string;
  /** Addresses of node keys, lower-case hexadecimal. */
  peers: ReadonlySet<string>;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { socket: text, database: text, trust: text, peer: { type: 'string', multiple: true, default: [] } },
    });
    const { socket, database, trust, peer } = values;
    if (socket === undefined || database === undefined || trust === undefined) return undefined;
    return { socket, database, trust, peers: new Set(peer.map((id) => id.toLowerCase())) };
  } catch {
    return undefined;
  }
}
