import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillCase } from '../drill-case.js';
import { hostileProgram } from '../hostile/open-hostile-application.js';
import { SteadyLoad } from '../load/steady-load.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';
import { median } from '../load/percentiles.js';

interface ByzantineProposerFigures {
  /** Blocks that one honest validator voted against, by its reason. */
  votesAgainst: Record<string, number>;
  /** Blocks that took a second round, since the first one's proposal was refused. */
  secondRounds: number;
  /** What a refused proposal costs: the longest time that a ledger transaction waited, beside the usual. */
  p50Milliseconds: number;
  longestMilliseconds: number;
}

const HOSTILE = 'service-providers-2';
const WITNESS = 'citizens-1';
/** Each of its kinds of proposals once: it proposes every sixth block. */
const REFUSED_PROPOSALS = { short: 4, full: 24 };

/** A validator whose every proposal is one that the contract refuses, and that votes for it itself. */
export const byzantineProposer: DrillCase<ByzantineProposerFigures> = {
  name: 'byzantine-proposer',
  shows:
    'a validator proposes refused, repeated and too many ledger transactions: the others vote against, the next one proposes',
  run: async (drill) => {
    const program = hostileProgram(drill.tools, { kind: 'proposing' });
    const network = await drill.ownNetwork({
      validatorsPerCollege: 2,
      applicationOf: (name) => (name === HOSTILE ? program : undefined),
    });
    const { clock } = drill.tools;
    const others = network.names.filter((name) => name !== HOSTILE);
    const load = await SteadyLoad.start(network, { inFlight: 8, by: others });
    const wanted = REFUSED_PROPOSALS[drill.scale];
    const log = join(network.homeOf(WITNESS), 'application.log');
    const look = async () => {
      const votes = countRefusals(readFileSync(log, 'utf8'));
      return sum(votes) >= wanted ? votes : undefined;
    };
    const what = `${WITNESS} votes against ${wanted} proposals`;
    const votesAgainst = await waitUntil(look, { clock, patienceMilliseconds: 240_000, what });
    await load.acceptMore(8);
    await load.stop();
    for (const code of ['transaction_not_accepted', 'too_many_transactions']) {
      requireShown((votesAgainst[code] ?? 0) > 0, `Nobody voted against a proposal because of ${code}.`);
    }
    const { height } = await network.node(WITNESS).rpc.status();
    const rounds: number[] = [];
    for (let at = 1; at < height; at++) rounds.push((await network.node(WITNESS).rpc.commit(at)).commit.round);
    const times = load.acceptances.map(({ sentAt, acceptedAt }) => acceptedAt - sentAt);
    const figures = {
      votesAgainst,
      secondRounds: rounds.filter((round) => round > 0).length,
      p50Milliseconds: median(times),
      longestMilliseconds: Math.max(...times),
    };
    requireShown(figures.secondRounds > 0, 'No block took a second round.');
    const sentence =
      `${sum(votesAgainst)} of its proposals were voted against, and the next validator's was taken. A ledger transaction ` +
      `waited ${figures.p50Milliseconds} ms usually and ${figures.longestMilliseconds} ms at most.`;
    return { sentence, figures };
  },
};

/** The application's log says why it voted against a block. */
function countRefusals(log: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of log.split('\n')) {
    const code = /"code":"(transaction_not_accepted|too_many_transactions)"/.exec(line)?.[1];
    if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
