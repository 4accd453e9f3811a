import { refusal } from '#primitives';

/**
 * How the application of a node is started: a program and what comes before the four places.
 *
 * The application
 * - is called with `--home FOLDER --socket PATH --database FILE --genesis FILE`, the last being our genesis, not CometBFT's;
 * - listens on the socket (made by itself, mode 0600; an old one is removed before it starts) once it can serve, and bears
 *   connections that end without a word: that is how one waits for it;
 * - reads nothing from the environment and writes its log to standard output;
 * - ends on SIGTERM after the write that it is in, and whenever it can't go on; it is then started again.
 */
export interface ApplicationProgram {
  program: string;
  parameters: readonly string[];
}

/** Where one node's application has its things; all paths are absolute. */
export interface ApplicationPlaces {
  home: string;
  socket: string;
  database: string;
  genesis: string;
}

/** `sun_path` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const MAX_SOCKET_PATH = 103;

/** @throws `socket_path_too_long` */
export function applicationParameters(application: ApplicationProgram, places: ApplicationPlaces): string[] {
  const { home, socket, database, genesis } = places;
  if (Buffer.byteLength(socket) > MAX_SOCKET_PATH) {
    throw refusal(
      'socket_path_too_long',
      `${socket} is too long for a socket (${MAX_SOCKET_PATH} bytes). Use a folder with a shorter path.`,
    );
  }
  const named = ['--home', home, '--socket', socket, '--database', database, '--genesis', genesis];
  return [...application.parameters, ...named];
}
