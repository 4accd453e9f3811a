import type { SimulatedNetwork } from './simulated-network.js';
import type { Trace } from './trace.js';

/** Turns of the event loop without anything happening, after which nothing will happen by itself. */
const QUIET_TURNS = 2;
/** Cryptography and files of the platform that are being worked on outside of the event loop. */
const AT_WORK = /Req|Job|Promise/;

/**
 * Waits until everything that runs has ended or waits for a timer. Time stands still meanwhile, so that what timers began is
 * over before the next one fires, and a replay finds the same order.
 */
export async function comeToRest(network: Pick<SimulatedNetwork, 'inFlight'>, trace: Trace): Promise<void> {
  for (let quiet = 0, seen = trace.activity; quiet < QUIET_TURNS; quiet += 1) {
    await new Promise<void>((turn) => setImmediate(turn));
    const isBusy =
      network.inFlight > 0 ||
      trace.activity !== seen ||
      process.getActiveResourcesInfo().some((name) => AT_WORK.test(name));
    if (isBusy) quiet = -1;
    seen = trace.activity;
  }
}
