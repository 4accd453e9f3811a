import type { LedgerTransaction, SubmissionOutcome } from '#ledger';
import type { Lane } from './lane.js';

const MAX_BLOCK_TRANSACTIONS = 256;
const MAX_WAITING = 10_000;

/** A ledger transaction that somebody submitted and waits for the outcome of. */
export interface WaitingSubmission {
  ledgerTransaction: LedgerTransaction;
  answer: (outcome: SubmissionOutcome) => void;
  fail: (error: unknown) => void;
}

/** While a block is being written, the next one gathers: several ledger transactions share one write. */
export class WaitingSubmissions {
  readonly #waiting: WaitingSubmission[] = [];
  #draining = false;

  /** @param answerBlock answers or fails each of them, and never throws */
  constructor(
    private readonly lane: Lane,
    private readonly answerBlock: (submissions: readonly WaitingSubmission[]) => Promise<void>,
  ) {}

  get isFull(): boolean {
    return this.#waiting.length >= MAX_WAITING;
  }

  wait(ledgerTransaction: LedgerTransaction): Promise<SubmissionOutcome> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ ledgerTransaction, answer, fail });
      void this.#drain();
    });
  }

  /** Whoever waits for a block that was not begun yet waits no longer. */
  failAll(error: unknown): void {
    for (const { fail } of this.#waiting.splice(0)) fail(error);
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (this.#waiting.length > 0) {
        await this.lane.run(() => this.answerBlock(this.#waiting.splice(0, MAX_BLOCK_TRANSACTIONS)));
      }
    } finally {
      this.#draining = false;
    }
  }
}
