import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { requireShown } from '../require-shown.js';
import { highestOf } from './highest-of.js';

interface CollegeAwayFigures {
  /** For how long no block was made, until the college's nodes were started again. */
  haltedMilliseconds: number;
  /** From their start until a ledger transaction was accepted. */
  resumedMilliseconds: number;
  /** Submitted before or during the halt, and accepted after it. */
  acceptedAfterHalt: number;
}

const AWAY_MILLISECONDS = { short: 4000, full: 30_000 };
/** The block that was being made when they left. */
const SETTLE_MILLISECONDS = 1500;

/** Two colleges have exactly two thirds of the power, and a commit needs more: no college is decided over. */
export const collegeAway: DrillCase<CollegeAwayFigures> = {
  name: 'college-away',
  shows: 'a whole college is away: the ledger halts, loses nothing, and resumes when the college is back',
  run: async (drill) => {
    const network = await drill.standingNetwork();
    const { clock } = drill.tools;
    const away = network.namesOf('service_providers');
    const others = network.names.filter((name) => !away.includes(name));
    const load = await SteadyLoad.start(network, { inFlight: 8, by: others });
    await load.acceptMore(16);
    await network.takeAway(away);
    const leftAt = clock();
    await sleep(SETTLE_MILLISECONDS);
    const before = await highestOf(network, others);
    await sleep(AWAY_MILLISECONDS[drill.scale]);
    const after = await highestOf(network, others);
    requireShown(after === before, `Without a college, blocks ${before + 1} to ${after} were made.`);
    const returnedAt = clock();
    await network.bringBack(away);
    const resumedAt = await load.acceptedAfter(returnedAt);
    await load.stop();
    const acceptedAfterHalt = load.acceptances.filter(
      ({ sentAt, acceptedAt }) => sentAt < returnedAt && acceptedAt >= returnedAt,
    ).length;
    const figures = {
      haltedMilliseconds: returnedAt - leftAt,
      resumedMilliseconds: resumedAt - returnedAt,
      acceptedAfterHalt,
    };
    const sentence =
      `The ledger stood still for ${figures.haltedMilliseconds} ms without ${away.join(' and ')}, and accepted again ` +
      `${figures.resumedMilliseconds} ms after their processes were started.`;
    return { sentence, figures };
  },
};
