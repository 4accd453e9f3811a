import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platformRandom, systemClock } from '#primitives';
import { readEngineEnvironment } from '#anchoring/consensus';
import { DRILL_CASES } from './drill-cases.js';
import { runLedgerDrill } from './run-ledger-drill.js';

// Whoever interrupts the drill ends its processes too: they end with this one (`endWithUs`).
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The command runs in the project's folder, where the Go module is; it is not copied to dist.
process.exitCode = await runLedgerDrill({
  args: process.argv.slice(2),
  cases: DRILL_CASES,
  environment: readEngineEnvironment(),
  moduleFolder: resolve('anchoring', 'consensus', 'engine'),
  cacheFolder: resolve('.cache'),
  projectFolder: resolve('.'),
  clockSource: resolve('anchoring', 'drill', 'engine-clock', 'shifted_time.go'),
  applicationModule: built('../../consensus/src/abci/abci-application.main.js'),
  hostileModule: built('./hostile/hostile-application.main.js'),
  shiftedModule: built('./clock/shifted-application.main.js'),
  holderModule: built('./namespaces/namespace-holder.main.js'),
  clock: systemClock,
  random: platformRandom,
  print: (line) => void process.stdout.write(`${line}\n`),
});
