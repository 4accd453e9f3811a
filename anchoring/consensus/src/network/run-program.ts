import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Lines of a program's output that are kept to say why it failed. */
const KEPT_LINES = 40;
const MAX_LINE = 2000;

export interface ProgramRun {
  program: string;
  parameters: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is killed. */
  timeoutMilliseconds: number;
  /** Hears each line as it comes. */
  hear?: (line: string) => void;
}

/** How a program ended: its exit code, or `null` where it was killed or never started. */
export interface ProgramEnd {
  exitCode: number | null;
  /** The first lines of standard output. */
  output: string[];
  /** The last lines of standard error. */
  complaints: string[];
}

/** Runs a program to its end without a shell; a program that can't be started is an end too. */
export function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const output: string[] = [];
  const complaints: string[] = [];
  return new Promise<ProgramEnd>((resolve, reject) => {
    const child = spawn(run.program, run.parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: run.environment,
      timeout: run.timeoutMilliseconds,
      killSignal: 'SIGKILL',
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output, complaints }));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (output.length < KEPT_LINES) output.push(line.slice(0, MAX_LINE));
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      complaints.push(line.slice(0, MAX_LINE));
      if (complaints.length > KEPT_LINES) complaints.shift();
      run.hear?.(line);
    });
    // Some reasons for not starting are thrown at once (a file of no format), others come as events (no permission).
  }).catch((error: unknown) => {
    complaints.push(error instanceof Error ? error.message : 'unknown');
    return { exitCode: null, output, complaints };
  });
}
