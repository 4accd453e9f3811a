import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platformRandom, systemClock } from '#primitives';
import { readEngineEnvironment } from '../network/engine-environment.config.js';
import { runLedgerNode } from './run-ledger-node.js';

// Ctrl-C comes twice, from the terminal and from the command's door: the second must not end us in the midst of it.
const whenAsked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
// Until the node runs, there is nothing to read again.
process.on('SIGHUP', () => undefined);

// The command runs in the project's folder, where the Go module is; it is not copied to dist.
process.exitCode = await runLedgerNode({
  args: process.argv.slice(2),
  environment: readEngineEnvironment(),
  moduleFolder: resolve('anchoring', 'consensus', 'engine'),
  cacheFolder: resolve('.cache'),
  applicationModule: fileURLToPath(new URL('../abci/abci-application.main.js', import.meta.url)),
  clock: systemClock,
  random: platformRandom,
  print: (line) => void process.stdout.write(`${line}\n`),
  whenAsked,
  onReload: (reload) => void process.on('SIGHUP', reload),
});
