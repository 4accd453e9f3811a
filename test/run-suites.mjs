// Runs the suites one after the other and closes with one line over all of them. `--check` runs the quick ones on SQLite;
// `--only NAME[,NAME]` some by name; `--scale full` those that claim and kill as often as they can be asked to.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotRun } from './environment/find-or-install.mjs';
import { findSchemathesis } from './environment/schemathesis.mjs';
import { startPostgresql } from './environment/postgresql.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'incola-suites-'));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const mayNotRun = JSON.parse(readFileSync(join(root, 'test', 'may-not-run.json'), 'utf8'));

const SUITES = [
  {
    name: 'types',
    quick: true,
    run: () =>
      program(
        ...['tsconfig.json', 'tsconfig.portable.json', 'tsconfig.browser.json'].map((file) => [bin('tsc'), '-p', file]),
      ),
  },
  {
    name: 'lint',
    quick: true,
    run: () =>
      program(
        [bin('eslint'), '--cache', '--cache-location', '.cache/eslint', '--max-warnings', '0', '.'],
        [bin('prettier'), '--check', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn', '.'],
      ),
  },
  {
    name: 'architecture',
    quick: true,
    run: () => program([bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'anchoring', 'test']),
  },
  {
    name: 'unit',
    quick: true,
    run: () => jest('libs/', 'anchoring/', 'apps/', 'test/environment/', 'test/openapi/current'),
  },
  { name: 'guards', run: () => program([process.execPath, 'test/guards/run-guards.mjs']) },
  { name: 'flows', run: () => jest('test/flows/') },
  { name: 'fuzz', run: () => jest('test/fuzz/') },
  { name: 'refusals', run: () => jest('test/refusals/') },
  { name: 'openapi', needs: ['schemathesis', findSchemathesis], run: () => jest('test/openapi/') },
  { name: 'faults', run: () => jest('test/faults/') },
  {
    name: 'simulation',
    run: () => both(jest('test/simulation/'), program([process.execPath, 'test/simulation/run-simulation.mjs'])),
  },
  { name: 'privacy', run: () => jest('test/privacy/') },
  { name: 'browser', run: () => jest('test/browser/') },
  { name: 'pages', run: () => jest('test/pages/') },
  { name: 'interoperability', run: () => jest('test/interoperability/') },
  { name: 'conformance', run: () => jest('test/conformance/') },
  { name: 'documents', run: () => jest('test/documents/') },
  {
    name: 'demo',
    run: () => {
      const demo = [process.execPath, 'dist/apps/demonstration/src/main.js', 'demo'];
      return program(demo, [...demo, '--scenario', 'governance']);
    },
  },
];

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
    for (const suite of chosen) {
      if (suite.needs && !(await environment(...suite.needs))) continue;
      results.push(timed(suite));
      if (postgresql && results.at(-1).failed > 0) printEnd(postgresql.logFile);
    }
  } finally {
    await postgresql?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
  close(results);
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

function timed(suite) {
  console.log(`\n== ${suite.name}`);
  const startedAt = performance.now();
  const counts = suite.run();
  return { name: suite.name, ...counts, seconds: (performance.now() - startedAt) / 1000 };
}

/** What the server said last, beside serialization failures, which are repeated and belong to its work. */
function printEnd(logFile) {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  const told = lines.filter((line) => / (?:FATAL|PANIC|LOG|WARNING): /.test(line)).slice(-10);
  console.log(`\nPostgreSQL said last:\n${told.join('\n')}`);
}

/** Runs each command line; each is one test. */
function program(...commandLines) {
  const statuses = commandLines.map(
    ([file, ...parameters]) => spawnSync(file, parameters, { cwd: root, stdio: 'inherit' }).status,
  );
  return {
    passed: statuses.filter((status) => status === 0).length,
    failed: statuses.filter((status) => status !== 0).length,
  };
}

function both(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/** Runs the Jest tests below these folders and counts them; a run that counts none has failed. */
function jest(...folders) {
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
  const run = spawnSync(process.execPath, [...options, ...parameters], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: failed === 0 && (run.status !== 0 || numPassedTests === 0) ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function close(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}`,
    );
  }
  const total = (field) => results.reduce((sum, result) => sum + result[field], 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  if (total('failed') > 0) process.exitCode = 1;
}

await main();
