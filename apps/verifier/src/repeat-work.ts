/** One piece of work that a timer repeats. */
export interface RepeatedWork {
  everyMilliseconds: number;
  /** @param stopping is aborted when the service closes: what is long and can go on another time ends early */
  work: (stopping: AbortSignal) => Promise<unknown>;
}

/**
 * Repeats each piece of work, one run at a time, each next one counted from the end of the last.
 * @param report hears of a run that failed; the next one is made all the same
 * @returns stops, and waits for what runs
 */
export function repeatWork(works: readonly RepeatedWork[], report: (error: unknown) => void): () => Promise<void> {
  const stopping = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<unknown>>();
  const schedule = (repeated: RepeatedWork) => {
    if (stopping.signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      const run = repeated
        .work(stopping.signal)
        .catch(report)
        .finally(() => {
          running.delete(run);
          schedule(repeated);
        });
      running.add(run);
    }, repeated.everyMilliseconds);
    timer.unref();
    timers.add(timer);
  };
  works.forEach(schedule);
  return async () => {
    stopping.abort();
    for (const timer of timers) clearTimeout(timer);
    await Promise.all(running);
  };
}
