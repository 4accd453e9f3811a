import { outage, type CodedError } from '#primitives';

/** The engine waits half a minute for light blocks and two minutes for a chunk before it takes the next snapshot. */
export const RESTORE_PATIENCE_SECONDS = 300;

/** How a process ends that waited for a snapshot for too long: started again, it would wait again. */
export const STATE_SYNC_FAILED_EXIT_CODE = 4;

export interface Restoring {
  patienceSeconds: number;
  /** The ledger is there, from a snapshot or otherwise. */
  isThere: () => boolean;
  /** Told once, as `state_sync_failed`. */
  report: (problem: CodedError) => void;
}

/**
 * How long a node that is to begin from a snapshot waits for one. The engine itself asks its peers for ever, also after each of
 * their snapshots was refused, and looks alive meanwhile: here that ends once nothing was accepted for so long.
 */
export class RestorePatience {
  #timer: NodeJS.Timeout | undefined;
  #lastRefusal = 'none was offered';

  constructor(private readonly restoring: Restoring) {
    this.advance();
  }

  /** A snapshot or one of its chunks was accepted. */
  advance(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), 1000 * this.restoring.patienceSeconds);
    // Whoever ends the application does not wait for it.
    this.#timer.unref();
  }

  /** Why a snapshot or a chunk was not taken. */
  refused({ message }: CodedError): void {
    this.#lastRefusal = `the last refusal: ${message}`;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #end(): void {
    const { isThere, patienceSeconds, report } = this.restoring;
    if (isThere()) return;
    const sentence = `For ${patienceSeconds} seconds no snapshot could be restored (${this.#lastRefusal}).`;
    report(outage('state_sync_failed', sentence));
  }
}
