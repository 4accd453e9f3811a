import { endWithSupervisor } from './end-with-supervisor.js';
import { runAbciApplication } from './run-abci-application.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
endWithSupervisor(process.stdin, () => stop.abort());
const print = (line: string) => process.stdout.write(`${line}\n`);
process.exitCode = await runAbciApplication(process.argv.slice(2), print, stop.signal);
