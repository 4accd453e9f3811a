import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillCase } from '../drill-case.js';
import { hostileProgram } from '../hostile/open-hostile-application.js';
import { SteadyLoad } from '../load/steady-load.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';
import { highestOf } from './highest-of.js';

interface ByzantineApplicationFigures {
  /** Where its state began to differ, and the last block that its engine took. */
  divergedAtHeight: number;
  stoppedAtHeight: number;
  /** Accepted by the others after it had stopped. */
  acceptedWithoutIt: number;
  /** From the start of the honest application on an emptied node until it had what it missed. */
  restoredMilliseconds: number;
}

const HOSTILE = 'citizens-2';
const DIVERGES_AT = 12;
/** Of the node's data, what must never be lost or restored: what its key has signed. */
const SIGNERS_STATE = 'priv_validator_state.json';

/** The block after the one that it executed otherwise carries another app hash: its own engine refuses that block. */
export const byzantineApplication: DrillCase<ByzantineApplicationFigures> = {
  name: 'byzantine-application',
  shows: "one validator's application executes something else: that node stops, the others go on, and it is restored",
  run: async (drill) => {
    let isHostile = true;
    const hostile = hostileProgram(drill.tools, { kind: 'diverging', fromHeight: DIVERGES_AT });
    const network = await drill.ownNetwork({
      validatorsPerCollege: 2,
      applicationOf: (name) => (isHostile && name === HOSTILE ? hostile : undefined),
    });
    const others = network.names.filter((name) => name !== HOSTILE);
    const { clock } = drill.tools;
    const load = await SteadyLoad.start(network, { inFlight: 8, by: others });
    const [observer = ''] = others;
    await network.reach(observer, DIVERGES_AT + 4);
    const stoppedAtHeight = await highestOf(network, [HOSTILE]);
    const stoppedAt = clock();
    await load.acceptMore(24);
    requireShown((await highestOf(network, [HOSTILE])) === stoppedAtHeight, `${HOSTILE} did not stop.`);
    requireShown(stoppedAtHeight <= DIVERGES_AT + 2, `${HOSTILE} went on to block ${stoppedAtHeight}.`);
    const [own, theirs] = await Promise.all([network.head(HOSTILE), network.head(observer)]);
    requireShown(own.appState.root !== theirs.appState.root, `The log of ${HOSTILE} does not differ.`);
    const acceptedWithoutIt = load.acceptances.filter(({ acceptedAt }) => acceptedAt > stoppedAt).length;

    isHostile = false;
    await network.takeAway([HOSTILE]);
    emptyNode(network.homeOf(HOSTILE));
    const restoredFrom = clock();
    await network.bringBack([HOSTILE]);
    const look = async () => {
      const [mine, highest] = [await network.head(HOSTILE), await network.head(observer)];
      return mine.height >= highest.height ? true : undefined;
    };
    await waitUntil(look, { clock, patienceMilliseconds: 60_000, what: `${HOSTILE} has all blocks` });
    const restoredMilliseconds = clock() - restoredFrom;
    await load.stop();
    const figures = { divergedAtHeight: DIVERGES_AT, stoppedAtHeight, acceptedWithoutIt, restoredMilliseconds };
    const sentence =
      `${HOSTILE} stopped at height ${stoppedAtHeight}; without it ${acceptedWithoutIt} were accepted. With the honest ` +
      `application and its data emptied it had everything after ${restoredMilliseconds} ms.`;
    return { sentence, figures };
  },
};

/** The engine has taken a wrong app hash for its own: nothing but the keys and what they signed is worth keeping. */
function emptyNode(home: string): void {
  const data = join(home, 'data');
  for (const name of readdirSync(data)) {
    if (name !== SIGNERS_STATE) rmSync(join(data, name), { recursive: true, force: true });
  }
}
