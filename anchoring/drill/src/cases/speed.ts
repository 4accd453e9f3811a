import { setTimeout as sleep } from 'node:timers/promises';
import { loadavg } from 'node:os';
import type { DrillCase } from '../drill-case.js';
import { summarizeComparisons, tellComparisons, type Comparison } from '../speed/compare-with-reference.js';
import { measureContract, type ContractSpeed } from '../speed/measure-contract.js';
import { measureEmbedded } from '../speed/measure-embedded.js';
import type { LevelFigures } from '../speed/measure-levels.js';
import { describeMachine, measureMachine, type MachineSpeed } from '../speed/measure-machine.js';
import { measureNetwork, type NetworkSpeed } from '../speed/measure-network.js';
import type { ReferenceName } from '../speed/reference-figures.js';

interface SpeedFigures {
  networks: NetworkSpeed[];
  embedded: LevelFigures[];
  contract: ContractSpeed;
  machine: MachineSpeed;
  comparisons: Comparison[];
  /** Of the machine, before the first measurement: what else it did counts against the figures. */
  loadAverageBefore: number;
}

/** So that the network that was stopped before counts for nothing. */
const REST_MILLISECONDS = 500;
const VALIDATORS_PER_COLLEGE = [1, 2];

/** What the network costs in time, beside the embedded engine under the same load on the same machine. */
export const speed: DrillCase<SpeedFigures> = {
  name: 'speed',
  shows: 'latency and rate with 1, 10 and 100 in flight on 3 and 6 validators, beside the embedded engine',
  run: async (drill) => {
    const { say } = drill.tools;
    await drill.endNetworks();
    const [loadAverageBefore = 0] = loadavg();
    const machine = measureMachine(drill.tools);
    say(`  ${describeMachine(machine)}`);
    const embedded = await measureEmbedded(drill);
    say(`  Embedded engine: ${describeLevels(embedded)}`);
    const contract = await measureContract(drill);
    say(
      `  Contract alone: ${contract.onePerBlock}/s one in a block, ${contract.hundredPerBlock}/s a hundred in a block.`,
    );
    const networks: NetworkSpeed[] = [];
    for (const validatorsPerCollege of VALIDATORS_PER_COLLEGE) {
      await drill.endNetworks();
      await sleep(REST_MILLISECONDS);
      const measured = await measureNetwork(drill, validatorsPerCollege);
      networks.push(measured);
      say(`  ${measured.validators} validators: ${describeLevels(measured.levels)}`);
    }
    const measured = { ...ofNetwork(networks.at(-1)), ...ofContract(contract) };
    const comparisons = tellComparisons(say, measured, machine);
    const sentence = `${summarizeComparisons(comparisons)} (load average before: ${loadAverageBefore.toFixed(2)}).`;
    return { sentence, figures: { networks, embedded, contract, machine, comparisons, loadAverageBefore } };
  },
};

/** The reference has six validators. */
function ofNetwork(network: NetworkSpeed | undefined): Partial<Record<ReferenceName, number>> {
  if (network === undefined) return {};
  const { levels, memory, readyMilliseconds, diskMegabytesPer1000OneByOne } = network;
  const named = levels.flatMap(({ inFlight, p50Milliseconds, acceptedPerSecond }) => [
    [`commit p50, ${inFlight} in flight`, p50Milliseconds],
    [`accepted, ${inFlight} in flight`, acceptedPerSecond],
  ]);
  const memories = memory && {
    'memory of an engine': memory.engineMegabytes,
    'memory of an application': memory.applicationMegabytes,
  };
  return {
    ...(Object.fromEntries(named) as Partial<Record<ReferenceName, number>>),
    ...memories,
    'from nothing to ready': readyMilliseconds,
    'disk for 1,000 one by one': diskMegabytesPer1000OneByOne,
  };
}

function ofContract({ onePerBlock, hundredPerBlock }: ContractSpeed): Partial<Record<ReferenceName, number>> {
  return { 'contract alone, 1 in a block': onePerBlock, 'contract alone, 100 in a block': hundredPerBlock };
}

function describeLevels(levels: readonly LevelFigures[]): string {
  return levels
    .map(
      ({ inFlight, p50Milliseconds, p95Milliseconds, acceptedPerSecond }) =>
        `${inFlight} in flight p50 ${p50Milliseconds.toFixed(0)} ms, p95 ${p95Milliseconds.toFixed(0)} ms, ${acceptedPerSecond}/s`,
    )
    .join('; ');
}
