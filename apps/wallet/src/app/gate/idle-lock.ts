import type { Clock } from '#primitives';

export const HIDDEN_LIMIT_MILLISECONDS = 5 * 60_000;
export const IDLE_LIMIT_MILLISECONDS = 15 * 60_000;
/** While something is under way: longer, but not for ever. */
export const FLOW_LIMIT_MILLISECONDS = 30 * 60_000;

/**
 * Says when an open wallet locks itself: hidden for 5 minutes or untouched for 15; during a flow 30 of either. Timers sleep
 * while a page is hidden, so the time is compared whenever somebody asks.
 */
export class IdleLock {
  #touchedAt: number;
  #hiddenAt: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly flowOpen: () => boolean,
  ) {
    this.#touchedAt = clock();
  }

  touched(): void {
    this.#touchedAt = this.clock();
  }

  hidden(): void {
    this.#hiddenAt ??= this.clock();
  }

  /** Ask {@link isDue} first: coming back is no reason to stay open. */
  shown(): void {
    this.#hiddenAt = undefined;
    this.touched();
  }

  isDue(): boolean {
    const now = this.clock();
    const flow = this.flowOpen();
    const idle = now - this.#touchedAt;
    const hidden = this.#hiddenAt === undefined ? 0 : now - this.#hiddenAt;
    return (
      idle >= (flow ? FLOW_LIMIT_MILLISECONDS : IDLE_LIMIT_MILLISECONDS) ||
      hidden >= (flow ? FLOW_LIMIT_MILLISECONDS : HIDDEN_LIMIT_MILLISECONDS)
    );
  }
}
