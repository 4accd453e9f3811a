import { once } from 'node:events';
import { lstat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { concatBytes, isCodedError, outage, refusal, type CodedError } from '#primitives';
import { ConnectionRoles, kindOf } from './connection-roles.js';
import { Response, type Request } from './engine-messages.js';
import { FrameReader, writeFrame } from './frame-reader.js';
import { MAX_REQUEST_BYTES, readRequest } from './read-request.js';

/** One each for consensus, mempool, query and snapshots. */
const MAX_CONNECTIONS = 4;
const OWNER_ONLY = 0o177;

export interface AbciServerOptions {
  /** Path of the unix socket. */
  path: string;
  /** What fails ends the connection, after which the engine stops. */
  answer: (request: Request) => Promise<Response>;
  /** Hears of requests that could not be answered. */
  report: (problem: CodedError) => void;
}

export interface AbciServer {
  /** Connections end after the request that they are at. */
  close(): Promise<void>;
}

/**
 * Listens for the engine on a unix socket that its owner only may open. It listens when the promise resolves.
 * @throws `socket_path_taken`, `socket_in_use`
 */
export async function openAbciServer(options: AbciServerOptions): Promise<AbciServer> {
  await clearStaleSocket(options.path);
  const server = new EngineServer(options);
  await server.listen();
  return server;
}

class EngineServer implements AbciServer {
  readonly #options: AbciServerOptions;
  readonly #server: Server;
  readonly #roles = new ConnectionRoles<Socket>();
  readonly #serving = new Map<Socket, Promise<void>>();
  /** Those that wait for an answer. */
  readonly #asking = new Set<Socket>();
  #closing = false;

  constructor(options: AbciServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  async listen(): Promise<void> {
    // The file has its mode from the beginning: it is made within this call.
    const before = process.umask(OWNER_ONLY);
    try {
      this.#server.listen(this.#options.path);
    } finally {
      process.umask(before);
    }
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.#closing = true;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#serving.keys()) if (!this.#asking.has(socket)) socket.destroy();
    await Promise.all([closed, ...this.#serving.values()]);
  }

  #accept(socket: Socket): void {
    if (this.#serving.size >= MAX_CONNECTIONS) {
      this.#options.report(refusal('too_many_connections', 'The engine has all its connections already.'));
      socket.destroy();
      return;
    }
    // An error of the socket ends its reading, which is where it is heard of.
    socket.on('error', () => undefined);
    const serving = this.#serve(socket)
      .catch((cause: unknown) => {
        const lost = outage('connection_lost', 'The engine went away.', { cause });
        if (!this.#closing) this.#options.report(isCodedError(cause) ? cause : lost);
      })
      .finally(() => {
        this.#roles.release(socket);
        this.#asking.delete(socket);
        this.#serving.delete(socket);
        socket.destroy();
      });
    this.#serving.set(socket, serving);
  }

  /**
   * One request after the other: answers come in the order of their requests, which is all that tells them apart. What is asked
   * together is answered together, for each write to the socket costs as much as a small answer.
   */
  async #serve(socket: Socket): Promise<void> {
    const frames = new FrameReader(MAX_REQUEST_BYTES);
    for await (const chunk of socket as AsyncIterable<Uint8Array>) {
      this.#asking.add(socket);
      const { answers, isOver } = await this.#answerAll(socket, frames.read(chunk));
      if (answers.length > 0) await send(socket, concatBytes(...answers));
      this.#asking.delete(socket);
      if (isOver || this.#closing) return;
    }
  }

  /** @returns answers up to the first exception, after which the connection is over */
  async #answerAll(socket: Socket, frames: Iterable<Uint8Array>) {
    const answers: Uint8Array[] = [];
    try {
      for (const frame of frames) {
        const response = await this.#answer(socket, readRequest(frame));
        answers.push(writeFrame(Response.encode(response).finish()));
        if (response.exception !== undefined || this.#closing) return { answers, isOver: true };
      }
    } catch (error) {
      // What can't be read ends the connection; what was asked before it has its answer.
      await send(socket, concatBytes(...answers));
      throw error;
    }
    return { answers, isOver: false };
  }

  /** What fails is an exception, after which the engine stops and the connection ends. */
  async #answer(socket: Socket, request: Request): Promise<Response> {
    try {
      this.#roles.require(socket, kindOf(request));
      return await this.#options.answer(request);
    } catch (error) {
      const problem = asProblem(error);
      this.#options.report(problem);
      return { exception: { error: `${problem.code}: ${problem.message}` } };
    }
  }
}

/** Waits until the engine took it: who does not read is not read either. */
function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()));
}

function asProblem(error: unknown): CodedError {
  if (isCodedError(error)) return error;
  return outage('request_failed', 'A request could not be answered.', { cause: error });
}

/** A process that was killed leaves its socket behind. */
async function clearStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return;
  if (!found.isSocket()) throw refusal('socket_path_taken', "Something else stands at the socket's path.");
  if (await isListenedTo(path)) throw refusal('socket_in_use', 'Another process listens at the socket.');
  await unlink(path);
}

async function isListenedTo(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
