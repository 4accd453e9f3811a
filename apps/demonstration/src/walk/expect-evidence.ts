import { setTimeout as sleep } from 'node:timers/promises';
import { outage, type Clock } from '#primitives';

/** Ends the walk where the services did something else than they promise. @throws `not_as_expected` (outage) */
export function expectThat(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw outage('not_as_expected', sentence);
}

const PAUSE_MILLISECONDS = 500;

/**
 * Asks again and again until there is an answer.
 * @param ask `undefined` where there is none yet
 * @throws `waited_in_vain` (outage)
 */
export async function waitFor<Answer>(
  what: string,
  seconds: number,
  clock: Clock,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const end = clock() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (clock() > end) throw outage('waited_in_vain', `Within ${seconds} seconds there was no ${what}.`);
    await sleep(PAUSE_MILLISECONDS);
  }
}
