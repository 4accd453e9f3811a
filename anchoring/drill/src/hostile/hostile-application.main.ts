import { runAbciApplication } from '#anchoring/consensus';
import { openHostileApplication, readHostility } from './open-hostile-application.js';

const [how = '', ...args] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const print = (line: string) => process.stdout.write(`${line}\n`);
const open = openHostileApplication(readHostility(how));
process.exitCode = await runAbciApplication(args, print, stop.signal, { open });
