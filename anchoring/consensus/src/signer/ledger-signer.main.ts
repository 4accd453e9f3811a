import { platformRandom, systemClock } from '#primitives';
import { runLedgerSigner } from './run-ledger-signer.js';

const stop = new AbortController();
// Ctrl-C comes twice, from the terminal and from the command's door.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

process.exitCode = await runLedgerSigner({
  args: process.argv.slice(2),
  clock: systemClock,
  random: platformRandom,
  print: (line) => void process.stdout.write(`${line}\n`),
  stop: stop.signal,
});
