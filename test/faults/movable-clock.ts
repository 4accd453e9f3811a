import { systemClock, type Clock } from '#primitives';

/** The time of day, for every service of a test at once, that the test can put forward. */
export class MovableClock {
  #ahead = 0;
  readonly now: Clock = () => this.base() + this.#ahead;

  constructor(private readonly base: Clock = systemClock) {}

  forward(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
