import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { fillDisk, type FullDisk } from '../network/fill-disk.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';
import { highestOf } from './highest-of.js';

interface DiskFullFigures {
  how: FullDisk['how'];
  /** From the full disk until engine or application said that it could not write. */
  stoppedMilliseconds: number;
  /** Accepted by the others while the node could not write. */
  acceptedWithoutIt: number;
  /** From the room made until it had what it missed. */
  backMilliseconds: number;
}

const FULL = 'service-providers-1';

/**
 * A node that can't write stops, since what it can't keep it must not sign; with room and a start it goes on where it was. Where the
 * engine could not write first, its consensus has ended while its process stays up, which would start again by itself after minutes.
 */
export const diskFull: DrillCase<DiskFullFigures> = {
  name: 'disk-full',
  shows: "one node's disk is full: the node stops, the others go on, and with room made and a start it comes back",
  run: async (drill) => {
    const network = await drill.ownNetwork({ validatorsPerCollege: 2 });
    const { clock, say } = drill.tools;
    const others = network.names.filter((name) => name !== FULL);
    const load = await SteadyLoad.start(network, { inFlight: 8, by: others });
    await load.acceptMore(16);
    const disk = await fillDisk(network, FULL, say);
    try {
      const filledAt = clock();
      const home = network.homeOf(FULL);
      const look = async () => (sayWhy(home) ? true : undefined);
      await waitUntil(look, { clock, patienceMilliseconds: 90_000, what: `${FULL} can't write` });
      const stoppedAt = clock();
      await load.acceptMore(24);
      const own = await network.head(FULL).catch(() => undefined);
      const theirs = await highestOf(network, others);
      requireShown(own === undefined || own.height < theirs, `${FULL} goes on although it can't write.`);
      const roomAt = clock();
      await disk.makeRoom();
      await network.takeAway([FULL]);
      await network.bringBack([FULL]);
      const { height } = await network.head(others[0] ?? '');
      await network.reach(FULL, height);
      const backAt = clock();
      await load.stop();
      const acceptedWithoutIt = load.acceptances.filter(
        ({ acceptedAt }) => acceptedAt > stoppedAt && acceptedAt < roomAt,
      ).length;
      requireShown(acceptedWithoutIt > 0, `Without ${FULL} nothing was accepted.`);
      const figures = {
        how: disk.how,
        stoppedMilliseconds: stoppedAt - filledAt,
        acceptedWithoutIt,
        backMilliseconds: backAt - roomAt,
      };
      const sentence =
        `${FULL} (${disk.how}) stopped after ${figures.stoppedMilliseconds} ms; without it ${acceptedWithoutIt} were ` +
        `accepted, and it was back ${figures.backMilliseconds} ms after there was room and it was told to start again.`;
      return { sentence, figures };
    } finally {
      await disk.release();
    }
  },
};

/** Engine or application wrote into its log what it died of. */
function sayWhy(home: string): boolean {
  const logs = ['cometbft.log', 'application.log'].map((name) => readFileSync(join(home, name), 'utf8'));
  return logs.some((log) => /no space left|disk is full|file too large|SIGXFSZ|storage failed/i.test(log));
}
