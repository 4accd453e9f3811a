import type { Drill } from '../drill.js';
import type { DrillCase } from '../drill-case.js';
import { median } from '../load/percentiles.js';
import { SteadyLoad, type Acceptance } from '../load/steady-load.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { tellComparisons, type Comparison } from '../speed/compare-with-reference.js';
import { requireStandstill } from './require-standstill.js';

interface CollegeAwayFigures {
  /** For how long no block was made, until the college's nodes were started again; of the first time. */
  haltedMilliseconds: number;
  /** From their start until a ledger transaction was accepted, each time. */
  resumedMilliseconds: number[];
  /** Submitted before or during a halt, and accepted after it. */
  acceptedAfterHalt: number;
  comparisons: Comparison[];
}

/** How long the college is away, each time. More than once where there is time: whose turn it is to propose decides half a second. */
const AWAY_MILLISECONDS = { short: [4000], full: [30_000, 4000, 4000] };

/** Two colleges have exactly two thirds of the power, and a commit needs more: no college is decided over. */
export const collegeAway: DrillCase<CollegeAwayFigures> = {
  name: 'college-away',
  shows: 'a whole college is away: the ledger halts, loses nothing, and resumes when the college is back',
  run: async (drill) => {
    const network = await drill.standingNetwork();
    const times: Absence[] = [];
    for (const awayMilliseconds of AWAY_MILLISECONDS[drill.scale]) {
      times.push(await takeCollegeAway(drill, network, awayMilliseconds));
    }
    const resumedMilliseconds = times.map((one) => one.resumedMilliseconds);
    const resumed = median(resumedMilliseconds);
    const figures = {
      haltedMilliseconds: times[0]?.haltedMilliseconds ?? 0,
      resumedMilliseconds,
      acceptedAfterHalt: times.reduce((sum, one) => sum + one.acceptedAfterHalt, 0),
      comparisons: tellComparisons(drill.tools.say, { 'resumed after a college was away': resumed }),
    };
    const sentence =
      `The ledger stood still for ${figures.haltedMilliseconds} ms without a college, and accepted again ` +
      `${resumedMilliseconds.join(', ')} ms after its processes were started.`;
    return { sentence, figures };
  },
};

interface Absence {
  haltedMilliseconds: number;
  resumedMilliseconds: number;
  acceptedAfterHalt: number;
}

async function takeCollegeAway(
  { tools: { clock } }: Drill,
  network: DrillNetwork,
  awayMilliseconds: number,
): Promise<Absence> {
  const away = network.namesOf('service_providers');
  const others = network.names.filter((name) => !away.includes(name));
  const load = await SteadyLoad.start(network, { inFlight: 8, by: others });
  await load.acceptMore(16);
  await network.takeAway(away);
  const leftAt = clock();
  await requireStandstill(network, others, awayMilliseconds);
  const returnedAt = clock();
  await network.bringBack(away);
  const resumedAt = await load.acceptedAfter(returnedAt);
  await load.stop();
  const isAcceptedLate = ({ sentAt, acceptedAt }: Acceptance) => sentAt < returnedAt && acceptedAt >= returnedAt;
  return {
    haltedMilliseconds: returnedAt - leftAt,
    resumedMilliseconds: resumedAt - returnedAt,
    acceptedAfterHalt: load.acceptances.filter(isAcceptedLate).length,
  };
}
