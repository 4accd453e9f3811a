import type { DrillCase } from '../drill-case.js';
import { loadInBulk, type BulkFigures } from '../load/bulk-load.js';
import { SteadyLoad } from '../load/steady-load.js';
import type { DrillNetwork, NodeToJoin } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { tellComparisons, type Comparison } from '../speed/compare-with-reference.js';
import { describeMachine, measureMachine, type MachineSpeed } from '../speed/measure-machine.js';
import { diskMegabytes, snapshotMegabytes } from '../speed/measure-resources.js';
import { waitUntil } from '../wait-until.js';

interface NewNodeFigures {
  bulk: BulkFigures;
  diskMegabytesPer1000InBulk: number;
  /** All of the node's snapshots, which are not in the figure before. */
  snapshotMegabytes: number;
  /** From the new node's start until it had what the others had. */
  blockSyncMilliseconds: number;
  stateSyncMilliseconds: number;
  /** The oldest block that the node has which began from a snapshot. */
  earliestHeight: number;
  machine: MachineSpeed;
  comparisons: Comparison[];
}

const COUNT = { short: 1000, full: 50_000 };
const SNAPSHOTS = { short: { interval: 10, keptBlocks: 100_000 }, full: { interval: 50, keptBlocks: 100_000 } };
/** So that a snapshot is there, with its two later blocks. */
const BLOCKS_AFTER = { short: 16, full: 60 };

/** Two nodes join a ledger with a history: one executes all of it again, the other begins from a verified snapshot. */
export const newNode: DrillCase<NewNodeFigures> = {
  name: 'new-node',
  shows: 'a ledger grows in bulk, and new nodes join it, by all its blocks and by a snapshot',
  run: async (drill) => {
    const { scale, tools } = drill;
    await drill.endNetworks();
    const machine = measureMachine(tools);
    tools.say(`  ${describeMachine(machine)}`);
    const network = await drill.ownNetwork({ validatorsPerCollege: 1, snapshots: SNAPSHOTS[scale] });
    const [first = ''] = network.names;
    // Registers who anchors.
    await (await SteadyLoad.start(network, { inFlight: 1 })).stop();
    const before = diskMegabytes(network.homeOf(first));
    const bulk = await loadInBulk(network, first, COUNT[scale]);
    tools.say(`  ${bulk.accepted} accepted in bulk, ${bulk.acceptedPerSecond}/s.`);
    const diskMegabytesPer1000InBulk = ((diskMegabytes(network.homeOf(first)) - before) / bulk.accepted) * 1000;
    const snapshots = snapshotMegabytes(network.homeOf(first));
    const { validator } = network.planOf(first);
    const blockSyncMilliseconds = await join(network, { operator: validator });
    // A snapshot is offered once two later blocks are there.
    const load = await SteadyLoad.start(network, { inFlight: 1, by: [first] });
    await load.acceptMore(BLOCKS_AFTER[scale]);
    await load.stop();
    // Nothing is submitted meanwhile: a snapshot that is replaced before it is fetched has to be begun anew.
    const stateSyncMilliseconds = await join(network, { operator: validator, stateSync: true });
    const restored = network.names.at(-1) ?? '';
    const { earliestHeight } = await network.node(restored).rpc.status();
    requireShown(earliestHeight > 1, `${restored} fetched all blocks instead of a snapshot.`);
    // The reference is of 50,000.
    const measured = {
      'accepted in bulk': bulk.acceptedPerSecond,
      'disk for 1,000 in bulk': diskMegabytesPer1000InBulk,
      ...(scale === 'full' ? { 'block sync of 50,000': blockSyncMilliseconds } : {}),
    };
    const comparisons = tellComparisons(tools.say, measured, machine);
    const figures = {
      bulk,
      diskMegabytesPer1000InBulk: Math.round(diskMegabytesPer1000InBulk * 10) / 10,
      snapshotMegabytes: Math.round(snapshots * 10) / 10,
      blockSyncMilliseconds,
      stateSyncMilliseconds,
      earliestHeight,
      machine,
      comparisons,
    };
    const sentence =
      `After ${bulk.accepted} ledger transactions a new node had everything ${blockSyncMilliseconds} ms after it began by ` +
      `all blocks, and another ${stateSyncMilliseconds} ms after it began from a snapshot (block ${earliestHeight} on).`;
    return { sentence, figures };
  },
};

/** @returns milliseconds from the node's own start, the others' restart not counted, until it has what they had then */
async function join(network: DrillNetwork, node: NodeToJoin): Promise<number> {
  const { clock } = network.tools;
  const [first = ''] = network.names;
  const { startedAt, ...joined } = await network.join(node);
  const { appState } = await network.head(first);
  const look = async () => ((await network.head(joined.name)).appState.size >= appState.size ? true : undefined);
  await waitUntil(look, { clock, patienceMilliseconds: 300_000, what: `${joined.name} has what the others have` });
  return clock() - startedAt;
}
