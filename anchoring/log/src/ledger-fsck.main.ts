import { runLedgerFsck } from './fsck/run-ledger-fsck.js';

process.exitCode = await runLedgerFsck(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
