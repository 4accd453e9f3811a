import { performance } from 'node:perf_hooks';
import type { Drill } from '../drill.js';
import type { Scale } from '../drill-tools.js';
import { SteadyLoad } from '../load/steady-load.js';
import { LEVELS, measureLevel, type LevelFigures } from './measure-levels.js';
import { diskMegabytes, memoryOf, type NodeMemory } from './measure-resources.js';

export interface NetworkSpeed {
  validators: number;
  /** From starting the processes until every node answers. */
  readyMilliseconds: number;
  levels: LevelFigures[];
  /** At one in flight each ledger transaction has a block of its own. */
  diskMegabytesPer1000OneByOne: number;
  /** After the last level, the largest of all nodes; absent where the system doesn't say. */
  memory?: NodeMemory;
}

export const LEVEL_TIMES: Record<Scale, { warmUpMilliseconds: number; measuredMilliseconds: number }> = {
  short: { warmUpMilliseconds: 500, measuredMilliseconds: 1500 },
  full: { warmUpMilliseconds: 5000, measuredMilliseconds: 20_000 },
};
/** A new block is noticed so soon. */
const POLL_MILLISECONDS = 10;

/** Commit latency and rate of a new network, and what its nodes take of the machine. The load submits by one node. */
export async function measureNetwork(drill: Drill, validatorsPerCollege: number): Promise<NetworkSpeed> {
  const startedAt = performance.now();
  const network = await drill.ownNetwork({ validatorsPerCollege });
  const readyMilliseconds = Math.round(performance.now() - startedAt);
  const [first = ''] = network.names;
  const clock = () => performance.now();
  const levels: LevelFigures[] = [];
  let diskMegabytesPer1000OneByOne = 0;
  for (const inFlight of LEVELS) {
    const before = diskMegabytes(network.homeOf(first));
    const accepted = network.accepted.size;
    const start = () =>
      SteadyLoad.start(network, { inFlight, by: [first], pollMilliseconds: POLL_MILLISECONDS, clock });
    levels.push(await measureLevel(inFlight, start, { clock, ...LEVEL_TIMES[drill.scale] }));
    const grown = diskMegabytes(network.homeOf(first)) - before;
    if (inFlight === 1) diskMegabytesPer1000OneByOne = (grown / (network.accepted.size - accepted)) * 1000;
  }
  const memory = memoryOf(network.nodes);
  const figures = { validators: network.names.length, readyMilliseconds, levels, diskMegabytesPer1000OneByOne };
  return memory === undefined ? figures : { ...figures, memory };
}
