import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPT_MILLISECONDS = 25;

/**
 * Waits until somebody accepts connections on a unix socket: the file alone says nothing, a killed process leaves it.
 * @throws an AbortError when the signal says so
 */
export async function waitForSocket(path: string, signal: AbortSignal): Promise<void> {
  while (!(await accepts(path))) await sleep(ATTEMPT_MILLISECONDS, undefined, { signal });
}

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
