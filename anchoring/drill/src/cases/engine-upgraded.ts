import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { requireShown } from '../require-shown.js';

interface EngineUpgradedFigures {
  from: string;
  to: string;
  /** Blocks that the earlier engine made, and the later one went on from. */
  height: number;
  /** From the moment at which the last node stood still until a ledger transaction was accepted again. */
  resumedMilliseconds: number;
  /** Of this, until each node's RPC answered. */
  readyMilliseconds: number;
}

/** Versions of the engine don't mix in one network: all nodes stop, and start with the other one on the same files. */
export const engineUpgraded: DrillCase<EngineUpgradedFigures> = {
  name: 'engine-upgraded',
  shows:
    'the engine of every node is replaced by the next version while all stand still: the ledger goes on where it was',
  isFullOnly: true,
  run: async (drill) => {
    const { clock, engine, earlierEngine } = drill.tools;
    const earlier = await earlierEngine();
    let current = earlier.program;
    const network = await drill.ownNetwork({ validatorsPerCollege: 1, engineOf: () => current });
    const before = await SteadyLoad.start(network, { inFlight: 4 });
    await before.acceptMore(16);
    await before.stop();
    const first = await network.node('citizens-1').rpc.status();
    requireShown(first.engineVersion === earlier.version, 'The network does not run on the earlier engine.');
    await network.takeAway(network.names);
    const stoppedAt = clock();
    current = engine;
    await network.bringBack(network.names);
    const readyMilliseconds = clock() - stoppedAt;
    const after = await SteadyLoad.start(network, { inFlight: 4 });
    const resumedMilliseconds = (await after.acceptedAfter(stoppedAt)) - stoppedAt;
    await after.acceptMore(16);
    await after.stop();
    const last = await network.node('citizens-1').rpc.status();
    requireShown(last.engineVersion !== earlier.version, 'The network still runs on the earlier engine.');
    requireShown(last.height > first.height && last.earliestHeight === 1, 'The blocks were not kept.');
    const figures = {
      from: first.engineVersion,
      to: last.engineVersion,
      height: first.height,
      resumedMilliseconds,
      readyMilliseconds,
    };
    const sentence =
      `CometBFT ${figures.from} was replaced by ${figures.to} at height ${figures.height}; the nodes were ready after ` +
      `${readyMilliseconds} ms, and the next ledger transaction was accepted after ${resumedMilliseconds} ms.`;
    return { sentence, figures };
  },
};
