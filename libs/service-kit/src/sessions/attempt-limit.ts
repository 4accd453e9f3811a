import { CodedError, type Clock } from '#primitives';

const MAX_NAMES = 1_000;

/** Refused because of too many failures before; `retryAfterSeconds` goes into `Retry-After`. */
export class TooManyAttempts extends CodedError {
  constructor(readonly retryAfterSeconds: number) {
    super('too_many_attempts', 'Too many attempts failed; try again later.', 'refusal');
  }
}

/**
 * Counts failures by name within a time. It counts in this process only: what is guessed at has 256 random bits, so that the limit
 * keeps the log and the database quiet, and a write for each guess would be what it is to prevent.
 */
export class AttemptLimit {
  readonly #failures = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly withinMilliseconds: number,
    private readonly clock: Clock,
  ) {}

  /** @throws TooManyAttempts, whether the next attempt would be right or not */
  check(name: string): void {
    const recent = this.#recent(name);
    if (recent.length < this.most) return;
    const free = (recent[recent.length - this.most] as number) + this.withinMilliseconds;
    throw new TooManyAttempts(Math.max(1, Math.ceil((free - this.clock()) / 1000)));
  }

  noteFailure(name: string): void {
    const recent = [...this.#recent(name), this.clock()].slice(-this.most);
    // Whoever failed last stands last, so that a flood of new names pushes out the quiet ones first.
    this.#failures.delete(name);
    if (this.#failures.size >= MAX_NAMES) this.#failures.delete(this.#failures.keys().next().value as string);
    this.#failures.set(name, recent);
  }

  #recent(name: string): number[] {
    const since = this.clock() - this.withinMilliseconds;
    return (this.#failures.get(name) ?? []).filter((failedAt) => failedAt > since);
  }
}
