import { runEvidenceVerify } from './run-evidence-verify.js';

process.exitCode = await runEvidenceVerify(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
