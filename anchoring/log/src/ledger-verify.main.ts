import { runLedgerVerify } from './run-ledger-verify.js';

process.exitCode = await runLedgerVerify(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
