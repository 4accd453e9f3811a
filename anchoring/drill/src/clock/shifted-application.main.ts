import { dirname } from 'node:path';
import { systemClock } from '#primitives';
import { runApplicationProgram } from '#anchoring/consensus';
import { shiftedClock } from './shifted-clock.js';

// The ledger's own application, but for its clock, which is set in the node's home; there lies the socket too.
const args = process.argv.slice(2);
const home = dirname(args[args.indexOf('--socket') + 1] ?? '');
await runApplicationProgram(args, { clock: shiftedClock(home, systemClock) });
