import { endWithSupervisor } from './end-with-supervisor.js';
import { runAbciApplication } from './run-abci-application.js';

/**
 * The application as a program of its own: it ends when it is told to, and when whoever started it is gone.
 * @param args without the program's name
 * @param parts of a drill's application that differs from the ledger's own
 */
export async function runApplicationProgram(
  args: readonly string[],
  parts: Parameters<typeof runAbciApplication>[3] = {},
): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  endWithSupervisor(process.stdin, () => stop.abort());
  const print = (line: string) => process.stdout.write(`${line}\n`);
  process.exitCode = await runAbciApplication(args, print, stop.signal, parts);
}
