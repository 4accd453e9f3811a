import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { tellComparisons, type Comparison } from '../speed/compare-with-reference.js';
import { requireStandstill } from './require-standstill.js';

interface CollegeAwayFigures {
  /** For how long no block was made, until the college's nodes were started again. */
  haltedMilliseconds: number;
  /** From their start until a ledger transaction was accepted. */
  resumedMilliseconds: number;
  /** Submitted before or during the halt, and accepted after it. */
  acceptedAfterHalt: number;
  comparisons: Comparison[];
}

const AWAY_MILLISECONDS = { short: 4000, full: 30_000 };

/** Two colleges have exactly two thirds of the power, and a commit needs more: no college is decided over. */
export const collegeAway: DrillCase<CollegeAwayFigures> = {
  name: 'college-away',
  shows: 'a whole college is away: the ledger halts, loses nothing, and resumes when the college is back',
  run: async (drill) => {
    const network = await drill.standingNetwork();
    const { clock, say } = drill.tools;
    const away = network.namesOf('service_providers');
    const others = network.names.filter((name) => !away.includes(name));
    const load = await SteadyLoad.start(network, { inFlight: 8, by: others });
    await load.acceptMore(16);
    await network.takeAway(away);
    const leftAt = clock();
    await requireStandstill(network, others, AWAY_MILLISECONDS[drill.scale]);
    const returnedAt = clock();
    await network.bringBack(away);
    const resumedAt = await load.acceptedAfter(returnedAt);
    await load.stop();
    const acceptedAfterHalt = load.acceptances.filter(
      ({ sentAt, acceptedAt }) => sentAt < returnedAt && acceptedAt >= returnedAt,
    ).length;
    const resumedMilliseconds = resumedAt - returnedAt;
    const figures = {
      haltedMilliseconds: returnedAt - leftAt,
      resumedMilliseconds,
      acceptedAfterHalt,
      comparisons: tellComparisons(say, { 'resumed after a college was away': resumedMilliseconds }),
    };
    const sentence =
      `The ledger stood still for ${figures.haltedMilliseconds} ms without ${away.join(' and ')}, and accepted again ` +
      `${figures.resumedMilliseconds} ms after their processes were started.`;
    return { sentence, figures };
  },
};
