import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillNetwork } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { highestOf } from './highest-of.js';

/** For the block that was being made. */
const SETTLE_MILLISECONDS = 1500;

/**
 * Looks on while nothing may be decided.
 * @param names whose engines must not go on
 * @returns the height at which they stand
 * @throws `not_shown` where a block was made meanwhile
 */
export async function requireStandstill(
  network: DrillNetwork,
  names: readonly string[],
  milliseconds: number,
): Promise<number> {
  await sleep(SETTLE_MILLISECONDS);
  const before = await highestOf(network, names);
  await sleep(milliseconds);
  const after = await highestOf(network, names);
  requireShown(after === before, `Where nothing may be decided, blocks ${before + 1} to ${after} were made.`);
  return before;
}
