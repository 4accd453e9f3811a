import { outage } from '#primitives';
import {
  CKF,
  CKR,
  CKU_USER,
  initialiseAgain,
  loadLibrary,
  resultOf,
  type Cryptoki,
  type Handle,
  type LoadedLibrary,
} from './cryptoki.js';
import { hardwareProblem, isLost } from './hardware-problem.js';

/** As many as libuv has threads: more signatures at once would wait there. */
const MAX_SESSIONS = 4;

export interface TokenSettings {
  /** Path of the PKCS #11 library. */
  library: string;
  /** The token's name (CKA label), as it was given when it was initialised. */
  tokenLabel: string;
  /** Of the token's user. */
  pin: string;
}

/** A session of our own on the token, logged in. */
export interface TokenSession {
  cryptoki: Cryptoki;
  handle: Handle;
  /** Object handles found before on this connection, by CKA_ID in hexadecimal. */
  found: Map<string, Handle>;
}

interface Connection {
  library: LoadedLibrary;
  slot: Handle;
  /** Keeps us logged in while no other session is open (PKCS #11 v2.40 §5.6). */
  anchor: Handle;
  idle: Handle[];
  found: Map<string, Handle>;
}

/** A token of a hardware module, with a few sessions that are opened when they are wanted. */
export class Token {
  #connection: Promise<Connection> | undefined;
  #refused: Error | undefined;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly settings: TokenSettings) {}

  /**
   * Runs `work` on a session that nobody else uses meanwhile. Where the session was lost (the module restarted, the token was
   * drawn), the work is done once more on a new one.
   * @throws `hardware_library_missing`, `hardware_token_missing`, `hardware_pin_refused`, `hardware_key_missing`,
   *   `hardware_failed` (outages)
   */
  async withSession<Result>(work: (session: TokenSession) => Promise<Result>): Promise<Result> {
    if (this.#running >= MAX_SESSIONS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      try {
        return await this.#attempt(work);
      } catch (error) {
        if (!isLost(error)) throw error;
        return await this.#attempt(work);
      }
    } catch (error) {
      throw hardwareProblem(error);
    } finally {
      // A place goes on to who waits for it.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    if (connection) closeAll(connection);
  }

  async #attempt<Result>(work: (session: TokenSession) => Promise<Result>): Promise<Result> {
    const connected = (this.#connection ??= this.#connect());
    try {
      const connection = await connected;
      const handle = connection.idle.pop() ?? openSession(connection);
      try {
        return await runOn(connection, handle, work);
      } finally {
        if (this.#connection === connected) connection.idle.push(handle);
        else closeSession(connection, handle);
      }
    } catch (error) {
      // A connection on which something failed is not used again, whatever it was.
      if (this.#connection === connected) {
        this.#connection = undefined;
        connected.then(closeAll, () => undefined);
      }
      throw error;
    }
  }

  async #connect(): Promise<Connection> {
    if (this.#refused) throw this.#refused;
    const { tokenLabel, pin } = this.settings;
    const library = await loadLibrary(this.settings.library);
    const { cryptoki } = library;
    let slot = findSlot(cryptoki, tokenLabel);
    if (slot === undefined && initialiseAgain(library)) slot = findSlot(cryptoki, tokenLabel);
    if (slot === undefined) {
      throw outage('hardware_token_missing', `The hardware module has no token called "${tokenLabel}".`);
    }
    const anchor = cryptoki.C_OpenSession(slot, CKF.serialSession | CKF.readWriteSession);
    try {
      cryptoki.C_Login(anchor, CKU_USER, pin);
    } catch (error) {
      if (resultOf(error) !== CKR.userAlreadyLoggedIn) {
        const problem = hardwareProblem(error);
        if (problem.code === 'hardware_pin_refused') this.#refused = problem;
        cryptoki.C_CloseSession(anchor);
        throw problem;
      }
    }
    return { library, slot, anchor, idle: [], found: new Map() };
  }
}

function findSlot(cryptoki: Cryptoki, label: string): Handle | undefined {
  try {
    return cryptoki.C_GetSlotList(true).find((slot) => cryptoki.C_GetTokenInfo(slot).label.trim() === label);
  } catch {
    // The library, or a token that was drawn, does not answer: ours is not to be had, which the caller sees to.
    return undefined;
  }
}

async function runOn<Result>(
  { library, found }: Connection,
  handle: Handle,
  work: (session: TokenSession) => Promise<Result>,
): Promise<Result> {
  library.running++;
  try {
    return await work({ cryptoki: library.cryptoki, handle, found });
  } finally {
    library.running--;
  }
}

function openSession({ library, slot }: Connection): Handle {
  return library.cryptoki.C_OpenSession(slot, CKF.serialSession | CKF.readWriteSession);
}

function closeAll(connection: Connection): void {
  for (const session of [...connection.idle, connection.anchor]) closeSession(connection, session);
}

function closeSession({ library }: Connection, session: Handle): void {
  try {
    library.cryptoki.C_CloseSession(session);
  } catch {
    // It is gone already: that is why it is closed.
  }
}
