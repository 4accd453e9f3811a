import { distributeDue, type DistributingParts } from './distribute-due.js';

const EVERY_MILLISECONDS = 1_000;

export interface Distributing {
  /** Distributes what is due now. */
  run(): Promise<void>;
  /** Ends the repetition, and waits for what runs. */
  stop(): Promise<void>;
}

/**
 * Distributes what is due again and again, one run at a time.
 * @param failed hears of a run that failed; the next one is made all the same
 */
export function keepDistributing(parts: DistributingParts, failed: (error: unknown) => void): Distributing {
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    const turn = last.then(() => distributeDue(parts));
    last = turn.catch(() => undefined);
    return turn;
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void run().catch(failed).finally(schedule), EVERY_MILLISECONDS);
    timer.unref();
  };
  schedule();
  return {
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}
