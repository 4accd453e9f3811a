// `npm run simulate -- --seeds 1000 --from 1`, or `-- --seed 17` for one with its trace: worlds of actors and faults in virtual
// time, each of which follows from its seed (docs/decisions/simulation-from-seeds.md).
import { execFileSync } from 'node:child_process';
import { forkSimulation } from './fork-simulation.mjs';

const DEFAULT_SEEDS = 1000;
const DEFAULT_PROCESSES = 2;
const PROGRESS_SECONDS = 10;
const EVENTS_SHOWN = 60;

const options = readOptions(process.argv.slice(2));
const startedAt = performance.now();
const total = { seeds: 0, steps: 0, faults: {} };
const failures = [];
const digests = new Map();
let nextSeed = options.from;
let toldAt = 0;

await Promise.all(Array.from({ length: Math.min(options.processes, options.seeds) }, runProcess));
for (const failure of failures) reportFailure(failure);
const isComplete = total.seeds === options.seeds * options.times;
const ok = failures.length === 0 && isComplete;
const seconds = Math.round(elapsed() * 10) / 10;
console.log(
  JSON.stringify({
    ok,
    ...total,
    ...(failures.length > 0 ? { failed: failures.map(({ seed }) => seed) } : {}),
    seconds,
  }),
);
process.exitCode = ok ? 0 : 1;

/** Gives one process seed after seed until none is left or something failed. */
function runProcess() {
  return new Promise((ended) => {
    const child = forkSimulation();
    let running;
    let repeat = 0;
    const next = () => {
      if (running !== undefined && repeat < options.times) repeat += 1;
      else {
        running = failures.length === 0 && nextSeed < options.from + options.seeds ? nextSeed++ : undefined;
        repeat = 1;
      }
      child.send({ seed: running });
    };
    child.on('message', (message) => {
      if (message.ready !== true) take(message);
      next();
    });
    child.on('exit', (status) => {
      if (status !== 0) failures.push({ seed: running, breaches: [`the process ended with ${status}`], events: [] });
      ended();
    });
  });
}

function take({ seed, steps, faults, digest, events, breaches }) {
  total.seeds += 1;
  total.steps += steps;
  for (const [kind, count] of Object.entries(faults)) total.faults[kind] = (total.faults[kind] ?? 0) + count;
  if (breaches.length > 0) failures.push({ seed, breaches, events });
  const before = digests.get(seed);
  digests.set(seed, { digest, events });
  if (before !== undefined && before.digest !== digest)
    failures.push({ seed, breaches: [difference(before.events, events)], events });
  if (options.seeds === 1 && (before === undefined || breaches.length > 0)) {
    for (const event of events) console.log(event);
    console.log(`trace ${digest}`);
  }
  tellProgress();
}

function tellProgress() {
  if (elapsed() - toldAt < PROGRESS_SECONDS) return;
  toldAt = elapsed();
  console.log(
    `${total.seeds} of ${options.seeds * options.times} seeds, ${total.steps} steps, ${Math.round(toldAt)} s`,
  );
}

function difference(before, after) {
  const place = before.findIndex((event, index) => event !== after[index]);
  return `the same seed went otherwise at event ${place}:\n  ${before[place]}\n  ${after[place]}`;
}

function reportFailure({ seed, breaches, events }) {
  console.log(`\nseed ${seed} at ${commit()}: ${breaches.join('\n  ')}\n`);
  for (const event of events.slice(-EVENTS_SHOWN)) console.log(`  ${event}`);
  console.log(`\nreplay: git checkout ${commit()} && npm run simulate -- --seed ${seed}`);
}

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'an unknown commit';
  }
}

function elapsed() {
  return (performance.now() - startedAt) / 1000;
}

function readOptions(given) {
  const read = { seeds: DEFAULT_SEEDS, from: 1, processes: DEFAULT_PROCESSES, times: 1 };
  for (let place = 0; place < given.length; place += 2) {
    const [name, value] = [given[place], Number(given[place + 1])];
    if (!Number.isSafeInteger(value) || value < 1) fail(`${name} wants a whole number from 1 on.`);
    if (name === '--seed') Object.assign(read, { seeds: 1, from: value });
    else if (['--seeds', '--from', '--processes', '--times'].includes(name)) read[name.slice(2)] = value;
    else fail(`There is no option ${name}; there are --seeds, --from, --seed, --times and --processes.`);
  }
  return read;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
