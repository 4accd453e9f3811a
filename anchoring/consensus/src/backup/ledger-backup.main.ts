import { platformRandom, systemClock } from '#primitives';
import { runLedgerBackup } from './run-ledger-backup.js';

process.exitCode = await runLedgerBackup({
  args: process.argv.slice(2),
  clock: systemClock,
  random: platformRandom,
  print: (line) => void process.stdout.write(`${line}\n`),
});
