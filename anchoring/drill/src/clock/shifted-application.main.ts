import { dirname } from 'node:path';
import { systemClock } from '#primitives';
import { runAbciApplication } from '#anchoring/consensus';
import { shiftedClock } from './shifted-clock.js';

// The ledger's own application, but for its clock, which is set in the node's home; there lies the socket too.
const args = process.argv.slice(2);
const home = dirname(args[args.indexOf('--socket') + 1] ?? '');
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const print = (line: string) => process.stdout.write(`${line}\n`);
process.exitCode = await runAbciApplication(args, print, stop.signal, { clock: shiftedClock(home, systemClock) });
