import { isCodedError } from '#primitives';
import type { Foundation } from './foundation.js';
import { calmDown } from './calm-down.js';
import { createInvariants, type Invariant } from './invariants/index.js';
import { planFaults } from './plan-faults.js';
import { drawStep, STEPS, type StepName } from './steps/index.js';
import { World } from './world.js';

const LEAST_STEPS = 5;
const MOST_STEPS = 11;
/** How likely somebody starts a service again that died. */
const RESTART_CHANCE = 0.75;
/** How likely it dies again while it starts. */
const SECOND_CRASH_CHANCE = 0.15;
const MOST_STARTING_CHANGES = 3;

export interface EpisodeResult {
  seed: number;
  steps: number;
  faults: Record<string, number>;
  /** Of the trace: the same for the same seed and code. */
  digest: string;
  events: readonly string[];
  /** In sentences; empty where everything held. */
  breaches: string[];
}

export interface EpisodeOptions {
  /** New ones; all of them where nothing is said. */
  invariants?: Invariant[];
  /** What happens, instead of what the seed draws, and without faults. */
  script?: readonly StepName[];
  /** Breaks the world before its first step, to see whether somebody notices. */
  spoil?: (world: World) => void;
}

/** Runs one seed to its end, or to its first breach. */
export async function runEpisode(
  foundation: Foundation,
  seed: number,
  options: EpisodeOptions = {},
): Promise<EpisodeResult> {
  const world = await World.open(foundation, seed);
  const { trace } = world;
  let breaches: string[] = [];
  try {
    options.spoil?.(world);
    breaches = await live(world, options.invariants ?? createInvariants(), options.script);
  } catch (error) {
    breaches = [
      `the simulation itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ];
  } finally {
    const { steps } = world;
    const result = { steps, faults: Object.fromEntries(trace.faults), digest: trace.digest, events: trace.events };
    await world.close();
    // eslint-disable-next-line no-unsafe-finally -- the world is closed whatever happened, and what happened is the result
    return { seed, ...result, breaches };
  }
}

async function live(
  world: World,
  invariants: readonly Invariant[],
  script: readonly StepName[] | undefined,
): Promise<string[]> {
  const { random, trace } = world;
  for (const invariant of invariants) invariant.watch?.(world);
  const length = script?.length ?? random.between(LEAST_STEPS, MOST_STEPS);
  for (let step = 0; step < length; step += 1) {
    const name = script?.[step] ?? drawStep(world);
    const takeBack = script === undefined ? planFaults(world, STEPS[name].near) : () => undefined;
    await takeStep(world, name);
    takeBack();
    const breaches = invariants.flatMap((invariant) => namedBreaches(invariant, invariant.afterStep?.(world) ?? []));
    if (breaches.length > 0) return breaches;
    await helpUp(world);
  }
  trace.note('--- calm');
  await calmDown(world);
  for (const invariant of invariants) {
    const found = [...(invariant.afterStep?.(world) ?? []), ...((await invariant.atRest?.(world)) ?? [])];
    const breaches = namedBreaches(invariant, found);
    if (breaches.length > 0) return breaches;
  }
  return [];
}

async function takeStep(world: World, name: StepName): Promise<void> {
  const { trace } = world;
  world.steps += 1;
  world.stepBeganAt = world.time.now();
  trace.note(`${name} …`);
  try {
    trace.note(`${name}: ${await STEPS[name].step(world)}`);
  } catch (error) {
    trace.note(`${name}: ${codeOf(error)}`);
  }
  await world.settle();
  await world.advance(world.random.between(10, 1_200));
}

/** What a fault may cause is told by its code; what is none of that is a bug of ours or of the simulation. */
function codeOf(error: unknown): string {
  if (isCodedError(error) && error.fault !== 'bug') return error.code;
  const message = error instanceof Error ? error.message : String(error);
  if (EXPECTED.has(message)) return message;
  throw error;
}

const EXPECTED = new Set(['no answer came', 'connection refused', 'connection reset', 'the wallet is gone']);

/** Whoever died is buried at once, and mostly started again at once. */
async function helpUp(world: World): Promise<void> {
  if (world.everyService.every(({ isUp }) => isUp) && !world.citizens.some(({ sealed }) => sealed.isDead)) return;
  for (const service of world.everyService) {
    if (!service.isUp) await service.bury();
    if (!service.isRunning && world.random.chance(RESTART_CHANCE)) {
      const statement = world.random.between(1, MOST_STARTING_CHANGES);
      const crash = world.random.chance(SECOND_CRASH_CHANCE)
        ? { side: 'before a change' as const, statement }
        : undefined;
      world.trace.note(`${service.name} starts again${(await service.start(crash)) ? '' : ' and dies over it'}`);
    }
  }
  for (const { name, sealed } of world.citizens) {
    if (!sealed.isDead) continue;
    world.trace.note(`${name} is opened again`);
    await sealed.unlock();
  }
  await world.settle();
}

function namedBreaches({ name }: Invariant, found: readonly string[]): string[] {
  return found.map((breach) => `${name}: ${breach}`);
}
