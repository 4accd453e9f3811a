import { platformWatchParts } from './platform-watch-parts.js';
import { runLedgerWatch } from './run-ledger-watch.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
process.exitCode = await runLedgerWatch(process.argv.slice(2), {
  ...platformWatchParts,
  print: (line) => process.stdout.write(`${line}\n`),
  stop: stop.signal,
});
