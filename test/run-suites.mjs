// Runs the suites one after the other and closes with one line over all of them. `--check` runs the quick ones on SQLite;
// `--only NAME[,NAME]` some by name; suites that follow each other in one `round` are of one process each, and run side by side; `--scale full` those that claim and kill as often as they can be asked to.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotRun } from './environment/find-or-install.mjs';
import { findCometbft, findShiftedCometbft } from './environment/cometbft.mjs';
import { findSchemathesis } from './environment/schemathesis.mjs';
import { openRunFolder } from './environment/open-run-folder.mjs';
import { startPostgresql } from './environment/postgresql.mjs';
import { countTests, reportSuites } from './environment/suite-report.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { folder: scratch, keep: keepScratch } = openRunFolder();
const bin = (name) => join(root, 'node_modules', '.bin', name);
const mayNotRun = JSON.parse(readFileSync(join(root, 'test', 'may-not-run.json'), 'utf8'));

const SUITES = [
  {
    name: 'types',
    quick: true,
    round: 'sources',
    run: (tell) =>
      program(
        tell,
        ...['tsconfig.json', 'tsconfig.portable.json', 'tsconfig.browser.json'].map((file) => [bin('tsc'), '-p', file]),
      ),
  },
  {
    name: 'lint',
    quick: true,
    round: 'sources',
    run: (tell) =>
      program(
        tell,
        [bin('eslint'), '--cache', '--cache-location', '.cache/eslint', '--max-warnings', '0', '.'],
        [bin('prettier'), '--check', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn', '.'],
      ),
  },
  {
    name: 'architecture',
    quick: true,
    round: 'sources',
    run: (tell) =>
      program(tell, [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'anchoring', 'test']),
  },
  {
    name: 'unit',
    quick: true,
    run: (tell) => jest(tell, 'libs/', 'anchoring/', 'apps/', 'test/environment/', 'test/openapi/current'),
  },
  { name: 'guards', run: (tell) => program(tell, [process.execPath, 'test/guards/run-guards.mjs']) },
  { name: 'flows', run: (tell) => jest(tell, 'test/flows/') },
  { name: 'fuzz', run: (tell) => jest(tell, 'test/fuzz/') },
  { name: 'refusals', run: (tell) => jest(tell, 'test/refusals/') },
  { name: 'openapi', needs: ['schemathesis', findSchemathesis], run: (tell) => jest(tell, 'test/openapi/') },
  { name: 'faults', run: (tell) => jest(tell, 'test/faults/') },
  {
    name: 'simulation',
    run: (tell) =>
      both(
        () => jest(tell, 'test/simulation/'),
        () => program(tell, [process.execPath, 'test/simulation/run-simulation.mjs']),
      ),
  },
  { name: 'consensus', needs: ['CometBFT', findCometbft], run: (tell) => jest(tell, 'test/consensus/') },
  {
    name: 'drill',
    needs: ['CometBFT', findCometbft],
    run: (tell) => {
      const drill = [process.execPath, 'dist/anchoring/drill/src/ledger-drill.main.js'];
      // Where the machine allows network namespaces, proxies are otherwise not tried on a real network.
      return program(tell, drill, [...drill, '--only', 'partition', '--links', 'proxies']);
    },
  },
  {
    // The same flows on real networks, on SQLite. A block has the validators' own time: they have a clock that tests set.
    name: 'flows-cometbft',
    needs: ['CometBFT', findShiftedCometbft],
    run: (tell) =>
      withEnvironment({ INCOLA_TEST_LEDGER: 'cometbft', INCOLA_TEST_POSTGRES_URL: undefined }, () =>
        jest(tell, 'test/flows/'),
      ),
  },
  {
    name: 'demo-cometbft',
    needs: ['CometBFT', findCometbft],
    run: (tell) =>
      program(tell, [process.execPath, 'dist/apps/demonstration/src/main.js', 'demo', '--ledger', 'cometbft']),
  },
  { name: 'privacy', run: (tell) => jest(tell, 'test/privacy/') },
  { name: 'browser', run: (tell) => jest(tell, 'test/browser/') },
  { name: 'pages', run: (tell) => jest(tell, 'test/pages/') },
  { name: 'interoperability', run: (tell) => jest(tell, 'test/interoperability/') },
  { name: 'conformance', run: (tell) => jest(tell, 'test/conformance/') },
  { name: 'documents', round: 'walks', run: (tell) => jest(tell, 'test/documents/') },
  {
    name: 'demo',
    round: 'walks',
    run: (tell) => {
      const demo = [process.execPath, 'dist/apps/demonstration/src/main.js', 'demo'];
      return program(tell, demo, [...demo, '--scenario', 'governance']);
    },
  },
];

/** Programs that run now, each with a process group of its own: what it started ends with it, a test's worker too. */
const running = new Set();
let endedBy;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // In good order, so that nothing is left of the run; who asks again has it at once.
  process.on(signal, () => {
    for (const { pid } of running) signalGroup(pid, endedBy === undefined ? signal : 'SIGKILL');
    endedBy ??= signal;
  });
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It ended at this moment.
    if (error.code !== 'ESRCH') throw error;
  }
}

