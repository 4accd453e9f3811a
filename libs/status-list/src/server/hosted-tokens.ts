import type { Clock } from '#primitives';
import type { HostedToken } from './answer-status-list-request.js';

/** For so long a token is served without asking whether another instance has taken a newer one. */
const KNOWN_FOR_MILLISECONDS = 1_000;
/** Tokens held at once; whoever asks for more is served from the database. */
const MAX_HELD = 256;

interface Held {
  token: HostedToken;
  readAt: number;
}

/**
 * The tokens that are asked for, held so that verifiers who poll cost neither the database nor compression. A second does not
 * stretch what is promised: a token decides until `iat` + `ttl`, whenever it was fetched.
 */
export class HostedTokens {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly find: (uri: string, format: HostedToken['format']) => Promise<HostedToken | undefined>,
    private readonly clock: Clock,
  ) {}

  async read(uri: string, format: HostedToken['format']): Promise<HostedToken | undefined> {
    const name = `${format} ${uri}`;
    const held = this.#held.get(name);
    const now = this.clock();
    if (held !== undefined && now >= held.readAt && now < held.readAt + KNOWN_FOR_MILLISECONDS) return held.token;
    const found = await this.find(uri, format);
    this.#held.delete(name);
    if (found === undefined) return undefined;
    // The same object as before for the same token: its compressed form hangs on it.
    const token = held?.token.digest === found.digest ? held.token : found;
    if (this.#held.size < MAX_HELD) this.#held.set(name, { token, readAt: now });
    return token;
  }

  /** A newer one was taken here. */
  forget(uri: string): void {
    for (const format of ['jwt', 'cwt']) this.#held.delete(`${format} ${uri}`);
  }
}
