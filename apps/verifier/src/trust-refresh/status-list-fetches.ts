import type { RandomBytes } from '#primitives';

const FIRST_PAUSE_MILLISECONDS = 2_000;
/** A list that is served again must be read again soon: what is older than its `ttl` is refused. */
const MOST_PAUSE_MILLISECONDS = 60_000;

interface Fetches {
  /** Of the token that we hold. */
  etag?: string | undefined;
  failures: number;
  isHostDown?: boolean;
  /** Milliseconds since the epoch. */
  notBefore: number;
}

/** How the fetches of each list went: what need not be sent again, and whom to leave alone for a while. */
export class StatusListFetches {
  readonly #fetches = new Map<string, Fetches>();

  constructor(private readonly random: RandomBytes) {}

  /** Whether the last attempt failed for the host's fault; a list that was refused is no outage. */
  isHostDown(uri: string): boolean {
    return this.#fetches.get(uri)?.isHostDown === true;
  }

  isDue(uri: string, now: number): boolean {
    return (this.#fetches.get(uri)?.notBefore ?? 0) <= now;
  }

  etagOf(uri: string): string | undefined {
    return this.#fetches.get(uri)?.etag;
  }

  noteSuccess(uri: string, etag: string | undefined): void {
    this.#fetches.set(uri, { etag, failures: 0, notBefore: 0 });
  }

  /** Twice as long after each failure, and never as long as another verifier that met the same outage. */
  noteFailure(uri: string, now: number, isHostDown: boolean): void {
    const before = this.#fetches.get(uri);
    const failures = (before?.failures ?? 0) + 1;
    const pause = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** (failures - 1), MOST_PAUSE_MILLISECONDS);
    const share = 0.5 + (this.random(1)[0] ?? 0) / 512;
    this.#fetches.set(uri, { etag: before?.etag, failures, isHostDown, notBefore: now + pause * share });
  }
}
