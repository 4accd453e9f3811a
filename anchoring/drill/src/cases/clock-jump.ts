import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applicationProgram } from '#anchoring/consensus';
import type { DrillCase } from '../drill-case.js';
import { setClock } from '../clock/shifted-clock.js';
import { SteadyLoad } from '../load/steady-load.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { highestOf } from './highest-of.js';

interface ClockPhase {
  what: string;
  /** From setting the clocks until so many more were accepted. */
  milliseconds: number;
  /** Of the newest block's time from the machine's, seconds: ahead where positive. */
  blockTimeOffSeconds: number;
}

interface ClockJumpFigures {
  phases: ClockPhase[];
  /** A college's clocks behind: no block for so long. */
  haltedMilliseconds: number;
  /** Each block's time is after its predecessor's. */
  blocks: number;
}

/** Short of the age at which an anchor is too old: a node whose clock is further ahead takes none, and says so. */
const HALF_AN_HOUR = 1_800_000;
/** More than the minute by which CometBFT lets a block be ahead of a validator's clock. */
const AHEAD = { short: 80_000, full: 180_000 };
const TOLERATED_SECONDS = 60;
const ONE = 'citizens-1';
const ACCEPTED_IN_PHASE = 16;
const QUIET_MILLISECONDS = 1500;
const SETTLE_MILLISECONDS = 2500;
const HALT_MILLISECONDS = 4000;
/** Beyond what a phase waits for by its nature: rounds have grown long meanwhile. */
const PATIENCE_MILLISECONDS = 60_000;

/** Engine and application of a node take their time from a file here, so that a clock can be set while they run. */
export const clockJump: DrillCase<ClockJumpFigures> = {
  name: 'clock-jump',
  shows:
    'clocks jump, one node’s, a college’s and all: block times follow the median, never go back, and no clock forks',
  isFullOnly: true,
  run: async (drill) => {
    const { tools, scale } = drill;
    const { clock } = tools;
    const engine = tools.shiftedEngine();
    const application = applicationProgram(tools.shiftedModule);
    const options = { validatorsPerCollege: 2, applicationOf: () => application, engineOf: () => engine };
    const network = await drill.ownNetwork(options);
    const college = network.namesOf('data_providers');
    const by = network.names.filter((name) => name !== ONE && !college.includes(name));
    const set = async (names: readonly string[], shift: number) => {
      // Nothing is being voted on: a block that was voted for before the jump and is invalid after it ends the engine's work.
      await sleep(QUIET_MILLISECONDS);
      for (const name of names) setClock(network.homeOf(name), shift);
    };
    const phases: ClockPhase[] = [];
    const accept = async (what: string, starting = SteadyLoad.start(network, { inFlight: 8, by }), wait = 0) => {
      const from = clock();
      const load = await starting;
      await load.acceptMore(ACCEPTED_IN_PHASE, wait + PATIENCE_MILLISECONDS);
      await load.stop();
      phases.push({ what, milliseconds: clock() - from, blockTimeOffSeconds: await blockTimeOff(network) });
    };
    await set([ONE], HALF_AN_HOUR);
    await accept('one node half an hour ahead');
    await set([ONE], -HALF_AN_HOUR);
    await accept('one node half an hour behind');
    await requireStopped(network, by);
    await set([ONE], 0);
    await network.takeAway([ONE]);
    await network.bringBack([ONE]);
    await accept('one node right again, and restarted');
    await network.reach(ONE, await highestOf(network, by));
    await set(college, HALF_AN_HOUR);
    await accept('a college half an hour ahead');
    for (const { what, blockTimeOffSeconds: off } of phases) {
      requireShown(Math.abs(off) < TOLERATED_SECONDS, `With ${what}, block times are ${off} seconds off.`);
    }
    await set(college, -HALF_AN_HOUR);
    const waiting = SteadyLoad.start(network, { inFlight: 8, by });
    const haltedMilliseconds = await requireHalt(network);
    for (const name of college) setClock(network.homeOf(name), 0);
    await accept('a college right again', waiting);
    await set(network.names, AHEAD[scale]);
    await accept('all ahead');
    const ahead = phases.at(-1)?.blockTimeOffSeconds ?? 0;
    requireShown(ahead > TOLERATED_SECONDS, 'With all clocks ahead, block times did not follow: no clock was set.');
    await set(network.names, 0);
    await accept('all right again', undefined, AHEAD[scale]);
    const blocks = await requireGrowingTimes(network);
    const sentence =
      `Neither one node’s clock nor a college’s moved the time of a block. A node that was behind stopped, and came back ` +
      `with its clock right and a restart; with a college’s clocks behind the ledger halts until they are right; all clocks together moved it by ${ahead} s, and set right again they wait until the ` +
      `blocks are no more than a minute ahead of them (${phases.at(-1)?.milliseconds} ms). No block’s time went back.`;
    return { sentence, figures: { phases, haltedMilliseconds, blocks } };
  },
};

async function blockTimeOff(network: DrillNetwork): Promise<number> {
  const { time } = await network.node('service-providers-1').rpc.status();
  return Math.round(time.seconds - network.tools.clock() / 1000);
}

/** To its engine a block of the future was decided: it says so and works no more, with its process up. @throws `not_shown` */
async function requireStopped(network: DrillNetwork, others: readonly string[]): Promise<void> {
  const [own, theirs] = [await highestOf(network, [ONE]), await highestOf(network, others)];
  requireShown(own < theirs, `${ONE} goes on with a clock that is behind.`);
  const log = readFileSync(join(network.homeOf(ONE), 'cometbft.log'), 'utf8');
  requireShown(log.includes('too far in the future'), `${ONE} stopped, but not because of its clock.`);
}

/** To a validator whose clock is behind, every block is of the future: it votes for none. @throws `not_shown` */
async function requireHalt(network: DrillNetwork): Promise<number> {
  const { clock } = network.tools;
  const from = clock();
  await sleep(SETTLE_MILLISECONDS);
  const before = await highestOf(network, network.names);
  await sleep(HALT_MILLISECONDS);
  const after = await highestOf(network, network.names);
  requireShown(after === before, `With a college's clocks behind, blocks ${before + 1} to ${after} were made.`);
  return clock() - from;
}

/** @throws `not_shown` where a block is not after the one before */
async function requireGrowingTimes(network: DrillNetwork): Promise<number> {
  const { rpc } = network.node('service-providers-1');
  const { height } = await rpc.status();
  let last = 0n;
  for (let at = 1; at <= height; at++) {
    const { time } = (await rpc.block(at)).header;
    const nanoseconds = BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanos);
    requireShown(nanoseconds > last, `Block ${at} is not after block ${at - 1}.`);
    last = nanoseconds;
  }
  return height;
}
