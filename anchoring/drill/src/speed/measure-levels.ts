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
  warmUpMilliseconds: number;
  measuredMilliseconds: number;
}

/** A load that runs and writes down what is accepted. */
export interface MeasuredLoad {
  readonly acceptances: readonly Acceptance[];
  stop(): Promise<void>;
}

/** Lets a load run, and counts what was accepted after its warm-up. */
export async function measureLevel(
  inFlight: Level,
  start: () => Promise<MeasuredLoad>,
  { clock, warmUpMilliseconds, measuredMilliseconds }: LevelOptions,
): Promise<LevelFigures> {
  const load = await start();
  await sleep(warmUpMilliseconds);
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
