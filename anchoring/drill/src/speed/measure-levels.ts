import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#primitives';
import { percentile } from '../load/percentiles.js';
import type { Acceptance } from '../load/steady-load.js';

export const LEVELS = [1, 10, 100] as const;
export type Level = (typeof LEVELS)[number];

/** With so many in flight: from submitting to the answer that it is accepted. */
export interface LevelFigures {
  inFlight: Level;
  p50Milliseconds: number;
  p95Milliseconds: number;
  acceptedPerSecond: number;
  accepted: number;
}

export interface LevelOptions {
  clock: Clock;
  /** At least; longer until the processes have done enough to be fast. */
  warmUpMilliseconds: number;
  measuredMilliseconds: number;
}

/** A load that runs and writes down what is accepted. */
export interface MeasuredLoad {
  readonly acceptances: readonly Acceptance[];
  stop(): Promise<void>;
}

/**
 * So many are accepted before anything is measured. With 100 in flight the processor decides, and a process that just started
 * takes twice the time for a ledger transaction (7 ms of three applications together, 3 ms after a thousand): V8 has not compiled
 * yet what it executes. With fewer the engine's pauses decide.
 */
const WARM_UP_ACCEPTED: Record<Level, number> = { 1: 0, 10: 0, 100: 1000 };
/** A machine that does not get so far in this time is measured as it is. */
const LONGEST_WARM_UP_MILLISECONDS = 15_000;
const ATTEMPT_MILLISECONDS = 50;

/** Lets a load run, and counts what was accepted after its warm-up. */
export async function measureLevel(
  inFlight: Level,
  start: () => Promise<MeasuredLoad>,
  { clock, warmUpMilliseconds, measuredMilliseconds }: LevelOptions,
): Promise<LevelFigures> {
  const load = await start();
  const deadline = clock() + LONGEST_WARM_UP_MILLISECONDS;
  await sleep(warmUpMilliseconds);
  while (load.acceptances.length < WARM_UP_ACCEPTED[inFlight] && clock() < deadline) await sleep(ATTEMPT_MILLISECONDS);
  const from = clock();
  await sleep(measuredMilliseconds);
  const to = clock();
  await load.stop();
  const counted = load.acceptances.filter(({ acceptedAt }) => acceptedAt >= from && acceptedAt < to);
  const times = counted.map(({ sentAt, acceptedAt }) => acceptedAt - sentAt);
  return {
    inFlight,
    p50Milliseconds: percentile(times, 50),
    p95Milliseconds: percentile(times, 95),
    acceptedPerSecond: Math.round((counted.length / (to - from)) * 10_000) / 10,
    accepted: counted.length,
  };
}
