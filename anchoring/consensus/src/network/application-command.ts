import { refusal } from '#primitives';

/**
 * How the application of a node is started: a program and what comes before its places.
 *
 * The application
 * - is called with `--socket PATH --database sqlite:FILE --trust FILE --peer ID --peer ID … --snapshots FOLDER …`;
 * - takes our genesis from the trust file, and answers the engine's question for a peer by the identifiers that it was told;
 * - listens on the socket (made by itself, mode 0600, in place of one at which nobody listens) once it can say where it stands, has
 *   whatever else is asked wait until it can serve, and bears connections that end without a word: that is how one waits for it;
 * - reads nothing from the environment and writes its log to standard output;
 * - ends where its standard input is a pipe that ends, as it does when its supervisor is killed (the engine then ends with it);
 * - ends on SIGTERM after the write that it is in, and whenever it can't go on; it is then started again, but for
 *   `OTHER_CODE_EXIT_CODE`, after which only another program goes on, and `STATE_SYNC_FAILED_EXIT_CODE`, after which a person says
 *   how the node is to begin.
 */
export interface ApplicationProgram {
  program: string;
  parameters: readonly string[];
}

/**
 * Bounds what an application's JavaScript may take, 1 GiB, tens of times what it needs. The bound is also what V8 goes by when it lets
 * the heap grow before it collects again: without it, up to four times what was live, and a fifth of all memory was garbage.
 */
const HEAP_BOUND = '--max-old-space-size=1024';

/**
 * How a main module of an application is started.
 * @param module built, an absolute path
 * @param words that stand before its places
 */
export function applicationProgram(module: string, ...words: readonly string[]): ApplicationProgram {
  return { program: process.execPath, parameters: [HEAP_BOUND, module, ...words] };
}

/** Where one node's application has its things, all paths absolute, and which peers it admits. */
export interface ApplicationPlaces {
  socket: string;
  /** SQLite's file. */
  database: string;
  trust: string;
  /** Identifiers of the registered peers. */
  peers: readonly string[];
  snapshots: SnapshotPlaces;
}

/** Where a node's snapshots lie, and what differs from the application's own rules. */
export interface SnapshotPlaces {
  /** Absolute path. */
  folder: string;
  /** One snapshot in each stretch of so many heights. */
  interval?: number;
  /** The engine keeps so many blocks at least. */
  keptBlocks?: number;
  /** Of the block that the operator trusts, where the node begins from a snapshot. */
  trustedHeight?: number;
  /** Seconds that such a node waits until a snapshot, or a part of it, is accepted. */
  restorePatience?: number;
}

/** `sun_path` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const MAX_SOCKET_PATH = 103;

/** @throws `socket_path_too_long` */
export function applicationParameters(application: ApplicationProgram, places: ApplicationPlaces): string[] {
  const { socket, database, trust, peers, snapshots } = places;
  requireSocketPath(socket);
  const named = ['--socket', socket, '--database', `sqlite:${database}`, '--trust', trust];
  const { folder, ...counts } = snapshots;
  const options = {
    interval: '--snapshot-interval',
    keptBlocks: '--kept-blocks',
    trustedHeight: '--trusted-height',
    restorePatience: '--restore-patience',
  };
  const counted = Object.entries(counts).flatMap(([name, count]) => [
    options[name as keyof typeof options],
    `${count}`,
  ]);
  const peered = peers.flatMap((peer) => ['--peer', peer]);
  return [...application.parameters, ...named, ...peered, '--snapshots', folder, ...counted];
}

/** @throws `socket_path_too_long` */
export function requireSocketPath(path: string): void {
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return;
  throw refusal(
    'socket_path_too_long',
    `${path} is too long for a socket (${MAX_SOCKET_PATH} bytes). Use a folder with a shorter path.`,
  );
}