async function main() {
  const quickOnly = process.argv.includes('--check');
  const only = namesAfter('--only');
  if (namesAfter('--scale')?.[0] === 'full') process.env.INCOLA_TEST_SCALE = 'full';
  const chosen = SUITES.filter((suite) => (only ? only.includes(suite.name) : !quickOnly || suite.quick));
  if (chosen.length === 0) throw new Error(`no such suite; there are ${SUITES.map(({ name }) => name).join(', ')}`);
  const postgresql = quickOnly ? undefined : await environment('PostgreSQL', startPostgresql);
  if (postgresql) process.env.INCOLA_TEST_POSTGRES_URL = postgresql.url;
  const results = [];
  try {
    for (const round of roundsOf(chosen)) {
      if (endedBy !== undefined) break;
      const able = [];
      for (const suite of round) if (!suite.needs || (await environment(...suite.needs))) able.push(suite);
      results.push(...(await Promise.all(able.map((suite) => timed(suite, able.length > 1)))));
      const hasFailed = endedBy === undefined && results.slice(-able.length).some(({ failed }) => failed > 0);
      if (postgresql && hasFailed) printEnd(postgresql.logFile);
    }
  } finally {
    await postgresql?.stop();
  }
  if (endedBy === undefined) return close(results);
  console.log(`Ended by ${endedBy}.`);
  process.exitCode = 1;
}

/** Suites as they run: those of one round side by side, every other by itself, since it uses all cores already. */
function roundsOf(suites) {
  const rounds = [];
  for (const suite of suites) {
    const last = rounds.at(-1);
    if (suite.round !== undefined && last?.[0].round === suite.round) last.push(suite);
    else rounds.push([suite]);
  }
  return rounds;
}

function namesAfter(option) {
  const place = process.argv.indexOf(option);
  return place < 0 ? undefined : (process.argv[place + 1] ?? '').split(',');
}

/** Starts a real thing that tests need; one that cannot be had fails the run unless test/may-not-run.json gives a reason. */
async function environment(name, start) {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    console.log(error.message);
    if (!(name in mayNotRun)) process.exitCode = 1;
    return undefined;
  }
}

/** Runs a suite; one that runs beside others tells what it has to say when it is done. */
async function timed(suite, isBeside) {
  const said = [];
  const tell = isBeside ? (chunk) => said.push(chunk) : undefined;
  if (!isBeside) console.log(`\n== ${suite.name}`);
  const startedAt = performance.now();
  const counts = await suite.run(tell);
  if (isBeside) process.stdout.write(`\n== ${suite.name}\n${Buffer.concat(said)}`);
  return { name: suite.name, ...counts, seconds: (performance.now() - startedAt) / 1000 };
}

/** What the server said last, beside serialization failures, which are repeated and belong to its work. */
function printEnd(logFile) {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  const told = lines.filter((line) => / (?:FATAL|PANIC|LOG|WARNING): /.test(line)).slice(-10);
  console.log(`\nPostgreSQL said last:\n${told.join('\n')}`);
}

/** Runs each command line, one after the other; each is one test. */
async function program(tell, ...commandLines) {
  const counts = { passed: 0, failed: 0 };
  for (const commandLine of commandLines) {
    if (endedBy !== undefined) break;
    const status = await start(commandLine, tell === undefined ? 'inherit' : 'pipe', tell);
    counts[status === 0 ? 'passed' : 'failed']++;
  }
  return counts;
}

/** @returns the exit code; `null` where a signal ended it */
async function start([file, ...parameters], output, tell) {
  const child = spawn(file, parameters, {
    cwd: root,
    detached: true,
    stdio: ['ignore', output, tell === undefined ? 'inherit' : 'pipe'],
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => tell?.(chunk));
  const [status] = await once(child, 'close');
  running.delete(child);
  return status;
}

/** Runs a suite that has no other beside it in another environment. */
async function withEnvironment(changes, run) {
  const before = Object.fromEntries(Object.keys(changes).map((name) => [name, process.env[name]]));
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(changes);
  try {
    return await run();
  } finally {
    set(before);
  }
}

async function both(one, other) {
  const [first, second] = [await one(), await other()];
  const skipped = (first.skipped ?? 0) + (second.skipped ?? 0);
  return { passed: first.passed + second.passed, failed: first.failed + second.failed, skipped };
}

/** Runs the Jest tests below these folders and counts them. */
async function jest(tell, ...folders) {
  const report = join(scratch, `${folders[0].replaceAll('/', '-')}.json`);
  const parameters = [
    bin('jest'),
    '--json',
    `--outputFile=${report}`,
    '--maxWorkers=2',
    '--silent=passed-only',
    ...folders,
  ];
  const options = ['--experimental-vm-modules', '--no-warnings'];
  const status = await start([process.execPath, ...options, ...parameters], 'ignore', tell);
  try {
    return countTests(JSON.parse(readFileSync(report, 'utf8')), status);
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function close(results) {
  console.log('');
  if (results.some(({ failed }) => failed > 0)) {
    process.exitCode = 1;
    // A demonstration that failed says that its logs are kept.
    keepScratch();
    console.log(`What the run left in the temporary folder is kept in ${scratch}.\n`);
  }
  for (const line of reportSuites(results)) console.log(line);
}

await main();
