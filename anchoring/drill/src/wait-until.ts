import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError, refusal, type Clock } from '#primitives';

const ATTEMPT_MILLISECONDS = 50;

export interface Wait {
  clock: Clock;
  patienceMilliseconds: number;
  /** Completes the sentence "… did not come: ". */
  what: string;
}

/**
 * Waits until something is there; an outage (a node that is away) is not there yet.
 * @param look answers `undefined` for not yet
 * @returns what is there
 * @throws `not_shown` after the patience
 */
export async function waitUntil<Found>(look: () => Promise<Found | undefined>, wait: Wait): Promise<Found> {
  const deadline = wait.clock() + wait.patienceMilliseconds;
  for (;;) {
    const found = await look().catch((error: unknown) => {
      if (isCodedError(error) && error.fault === 'outage') return undefined;
      throw error;
    });
    if (found !== undefined) return found;
    if (wait.clock() >= deadline) {
      throw refusal('not_shown', `Within ${wait.patienceMilliseconds} ms this did not come: ${wait.what}.`);
    }
    await sleep(ATTEMPT_MILLISECONDS);
  }
}
