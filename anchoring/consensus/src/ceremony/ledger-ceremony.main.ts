import { platformRandom, systemClock } from '#primitives';
import { runLedgerCeremony } from './run-ledger-ceremony.js';

process.exitCode = await runLedgerCeremony({
  args: process.argv.slice(2),
  clock: systemClock,
  random: platformRandom,
  print: (line) => void process.stdout.write(`${line}\n`),
});
