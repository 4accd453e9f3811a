import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { freePorts } from '../environment/free-ports.mjs';

const PROGRAM = resolve('dist/apps/demonstration/src/main.js');
/** The last line that it prints, of which the test makes no other use. */
const READY = '"npm start -- --fresh" begins anew.';
const READY_MILLISECONDS = 150_000;
/** The demonstration takes five ports from its base on. */
const PORTS = 5;

/** `npm start` as a newcomer has it, from the built program on. */
export class RunningDemonstration {
  #printed = '';
  readonly #process: ChildProcess;

  private constructor(dataFolder: string, portBase: number, more: readonly string[]) {
    this.#process = spawn(process.execPath, startParameters(dataFolder, portBase, more), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** Resolves when it has printed what to try. */
  static async start(dataFolder: string, portBase: number, ...more: string[]): Promise<RunningDemonstration> {
    const demonstration = new RunningDemonstration(dataFolder, portBase, more);
    try {
      await demonstration.#whenReady();
      return demonstration;
    } catch (error) {
      await demonstration.stop();
      throw error;
    }
  }

  get printed(): string {
    return this.#printed;
  }

  /** The indented lines that a newcomer copies; what begins with `#` is a comment of the shell's. */
  get commands(): string[] {
    return this.#printed
      .split('\n')
      .map((line) => /^ {2}((?:curl |node |[A-Z_]+=).*)$/.exec(line)?.[1])
      .filter((line) => line !== undefined);
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await ended;
    }
    return this.#process.exitCode;
  }

  async #whenReady(): Promise<void> {
    const ready = new Promise<void>((settle, fail) => {
      this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => {
        this.#printed += text;
        if (this.#printed.includes(READY)) settle();
      });
      this.#process.once('exit', (code) => fail(new Error(`it ended with ${code}:\n${this.#printed}`)));
    });
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_settle, fail) => {
      patience = setTimeout(() => fail(new Error(`it is not ready:\n${this.#printed}`)), READY_MILLISECONDS);
    });
    await Promise.race([ready, late]).finally(() => clearTimeout(patience));
  }
}

/** The command line of `npm start`, as bootstrap.mjs hands it over. */
export function startParameters(dataFolder: string, portBase: number, more: readonly string[] = []): string[] {
  return [PROGRAM, 'start', '--data', dataFolder, '--port-base', String(portBase), ...more];
}

/** A base from which on the demonstration's ports are free. */
export async function findPortBase(): Promise<number> {
  const [base = 0] = await freePorts(PORTS);
  return base;
}
