// The door of every command: checks Node.js, installs when the lock file changed, builds when sources are newer, hands over.
// Plain JavaScript without a dependency, so that it runs in a fresh clone before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const installStamp = join(root, 'node_modules', '.incola-lock-digest');
const buildStamp = join(root, 'dist', '.incola-built');
const require20 = '20.19.0, 22.12.0 or 24';

/** Commands by name: the module that runs it, and whether it runs built code. */
const COMMANDS = {
  start: { module: 'dist/apps/demonstration/src/main.js', arguments: ['start'], builds: true },
  demo: { module: 'dist/apps/demonstration/src/main.js', arguments: ['demo'], builds: true },
  doctor: { module: 'dist/apps/demonstration/src/main.js', arguments: ['doctor'], builds: true },
  config: { module: 'dist/apps/demonstration/src/main.js', arguments: ['config'], builds: true },
  'ledger:verify': { module: 'dist/anchoring/log/src/ledger-verify.main.js', arguments: [], builds: true },
  'evidence:verify': { module: 'dist/libs/evidence/src/server/evidence-verify.main.js', arguments: [], builds: true },
  test: { module: 'test/run-suites.mjs', arguments: [], builds: true },
  check: { module: 'test/run-suites.mjs', arguments: ['--check'], builds: false },
  'test:guards': { module: 'test/guards/run-guards.mjs', arguments: [], builds: false },
  'fuzz:api': { module: 'test/openapi/fuzz-api.mjs', arguments: [], builds: false },
  openapi: { module: 'test/openapi/write-documents.mjs', arguments: [], builds: true },
  screens: { module: 'test/pages/make-screens.mjs', arguments: [], builds: true },
  fuzz: { module: 'test/fuzz/run-fuzz.mjs', arguments: [], builds: false },
  simulate: { module: 'test/simulation/run-simulation.mjs', arguments: [], builds: false },
  'ledger:fsck': { module: 'dist/anchoring/log/src/ledger-fsck.main.js', arguments: [], builds: true },
  'ledger:watch': { module: 'dist/anchoring/watch/src/ledger-watch.main.js', arguments: [], builds: true },
  'ledger:network': {
    module: 'dist/anchoring/consensus/src/network/ledger-network.main.js',
    arguments: [],
    builds: true,
  },
  'ledger:backup': { module: 'dist/anchoring/consensus/src/backup/ledger-backup.main.js', arguments: [], builds: true },
  'ledger:ceremony': {
    module: 'dist/anchoring/consensus/src/ceremony/ledger-ceremony.main.js',
    arguments: [],
    builds: true,
  },
  'ledger:signer': { module: 'dist/anchoring/consensus/src/signer/ledger-signer.main.js', arguments: [], builds: true },
  'ledger:drill': { module: 'dist/anchoring/drill/src/ledger-drill.main.js', arguments: [], builds: true },
  'ledger:node': { module: 'dist/anchoring/consensus/src/node/ledger-node.main.js', arguments: [], builds: true },
  bench: { module: 'test/bench/run-bench.mjs', arguments: [], builds: true },
};

function main() {
  const [name = '', ...rest] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) fail(`There is no command "${name}".`, `Use one of: ${Object.keys(COMMANDS).join(', ')}.`);
  checkNode();
  install();
  if (command.builds) build();
  handOver(process.execPath, [join(root, command.module), ...command.arguments, ...rest]);
}

/** Runs the command to its end. It hears the signals that we hear, so that what it started does not outlive us. */
function handOver(program, parameters) {
  const env = { ...process.env, SCARF_ANALYTICS: 'false' };
  const run = spawn(program, parameters, { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
  run.on('error', (error) => fail(`The command could not be started: ${error.message}.`, 'See the reason above.'));
  run.on('exit', (status) => process.exit(status ?? 1));
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!fits) fail(`Node.js ${process.versions.node} is too old.`, `Install Node.js ${require20} or later.`);
}

function install() {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === digest) return;
  say('Installing packages (about a minute and a half the first time) …');
  step(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm ci failed.',
    'Check the network and the disk, then run the command again.',
  );
  writeFileSync(installStamp, digest);
}

function build() {
  if (existsSync(buildStamp) && statSync(buildStamp).mtimeMs > newestSource()) return;
  say('Building …');
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  step(process.execPath, [compiler, '-p', 'tsconfig.build.json'], 'The build failed.', 'Mend the errors above.');
  const browser = join(root, 'libs', 'look', 'build', 'build-browser.mjs');
  step(process.execPath, [browser], 'The pages could not be built.', 'Mend the errors above.');
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, new Date().toISOString());
}

function newestSource() {
  let newest = statSync(join(root, 'tsconfig.build.json')).mtimeMs;
  const folders = ['apps', 'libs', 'anchoring'].map((name) => join(root, name));
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
  return newest;
}

function step(program, parameters, problem, remedy) {
  const run = spawnSync(program, parameters, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.error) fail(`${problem} ${run.error.message}`, remedy);
  if (run.status !== 0) fail(problem, remedy);
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function fail(reason, remedy) {
  say(`${reason}\n${remedy}`);
  process.exit(1);
}

main();
