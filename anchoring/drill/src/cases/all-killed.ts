import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { highestOf } from './highest-of.js';
import { requireShown } from '../require-shown.js';
import { tellComparisons, type Comparison } from '../speed/compare-with-reference.js';

interface AllKilledFigures {
  processes: number;
  /** From the kill until a ledger transaction was accepted in a block that is made after it. */
  resumedMilliseconds: number;
  /** Sent before the kill and accepted after it: no mempool outlives its process, whoever submits sends again. */
  acceptedAfterKill: number;
  comparisons: Comparison[];
}

/** A power cut in all places at once. */
export const allKilled: DrillCase<AllKilledFigures> = {
  name: 'all-killed',
  shows: 'every engine and every application is killed at one moment: the ledger goes on where it was',
  run: async (drill) => {
    const network = await drill.standingNetwork();
    const { clock, say } = drill.tools;
    const load = await SteadyLoad.start(network, { inFlight: 8 });
    await load.acceptMore(16);
    const processes = network.nodes.flatMap(({ engine, application }) =>
      application === undefined ? [engine] : [engine, application],
    );
    const starts = processes.map((process) => process.starts);
    const before = await highestOf(network, network.names);
    const killedAt = clock();
    await Promise.all(processes.map((process) => process.kill()));
    const resumedAt = await load.acceptedAbove(before);
    await load.acceptMore(8);
    await load.stop();
    const acceptedAfterKill = load.acceptances.filter(
      ({ sentAt, acceptedAt }) => sentAt < killedAt && acceptedAt >= killedAt,
    ).length;
    const isEachBack = processes.every((process, place) => process.starts > (starts[place] ?? 0));
    requireShown(isEachBack, 'A process was not started again.');
    const resumedMilliseconds = resumedAt - killedAt;
    const comparisons = tellComparisons(say, { 'resumed after all were killed': resumedMilliseconds });
    const figures = { processes: processes.length, resumedMilliseconds, acceptedAfterKill, comparisons };
    const sentence =
      `${figures.processes} processes were killed; the next ledger transaction was accepted after ` +
      `${figures.resumedMilliseconds} ms.`;
    return { sentence, figures };
  },
};
