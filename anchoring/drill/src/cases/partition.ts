import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { requireShown } from '../require-shown.js';
import { highestOf } from './highest-of.js';
import { requireStandstill } from './require-standstill.js';

interface PartitionFigures {
  /** `network namespaces` or `proxies`. */
  cutBy: string;
  /** In halves: no block on either side for so long. */
  haltedMilliseconds: number;
  /** From healing until a ledger transaction was accepted. */
  resumedMilliseconds: number;
  /** One node cut off: accepted by the others meanwhile, and how soon it had what it missed. */
  acceptedWithoutOne: number;
  caughtUpMilliseconds: number;
}

const CUT_MILLISECONDS = { short: 4000, full: 60_000 };
/** The kernel's TCP doubles its time until it sends again: after a cut of a minute up to fifty seconds pass. */
const PATIENCE_MILLISECONDS = 120_000;

/** Neither half has more than two thirds, so that neither makes a block, and there is nothing to reconcile. */
export const partition: DrillCase<PartitionFigures> = {
  name: 'partition',
  shows: 'the network is cut in halves and halts without a fork, then one node is cut off and the others go on',
  run: async (drill) => {
    const network = await drill.standingNetwork();
    const { clock } = drill.tools;
    const { names, links } = network;
    const [one = [], other = []] = ['1', '2'].map((end) => names.filter((name) => name.endsWith(`-${end}`)));
    const load = await SteadyLoad.start(network, { inFlight: 8, by: one });
    await load.acceptMore(16);

    links.cut([one, other]);
    const cutAt = clock();
    await requireStandstill(network, names, CUT_MILLISECONDS[drill.scale]);
    const healedAt = clock();
    links.heal();
    const resumedAt = await load.acceptedAfter(healedAt, PATIENCE_MILLISECONDS);
    await load.acceptMore(16);

    const [alone = ''] = other;
    links.cut([[alone], names.filter((name) => name !== alone)]);
    const aloneAt = clock();
    const stuckAt = await requireStandstill(network, [alone], CUT_MILLISECONDS[drill.scale]);
    const reachedBy = await highestOf(network, one);
    requireShown(reachedBy > stuckAt, `Without ${alone} the others did not go on.`);
    const joinedAt = clock();
    links.heal();
    await network.reach(alone, reachedBy);
    const caughtUpAt = clock();
    await load.stop();

    const figures = {
      cutBy: links.how,
      haltedMilliseconds: healedAt - cutAt,
      resumedMilliseconds: resumedAt - healedAt,
      acceptedWithoutOne: load.acceptances.filter(({ acceptedAt }) => acceptedAt > aloneAt && acceptedAt < joinedAt)
        .length,
      caughtUpMilliseconds: caughtUpAt - joinedAt,
    };
    const sentence =
      `Cut by ${links.how}: in halves the ledger stood still for ${figures.haltedMilliseconds} ms and accepted again ` +
      `${figures.resumedMilliseconds} ms after healing. Without ${alone} ${figures.acceptedWithoutOne} were accepted, ` +
      `and it had them ${figures.caughtUpMilliseconds} ms after healing.`;
    return { sentence, figures };
  },
};
