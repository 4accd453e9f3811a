import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#primitives';

/** Far more than it ever takes, less than Jest gives a test: what fails is the expectation, not the clock. */
const PATIENCE_MILLISECONDS = 15_000;

/**
 * For what comes by itself, some time: tries until the expectations hold, in place of a fixed wait that a busy machine
 * outlasts.
 * @throws what they threw last
 */
export async function eventually(expectations: () => void | Promise<void>): Promise<void> {
  const until = systemClock() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      await expectations();
      return;
    } catch (error) {
      if (systemClock() > until) throw error;
    }
    await sleep(10);
  }
}
