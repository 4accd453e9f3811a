import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#primitives';
import { capLog } from './cap-log.js';
import { endWithUs } from './end-with-us.js';

export interface ProcessToSupervise {
  name: string;
  program: string;
  parameters: readonly string[];
  /** Standard output and standard error are appended here. */
  logFile: string;
  /** What is longer is moved aside; 16 MiB where nothing is said. */
  maxLogBytes?: number;
  /** Keeps the process's other files small: called every five seconds while it runs, and when it has ended. */
  tidy?: () => void;
  /** What must be so before each start; given up when the signal says so. */
  beforeStart: (signal: AbortSignal) => Promise<void>;
  /** Told each time that it ended without having been asked to. */
  report: (sentence: string) => void;
  /** What a person is told, once, where the exit code says that another start would end in the same way; it then stays down. */
  giveUp?: (exitCode: number) => string | undefined;
  /** Before it is started again for the first time, where that may be at once: nothing that it waits for may be ending just then. */
  firstPauseMilliseconds?: number;
  clock: Clock;
}

const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 5000;
/** A process that ran for so long is not in a circle of failing starts. */
const STEADY_MILLISECONDS = 10_000;
const STOP_MILLISECONDS = 15_000;
const LAST_WORDS_BYTES = 2000;
const MAX_LOG_BYTES = 16 * 1024 * 1024;
const TIDY_MILLISECONDS = 5000;

/**
 * A process that is started again whenever it ends, CometBFT with 0 too, which it says when its application dies; but not
 * where only a person can help (`giveUp`). It inherits no environment, since CometBFT would let `CMTHOME` and `CMT_…` override its configuration.
 */
export class SupervisedProcess {
  readonly #options: ProcessToSupervise;
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #running: Promise<void> | undefined;
  #starts = 0;

  constructor(options: ProcessToSupervise) {
    this.#options = options;
  }

  /** Of the running process; changes with each start. */
  get processId(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it was started. */
  get starts(): number {
    return this.#starts;
  }

  start(): void {
    this.#running ??= this.#superviseUntilStopped();
  }

  /** Ends it at once, as a power cut would; it is started again. Resolves when it has ended. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }

  /** Asks it to end, and ends it after 15 seconds if it has not; it is started again. Resolves when it has ended. */
  async restart(): Promise<void> {
    const child = this.#child;
    if (child !== undefined) await this.#end(child, once(child, 'close'));
  }

  /** Asks it to end, and ends it after 15 seconds if it has not; it is not started again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#end(this.#child, this.#running);
  }

  /** The end of its log. */
  lastWords(): string {
    return readEnd(this.#options.logFile);
  }

  async #end(child: ChildProcess | undefined, ended: Promise<unknown> | undefined): Promise<void> {
    const patience = setTimeout(() => child?.kill('SIGKILL'), STOP_MILLISECONDS);
    child?.kill('SIGTERM');
    await ended;
    clearTimeout(patience);
  }

  async #superviseUntilStopped(): Promise<void> {
    const { name, clock, report, firstPauseMilliseconds = FIRST_PAUSE_MILLISECONDS } = this.#options;
    const { signal } = this.#stopping;
    let pause = firstPauseMilliseconds;
    while (!signal.aborted) {
      try {
        await this.#options.beforeStart(signal);
        if (signal.aborted) return;
        const startedAt = clock();
        const { end, exitCode } = await this.#runOnce();
        if (signal.aborted) return;
        const sentence = exitCode === null ? undefined : this.#options.giveUp?.(exitCode);
        if (sentence !== undefined) {
          report(`${name} ended (${end}) and is not started again: ${sentence}`);
          return;
        }
        if (clock() - startedAt >= STEADY_MILLISECONDS) pause = firstPauseMilliseconds;
        report(`${name} ended (${end}) and is started again; its log is ${this.#options.logFile}.`);
      } catch (error) {
        if (signal.aborted) return;
        report(`${name} can't be started and is tried again: ${error instanceof Error ? error.message : 'unknown'}`);
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(Math.max(2 * pause, FIRST_PAUSE_MILLISECONDS), LONGEST_PAUSE_MILLISECONDS);
    }
  }

  /** @returns how it ended, in words: `exit code 1`, `signal SIGKILL` */
  async #runOnce(): Promise<{ end: string; exitCode: number | null }> {
    const { program, parameters, logFile } = this.#options;
    const log = openSync(logFile, 'a', 0o600);
    const timer = setInterval(() => this.#tidy(), TIDY_MILLISECONDS);
    timer.unref();
    try {
      // A group of its own: Ctrl-C reaches the supervisor only, which stops the processes in their order.
      // However we end, its standard input ends with us: by that the application knows that nobody supervises it any more.
      const child = spawn(program, parameters, { stdio: ['pipe', log, log], env: {}, detached: true });
      child.stdin?.on('error', () => undefined);
      this.#child = child;
      this.#starts++;
      endWithUs(child);
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      return { end: signal === null ? `exit code ${code}` : `signal ${signal}`, exitCode: code };
    } finally {
      clearInterval(timer);
      this.#child = undefined;
      closeSync(log);
      this.#tidy();
    }
  }

  /** Files that can't be kept small (a full disk) are no reason to end the process. */
  #tidy(): void {
    const { name, logFile, maxLogBytes = MAX_LOG_BYTES, tidy, report } = this.#options;
    const wordsOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown');
    try {
      capLog(logFile, maxLogBytes);
    } catch (error) {
      report(`The log of ${name} can't be moved aside: ${wordsOf(error)}`);
    }
    try {
      tidy?.();
    } catch (error) {
      report(`Files of ${name} that are needed no more can't be removed: ${wordsOf(error)}`);
    }
  }
}

function readEnd(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const end = Buffer.alloc(Math.min(size, LAST_WORDS_BYTES));
      readSync(file, end, 0, end.length, size - end.length);
      return end.toString('utf8');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
